import * as l10n from '@vscode/l10n';
import { env, type MarkdownString } from 'vscode';
import { countWords, stateWords, stepsFor } from '../../language/index.ts';
import { checkedFact, createdFacts, secretFacts, type Fact } from '../../language/facts.ts';
import { countFlows, useFact } from '../../language/uses/index.ts';
import { configurationFacts } from '../../language/configuration-facts.ts';
import { backendName } from '../../language/index.ts';
import { failureMessage, outcomeWords, problemMessage } from '../../language/messages/index.ts';
import { appendFacts, appendLinks, appendSentence, appendTitle, emptyMarkdown } from '../markdown.ts';
import { stepCommand, stepCommands } from '../steps.ts';
import { isSeenByKestra } from './kestra.ts';
import { kestraNameTooltip, kestraTooltip } from './kestra-items.ts';
import type { BackendNode, SecretNode, SubkeyNode, TreeNode } from './nodes.ts';
import { usesOfRow } from './used-in.ts';

/** The tooltip of a row: what a person may want to know of it, never a value. */
export function tooltipOf(node: TreeNode, now: number): MarkdownString | undefined {
  if (node.kind === 'backend') return backendTooltip(node, now);
  if (node.kind === 'kestra') return kestraTooltip(node, now);
  if (node.kind === 'kestra-name') return kestraNameTooltip(node, now);
  const markdown = emptyMarkdown();
  switch (node.kind) {
    case 'secret':
      appendTitle(markdown, null, node.secret.name);
      appendFacts(markdown, [
        ...secretFacts(node.secret, node.backend, { now, locale: env.language }),
        ...(isSeenByKestra(node) ? [{ label: null, value: l10n.t('Kestra lists it under this name') }] : []),
        ...useFacts(node),
      ]);
      return markdown;
    case 'subkey':
      appendTitle(markdown, null, node.name);
      appendSentence(markdown, l10n.t('A subkey of {0}.', node.secret.name));
      appendFacts(markdown, useFacts(node));
      return markdown;
    case 'hidden':
      appendSentence(markdown, l10n.t('Secrets hidden from Kestra by a filter, a tag or their state.'));
      return markdown;
    case 'failure':
      appendSentence(markdown, failureMessage(node.failure));
      return markdown;
    case 'rule':
      appendSentence(markdown, outcomeWords(node.outcome));
      return markdown;
    case 'terraform':
      appendSentence(
        markdown,
        l10n.t('Secrets that Terraform creates in a namespace. Whether it was applied is not known here.'),
      );
      return markdown;
    case 'created':
      if (node.secret.name !== null) appendTitle(markdown, null, node.secret.name);
      appendFacts(markdown, createdFacts(node.secret));
      return markdown;
    case 'not-found':
      appendSentence(
        markdown,
        l10n.t('Calls of all flows that ask for a secret or a subkey which Kestra does not find.'),
      );
      return markdown;
    case 'unused':
      appendSentence(
        markdown,
        l10n.t(
          'Secrets that no flow asks for by name, as the command “unused” of the command line lists them.',
        ),
      );
      return markdown;
    case 'perhaps-used':
      appendSentence(
        markdown,
        l10n.t('Secrets whose name is known only when a flow runs, or which another text names.'),
      );
      return markdown;
    case 'unused-secret':
      appendTitle(markdown, null, node.unused.name);
      return markdown;
    case 'unfound':
      appendSentence(markdown, problemMessage(node.found.problem));
      return markdown;
    case 'note':
      appendSentence(markdown, node.text);
      return markdown;
    case 'used-in':
      appendSentence(markdown, l10n.t('Flows that ask for {0}, for certain or perhaps.', node.secret.name));
      return markdown;
    case 'folder':
    case 'kestra-namespace':
    case 'step':
    case 'use':
      return undefined;
  }
}

function useFacts(node: SecretNode | SubkeyNode): Fact[] {
  const uses = usesOfRow(node);
  return uses === null ? [] : [useFact(countFlows(uses))];
}

/** What is wrong, and what can be done about it, stands first: its row has no place for either. */
function backendTooltip({ backend, target, session }: BackendNode, now: number): MarkdownString {
  const markdown = emptyMarkdown(stepCommands);
  appendTitle(markdown, null, backendName(backend));
  if (backend.failure !== null) appendSentence(markdown, failureMessage(backend.failure));
  appendFacts(markdown, [
    ...(backend.location === '' ? [] : [{ label: l10n.t('Where'), value: backend.location }]),
    { label: l10n.t('Read-only'), value: backend.readOnly ? l10n.t('yes') : l10n.t('no') },
    { label: l10n.t('State'), value: stateWords(backend.state) },
    ...(backend.fetchedAt === null ? [] : [{ label: l10n.t('Secrets'), value: countWords(backend.secrets) }]),
    checkedFact(backend.fetchedAt, now),
    ...backend.sources.map((origin) => ({
      label: l10n.t('Configured in'),
      value: `${origin.file}:${String(origin.line)}`,
    })),
  ]);
  // The variables of the environment have rows of their own.
  const entries = backend.type === 'env' ? [] : (session.configuration()?.entries ?? []);
  appendFacts(markdown, configurationFacts(entries, backend.id));
  appendLinks(
    markdown,
    stepsFor(backend).map((step) => stepCommand(step, target.folder)),
  );
  return markdown;
}
