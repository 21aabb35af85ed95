import * as l10n from '@vscode/l10n';
import type { TreeItem } from 'vscode';
import { freshFor, type BackendSnapshot } from '../../catalog/index.ts';
import {
  countWords,
  failureWords,
  lastCheckedWords,
  needsValueForSubkeys,
  ruleWords,
  stateWords,
  stepWords,
  subkeyWords,
  unsavedWords,
} from '../../language/index.ts';
import { capitalise } from '../../language/index.ts';
import { backendName } from '../../language/index.ts';
import { failureMessage, outcomeWords, ruleClause, ruleClauses } from '../../language/messages/index.ts';
import { isBehindNetwork } from '../commands/choose.ts';
import { placeOfRule } from '../commands/open-configuration.ts';
import { backendContext, backendMarks, commands, rowContexts, type BackendMark } from '../contributions.ts';
import { wantedApproval } from '../prompts/wanted-approval.ts';
import { stepCommand, stepIcon } from '../steps.ts';
import type {
  BackendNode,
  CreatedNode,
  FailureNode,
  HiddenNode,
  RuleNode,
  SecretNode,
  SubkeyNode,
  TerraformNode,
  TreeNode,
} from './nodes.ts';
import { kestraItem, kestraNameItem, kestraNamespaceItem, seenWords } from './kestra-items.ts';
import { notFoundItem, unfoundItem } from './not-found-items.ts';
import { perhapsUsedItem, unusedItem, unusedSecretItem } from './unused-items.ts';
import { Collapsed, Expanded, joinParts, None, row } from './row.ts';
import { groupItem, useItem } from './used-in-items.ts';
import { certainWords } from './used-in.ts';

/** A row as VS Code shows it. Tooltips come later, when one is asked for: `tooltips.ts`. */
export function itemOf(node: TreeNode, now: number): TreeItem {
  const item = bareItem(node, now);
  item.id = node.id;
  return item;
}

function bareItem(node: TreeNode, now: number): TreeItem {
  switch (node.kind) {
    case 'folder': {
      const { name } = node.session.folder;
      return row(name, Expanded, { icon: 'root-folder', spoken: l10n.t('folder {0}', name) });
    }
    case 'backend':
      return backendItem(node, now);
    case 'secret':
      return node.parent?.kind === 'hidden' ? hiddenSecretItem(node) : secretItem(node);
    case 'subkey':
      return subkeyItem(node);
    case 'hidden':
      return hiddenItem(node);
    case 'used-in':
      return groupItem(node);
    case 'use':
      return useItem(node);
    case 'rule':
      return ruleItem(node);
    case 'failure':
      return failureItem(node);
    case 'step': {
      const words = stepWords(node.step);
      // A row looks like a link by its icon; a screen reader is told that Enter does something.
      const item = row(words, None, { icon: stepIcon(node.step), spoken: l10n.t('{0}, action', words) });
      item.command = stepCommand(node.step, node.target.folder);
      return item;
    }
    case 'terraform':
      return terraformItem(node);
    case 'created':
      return createdItem(node);
    case 'kestra':
      return kestraItem(node, now);
    case 'kestra-namespace':
      return kestraNamespaceItem(node);
    case 'kestra-name':
      return kestraNameItem(node);
    case 'not-found':
      return notFoundItem(node);
    case 'unfound':
      return unfoundItem(node);
    case 'unused':
      return unusedItem();
    case 'perhaps-used':
      return perhapsUsedItem(node);
    case 'unused-secret':
      return unusedSecretItem(node);
    case 'note':
      return row(node.text, None, { icon: 'info' });
  }
}

