import * as l10n from '@vscode/l10n';
import { env, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, type MarkdownString } from 'vscode';
import {
  ageWords,
  backendName,
  checkedFact,
  failureWords,
  needsValueForSubkeys,
  outcomeWords,
  ruleWords,
  secretFacts,
  stateWords,
  stepWords,
  subkeyWords,
  unsavedWords,
} from '../../language/index.ts';
import { isBehindNetwork } from '../commands/choose.ts';
import { rowContexts } from '../contributions.ts';
import { appendFacts, appendSentence, appendTitle, emptyMarkdown } from '../markdown.ts';
import { stepCommand, stepIcon } from '../steps.ts';
import type {
  BackendNode,
  FailureNode,
  HiddenNode,
  RuleNode,
  SecretNode,
  SubkeyNode,
  TreeNode,
} from './nodes.ts';

const { None, Collapsed, Expanded } = TreeItemCollapsibleState;

/** A row as VS Code shows it. Tooltips come later, when one is asked for: {@link tooltipOf}. */
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
    case 'rule':
      return ruleItem(node);
    case 'failure':
      return failureItem({ ...node.failure, steps: node.steps });
    case 'step': {
      const words = stepWords(node.step);
      // A row looks like a link by its icon; a screen reader is told that Enter does something.
      const item = row(words, None, { icon: stepIcon(node.step), spoken: l10n.t('{0}, action', words) });
      item.command = stepCommand(node.step, node.target.folder);
      return item;
    }
    case 'note':
      return row(node.text, None, { icon: 'info' });
  }
}

interface Look {
  readonly icon: string;
  readonly color?: string;
  readonly description?: string;
  readonly spoken?: string;
  readonly context?: string;
}

function row(label: string, state: TreeItemCollapsibleState, look: Look): TreeItem {
  const item = new TreeItem(label, state);
  item.iconPath =
    look.color === undefined
      ? new ThemeIcon(look.icon)
      : new ThemeIcon(look.icon, new ThemeColor(look.color));
  if (look.description !== undefined) item.description = look.description;
  if (look.context !== undefined) item.contextValue = look.context;
  item.accessibilityInformation = {
    label: look.spoken ?? joined([label, look.description ?? null], ', '),
  };
  return item;
}

