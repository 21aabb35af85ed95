import * as l10n from '@vscode/l10n';
import type { BackendSnapshot, VisibleSecret } from '../catalog/types.ts';
import { ageWords } from './age.ts';
import { backendName } from '../managers/name.ts';
import { outcomeWords } from './words.ts';

/** One fact as plain text. Values may hold a store's own words: whoever shows them escapes them for where they go. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Names shown before "and N more". */
const shown = 12;

/** Where a secret comes from: backend, location and the backend's own name for it. */
export function whereFacts(secret: VisibleSecret, backend: BackendSnapshot): Fact[] {
  return [
    { label: l10n.t('Backend'), value: backendName(backend) },
    ...(backend.location === '' ? [] : [{ label: l10n.t('Where'), value: backend.location }]),
    { label: l10n.t('Stored as'), value: secret.storedName },
    ...nameFacts(secret),
    ...(secret.origin === null
      ? []
      : [{ label: l10n.t('Defined in'), value: `${secret.origin.file}:${secret.origin.line}` }]),
  ];
}

/** What is known of one secret, in the order in which tooltips show it. Never a value: the types have none. */
export function secretFacts(secret: VisibleSecret, backend: BackendSnapshot, now: number): Fact[] {
  return [
    ...whereFacts(secret, backend),
    ...ruleFacts(secret),
    ...(secret.namespace === null ? [] : [{ label: l10n.t('Namespace'), value: secret.namespace }]),
    ...tagFacts(secret),
    ...subkeyFacts(secret),
    ...certaintyFacts(secret),
    ...secret.notes.map((note) => ({ label: l10n.t('Note'), value: note })),
    { label: l10n.t('Read-only'), value: backend.readOnly ? l10n.t('yes') : l10n.t('no') },
    { label: l10n.t('Asked'), value: ageWords(backend.fetchedAt, now) },
  ];
}

/** What gives a secret another name than its stored one. */
function nameFacts({ nameFrom, storedName }: VisibleSecret): Fact[] {
  const label = l10n.t('Name from');
  if (nameFrom === 'key-tag') return [{ label, value: l10n.t('its tag key') }];
  if (nameFrom !== 'prefix-stripped') return [];
  return [{ label, value: l10n.t('{0} without its prefix', storedName) }];
}

/** The rules that hide a secret, or leave it open, or else those that show it. */
export function ruleFacts(secret: VisibleSecret): Fact[] {
  const label =
    secret.visible === null ? l10n.t('Cannot tell') : secret.visible ? l10n.t('Rule') : l10n.t('Hidden by');
  const wanted = secret.visible === null ? 'unknown' : secret.visible ? 'pass' : 'fail';
  return secret.rules
    .filter((outcome) => outcome.result === wanted)
    .map((outcome) => ({ label, value: outcomeWords(outcome) }));
}

export function subkeyFacts(secret: VisibleSecret): Fact[] {
  const label = l10n.t('Subkeys');
  switch (secret.subkeys.state) {
    case 'none':
      return [{ label, value: l10n.t('none') }];
    case 'not-read':
      return [{ label, value: l10n.t('not read') }];
    case 'known':
      return [{ label, value: nameList(secret.subkeys.names) }];
  }
}

/** Names in a row, cut where there are many. */
export function nameList(names: readonly string[]): string {
  if (names.length === 0) return l10n.t('none');
  const row = names.slice(0, shown).join(', ');
  return names.length > shown ? l10n.t('{0} and {1} more', row, names.length - shown) : row;
}

function tagFacts(secret: VisibleSecret): Fact[] {
  if (secret.tags === null) return [];
  const tags = Object.entries(secret.tags).map(([tag, value]) => `${tag}=${value}`);
  return tags.length === 0 ? [] : [{ label: l10n.t('Tags'), value: nameList(tags) }];
}

function certaintyFacts(secret: VisibleSecret): Fact[] {
  if (secret.certainty === 'documented') return [];
  return [
    { label: l10n.t('Certainty'), value: l10n.t("assumed; Kestra's documentation does not settle the name") },
  ];
}
