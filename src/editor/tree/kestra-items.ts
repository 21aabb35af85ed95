import * as l10n from '@vscode/l10n';
import type { MarkdownString, TreeItem } from 'vscode';
import { freshFor, type KestraSnapshot } from '../../catalog/index.ts';
import { backendName, countWords, failureWords, lastCheckedWords, stateWords } from '../../language/index.ts';
import { checkedFact, type Fact } from '../../language/facts.ts';
import { failureMessage, kestraGapClause } from '../../language/messages/index.ts';
import { kestraBackend, usualTenant } from '../../managers/kestra.ts';
import { backendMarks, kestraContext, rowContexts } from '../contributions.ts';
import { appendFacts, appendLinks, appendSentence, appendTitle, emptyMarkdown } from '../markdown.ts';
import { stepCommand, stepCommands } from '../steps.ts';
import {
  isSeenByKestra,
  stepsOfKestra,
  type KestraNameNode,
  type KestraNamespaceNode,
  type KestraNode,
} from './kestra.ts';
import type { SecretNode } from './nodes.ts';
import { Expanded, joinParts, None, row } from './row.ts';
import { nameList } from '../../language/name-list.ts';

/** Its place first, then what is not as usual, then how much there is, as of a backend. */
export function kestraItem({ kestra }: KestraNode, now: number): TreeItem {
  const name = l10n.t('Kestra at {0}', kestra.endpoint.replace(/^https?:\/\//, ''));
  const { failure, fetchedAt, listing, readOnly, state, stopped } = kestra;
  const tenant = kestra.tenant === usualTenant ? null : l10n.t('tenant {0}', kestra.tenant);
  const unusual = unusualWords(kestra);
  const count = fetchedAt === null ? null : countOf(kestra.names);
  const age = fetchedAt !== null && now - fetchedAt > freshFor ? lastCheckedWords(fetchedAt, now) : null;
  const about = aboutWords(kestra);
  const isWaiting = failure !== null || state === 'blocked' || stopped;
  const signsIn = failure?.nextSteps.some(({ kind }) => kind === 'sign-in') === true;
  return row(name, Expanded, {
    icon: isWaiting ? 'warning' : readOnly === true ? 'lock' : 'server',
    ...(isWaiting ? { color: 'list.warningForeground' } : {}),
    description: joinParts([tenant, unusual, count, age, about], ' · '),
    spoken: joinParts(
      [name, readOnly === true ? l10n.t('read-only') : null, tenant, unusual, count, age, about],
      ', ',
    ),
    context: kestraContext([
      ...(signsIn ? [backendMarks.signIn] : []),
      ...(listing ? [backendMarks.listing] : []),
    ]),
  });
}

export function kestraNamespaceItem({ namespace, names }: KestraNamespaceNode): TreeItem {
  const count = countOf(names);
  return row(namespace, Expanded, {
    icon: 'symbol-namespace',
    description: count,
    spoken: joinParts([l10n.t('namespace {0}', namespace), count], ', '),
  });
}

export function kestraNameItem({ listed, kestra }: KestraNameNode): TreeItem {
  const { name, namespace } = listed;
  return row(name, None, {
    icon: kestra.readOnly === true ? 'lock' : 'key',
    spoken: joinParts(
      [
        l10n.t('secret {0}', name),
        kestra.readOnly === true ? l10n.t('read-only') : null,
        namespace,
        l10n.t('seen by Kestra'),
      ],
      ', ',
    ),
    context: rowContexts.kestraSecret,
  });
}

/** Of a secret of a backend that the running Kestra lists; null: it lists none of that name, or there is none. */
export function seenWords(node: SecretNode): string | null {
  return isSeenByKestra(node) ? l10n.t('seen by Kestra') : null;
}

/** What is wrong, and what can be done about it, stands first: its row has no place for either. */
export function kestraTooltip({ kestra, target }: KestraNode, now: number): MarkdownString {
  const markdown = emptyMarkdown(stepCommands);
  const { about, endpoint, failure, fetchedAt, gaps, names, readOnly, state, tenant } = kestra;
  appendTitle(markdown, null, backendName(kestraBackend));
  if (failure !== null) appendSentence(markdown, failureMessage(failure));
  const edition = editionWords(about);
  appendFacts(markdown, [
    { label: l10n.t('Where'), value: endpoint },
    { label: l10n.t('Tenant'), value: tenant },
    ...(about?.version == null ? [] : [{ label: l10n.t('Version'), value: about.version }]),
    ...(edition === null ? [] : [{ label: l10n.t('Edition'), value: edition }]),
    ...(readOnly === null
      ? []
      : [{ label: l10n.t('Read-only'), value: readOnly ? l10n.t('yes') : l10n.t('no') }]),
    { label: l10n.t('State'), value: stateWords(state) },
    ...gaps.map((gap) => ({ label: l10n.t('Note'), value: kestraGapClause(gap) })),
    ...(fetchedAt === null ? [] : [{ label: l10n.t('Secrets'), value: countOf(names) }]),
    checkedFact(fetchedAt, now),
  ]);
  appendLinks(
    markdown,
    stepsOfKestra(kestra).map((step) => stepCommand(step, target.folder)),
  );
  return markdown;
}

export function kestraNameTooltip({ kestra, listed }: KestraNameNode, now: number): MarkdownString {
  const markdown = emptyMarkdown();
  appendTitle(markdown, null, listed.name);
  appendFacts(markdown, [...listedFacts(kestra, listed), checkedFact(kestra.fetchedAt, now)]);
  return markdown;
}

function listedFacts(kestra: KestraSnapshot, { namespace, tags }: KestraNameNode['listed']): Fact[] {
  const written = Object.entries(tags ?? {}).map(([tag, value]) => `${tag}=${value}`);
  return [
    { label: l10n.t('Backend'), value: backendName(kestraBackend) },
    { label: l10n.t('Where'), value: kestra.endpoint },
    ...(namespace === null ? [] : [{ label: l10n.t('Namespace'), value: namespace }]),
    ...(written.length === 0 ? [] : [{ label: l10n.t('Tags'), value: nameList(written) }]),
  ];
}

/** Why its list is none, or not whole; null where it is. */
function unusualWords({ failure, fetchedAt, listing, state }: KestraSnapshot): string | null {
  if (listing) return l10n.t('Listing…');
  if (failure !== null) return failureWords(failure.kind);
  return fetchedAt !== null && state !== 'complete' ? stateWords(state) : null;
}

/** Its version and edition, as far as it tells them, such as `2.0.0 · open source`. */
function aboutWords({ about }: KestraSnapshot): string | null {
  if (about === null) return null;
  const words = joinParts([about.version, editionWords(about)], ' ');
  return words === '' ? null : words;
}

function editionWords(about: KestraSnapshot['about']): string | null {
  switch (about?.edition) {
    case 'open-source':
      return l10n.t('open source');
    case 'enterprise':
      return 'Enterprise';
    case 'not-told':
    case undefined:
      return null;
  }
}

function countOf(names: readonly unknown[]): string {
  return countWords(names.map(() => ({ visible: true })));
}