/** The place first, then what is not as usual, then how much there is: a narrow view cuts the end. */
function backendItem({ backend }: BackendNode, now: number): TreeItem {
  const name = backendName(backend);
  const unusual = unusualWords(backend);
  const count = backend.fetchedAt === null ? null : countWords(backend.secrets);
  const { fetchedAt } = backend;
  const age = fetchedAt !== null && isOld(backend, now) ? lastCheckedWords(fetchedAt, now) : null;
  const readOnly = backend.readOnly ? l10n.t('read-only') : null;
  const unsaved = unsavedWords(backend);
  const where = backend.location.replace(/^https?:\/\//, '');
  // Variables have the file as their place already.
  const of = backend.configuration === backend.location ? null : (backend.configuration ?? null);
  return row(name, Expanded, {
    icon: backend.failure !== null ? 'warning' : backend.readOnly ? 'lock' : 'database',
    ...(backend.failure !== null ? { color: 'list.warningForeground' } : {}),
    description: joinParts([where, of, unusual, unsaved, count, age], ' · '),
    spoken: joinParts([name, readOnly, backend.location, of, unusual, unsaved, count, age], ', '),
    context: backendContext(marksOf(backend)),
  });
}

/** Why a backend's list is none, or not whole; null where it is. */
function unusualWords({ failure, listing, state }: BackendSnapshot): string | null {
  if (listing !== undefined) return l10n.t('Listing… {0}', listing);
  if (failure !== null) return failureWords(failure.kind);
  return state === 'unsupported' ? stateWords(state) : null;
}

/** The variables of files are as fresh as the files: an age would say nothing. */
function isOld({ type, fetchedAt }: BackendSnapshot, now: number): boolean {
  return type !== 'env' && fetchedAt !== null && now - fetchedAt > freshFor;
}

function marksOf(backend: BackendSnapshot): BackendMark[] {
  const steps = backend.failure?.nextSteps ?? [];
  return [
    ...(isBehindNetwork(backend) ? [backendMarks.remote] : []),
    ...(wantedApproval(backend) === null ? [] : [backendMarks.approve]),
    ...(steps.some(({ kind }) => kind === 'sign-in') ? [backendMarks.signIn] : []),
    ...(backend.listing === undefined ? [] : [backendMarks.listing]),
  ];
}

function secretItem(node: SecretNode): TreeItem {
  const { secret, backend } = node;
  const seen = seenWords(node);
  const unsure = secret.visible === null && seen === null ? l10n.t('cannot tell') : null;
  const shared = secret.sameName === undefined ? null : l10n.t('stored as {0}', secret.storedName);
  const warning = shared === null ? null : l10n.t('another secret has the same name');
  const subkeys = secret.subkeys.state === 'known' ? subkeyWords(secret.subkeys) : null;
  const readOnly = secret.readOnly ? l10n.t('read-only') : null;
  const words = [unsure, shared, secret.namespace, seen, subkeys, certainWords(node)];
  return row(secret.name, Collapsed, {
    icon: warning !== null ? 'warning' : unsure !== null ? 'question' : secret.readOnly ? 'lock' : 'key',
    ...(warning !== null ? { color: 'list.warningForeground' } : {}),
    description: joinParts(words, ' · '),
    spoken: joinParts([l10n.t('secret {0}', secret.name), readOnly, warning, ...words], ', '),
    context: needsValueForSubkeys(backend, secret) ? rowContexts.secretByValue : rowContexts.secret,
  });
}

function hiddenSecretItem(node: SecretNode): TreeItem {
  const { secret } = node;
  const seen = seenWords(node);
  const rules = secret.rules.filter((outcome) => outcome.result === 'fail');
  const readOnly = secret.readOnly ? l10n.t('read-only') : null;
  return row(secret.name, Collapsed, {
    icon: 'eye-closed',
    description: joinParts([seen, ruleClauses(rules.map(({ reason }) => reason))], ' · '),
    spoken: joinParts(
      [l10n.t('secret {0}, hidden by {1}', secret.name, rules.map(outcomeWords).join('; ')), seen, readOnly],
      ', ',
    ),
    context: rowContexts.hiddenSecret,
  });
}

function subkeyItem(node: SubkeyNode): TreeItem {
  const { name, secret } = node;
  const uses = certainWords(node);
  return row(name, uses === null ? None : Collapsed, {
    icon: 'key',
    ...(uses === null ? {} : { description: uses }),
    spoken: joinParts([l10n.t('subkey {0} of {1}', name, secret.name), uses], ', '),
    context: rowContexts.subkey,
  });
}

function hiddenItem({ secrets }: HiddenNode): TreeItem {
  return row(l10n.t('Hidden ({0})', secrets.length), Collapsed, {
    icon: 'eye-closed',
    spoken: l10n.t('{0} hidden secrets', secrets.length),
  });
}

/** Leads to the rule in the configuration, where it stands there. */
function ruleItem(node: RuleNode): TreeItem {
  const { rule, reason } = node.outcome;
  const words = ruleWords(rule);
  // Kestra's own keys stay as they are written.
  const item = row(words.includes('-') ? words : capitalise(words), None, {
    icon: 'filter',
    description: ruleClause(reason),
    spoken: outcomeWords(node.outcome),
    ...(placeOfRule(node, rule) === null ? {} : { context: rowContexts.rule }),
  });
  if (item.contextValue !== undefined) {
    const title = l10n.t('Open configuration');
    item.command = { command: commands.openConfiguration, title, arguments: [node.target] };
  }
  return item;
}

/** Its steps are open where nothing else is there to see; else the list is. */
function failureItem({ failure, steps, isAlone }: FailureNode): TreeItem {
  const message = failureMessage(failure);
  const open = isAlone ? Expanded : Collapsed;
  return row(capitalise(failureWords(failure.kind)), steps.length === 0 ? None : open, {
    icon: 'warning',
    color: 'list.warningForeground',
    description: message,
    spoken: message,
  });
}

function terraformItem({ secrets }: TerraformNode): TreeItem {
  const files = [...new Set(secrets.map(({ origin }) => origin.file))].join(', ');
  const description = joinParts([files, l10n.t('created once it is applied')], ' · ');
  return row('Terraform', Collapsed, { icon: 'file-code', description });
}

/** Leads to the line that creates it. */
function createdItem({ secret, target }: CreatedNode): TreeItem {
  const { name, namespace } = secret;
  const label = name ?? l10n.t('names not known here');
  const item = row(label, None, {
    icon: 'question',
    description: joinParts([l10n.t('cannot tell'), namespace], ' · '),
    spoken: joinParts([l10n.t('secret {0}', label), l10n.t('cannot tell'), namespace], ', '),
  });
  const title = l10n.t('Open configuration');
  item.command = { command: commands.openConfiguration, title, arguments: [target] };
  return item;
}