function backendItem({ backend }: BackendNode, now: number): TreeItem {
  const name = backendName(backend);
  const failure = backend.failure === null ? null : failureWords(backend.failure.kind);
  const unsupported = backend.state === 'unsupported' ? stateWords(backend.state) : null;
  // The variables of files are as fresh as the files: an age would say nothing.
  const age = backend.type === 'env' || backend.fetchedAt === null ? null : ageWords(backend.fetchedAt, now);
  const where = backend.location.replace(/^https?:\/\//, '');
  const readOnly = backend.readOnly ? l10n.t('read-only') : null;
  const unsaved = unsavedWords(backend);
  return row(name, Expanded, {
    icon: failure !== null ? 'warning' : backend.readOnly ? 'lock' : 'database',
    ...(failure !== null ? { color: 'list.warningForeground' } : {}),
    // A narrow view cuts the end, and the place is long.
    description: joined([unsupported, unsaved, age, where], ' · '),
    spoken: joined([name, readOnly, backend.location, unsupported, unsaved, age, failure], ', '),
    context: isBehindNetwork(backend) ? rowContexts.remoteBackend : rowContexts.backend,
  });
}

function secretItem({ secret, backend }: SecretNode): TreeItem {
  const unsure = secret.visible === null ? l10n.t('cannot tell') : null;
  const shared = secret.sameName === undefined ? null : l10n.t('stored as {0}', secret.storedName);
  const warning = shared === null ? null : l10n.t('another secret has the same name');
  const subkeys = secret.subkeys.state === 'known' ? subkeyWords(secret.subkeys) : null;
  const readOnly = secret.readOnly ? l10n.t('read-only') : null;
  const words = [unsure, shared, secret.namespace, subkeys];
  return row(secret.name, secret.subkeys.state === 'none' ? None : Collapsed, {
    icon: warning !== null ? 'warning' : unsure !== null ? 'question' : secret.readOnly ? 'lock' : 'key',
    ...(warning !== null ? { color: 'list.warningForeground' } : {}),
    description: joined(words, ' · '),
    spoken: joined([l10n.t('secret {0}', secret.name), readOnly, warning, ...words], ', '),
    context: needsValueForSubkeys(backend, secret) ? rowContexts.secretByValue : rowContexts.secret,
  });
}

function hiddenSecretItem({ secret }: SecretNode): TreeItem {
  const rules = secret.rules
    .filter((outcome) => outcome.result === 'fail')
    .map((outcome) => ruleWords(outcome.rule));
  return row(secret.name, Collapsed, {
    icon: 'eye-closed',
    description: rules.join(', '),
    spoken: l10n.t('secret {0}, hidden by {1}', secret.name, rules.join(', ')),
    context: rowContexts.hiddenSecret,
  });
}

function subkeyItem({ name, secret }: SubkeyNode): TreeItem {
  return row(name, None, {
    icon: 'key',
    spoken: l10n.t('subkey {0} of {1}', name, secret.name),
    context: rowContexts.subkey,
  });
}

function hiddenItem({ secrets }: HiddenNode): TreeItem {
  return row(l10n.t('Hidden ({0})', secrets.length), Collapsed, {
    icon: 'eye-closed',
    spoken: l10n.t('{0} hidden secrets', secrets.length),
  });
}

function ruleItem({ outcome }: RuleNode): TreeItem {
  return row(capitalised(ruleWords(outcome.rule)), None, {
    icon: 'filter',
    description: outcome.detail,
    spoken: outcomeWords(outcome),
  });
}

function failureItem({
  kind,
  message,
  steps,
}: FailureNode['failure'] & Pick<FailureNode, 'steps'>): TreeItem {
  return row(capitalised(failureWords(kind)), steps.length === 0 ? None : Expanded, {
    icon: 'warning',
    color: 'list.warningForeground',
    description: message,
    spoken: message,
  });
}

function capitalised(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

function joined(parts: readonly (string | null)[], by: string): string {
  return parts.filter((part) => part !== null && part !== '').join(by);
}

/** The tooltip of a row: what a person may want to know of it, never a value. */
export function tooltipOf(node: TreeNode, now: number): MarkdownString | undefined {
  const markdown = emptyMarkdown();
  switch (node.kind) {
    case 'secret':
      appendTitle(markdown, null, node.secret.name);
      appendFacts(markdown, secretFacts(node.secret, node.backend, { now, locale: env.language }));
      return markdown;
    case 'subkey':
      appendTitle(markdown, null, node.name);
      appendSentence(markdown, l10n.t('A subkey of {0}.', node.secret.name));
      return markdown;
    case 'backend': {
      const { backend } = node;
      appendTitle(markdown, null, backendName(backend));
      appendFacts(markdown, [
        ...(backend.location === '' ? [] : [{ label: l10n.t('Where'), value: backend.location }]),
        { label: l10n.t('Read-only'), value: backend.readOnly ? l10n.t('yes') : l10n.t('no') },
        { label: l10n.t('State'), value: stateWords(backend.state) },
        ...(backend.failure === null ? [] : [{ label: l10n.t('Because'), value: backend.failure.message }]),
        checkedFact(backend.fetchedAt, now),
        ...backend.sources.map((origin) => ({
          label: l10n.t('Configured in'),
          value: `${origin.file}:${String(origin.line)}`,
        })),
      ]);
      return markdown;
    }
    case 'hidden':
      appendSentence(markdown, l10n.t('Hidden from Kestra by a filter, a tag or their state.'));
      return markdown;
    case 'failure':
      appendSentence(markdown, node.failure.message);
      return markdown;
    case 'rule':
      appendSentence(markdown, outcomeWords(node.outcome));
      return markdown;
    case 'note':
      appendSentence(markdown, node.text);
      return markdown;
    case 'folder':
    case 'step':
      return undefined;
  }
}
