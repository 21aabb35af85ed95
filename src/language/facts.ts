import * as l10n from '@vscode/l10n';
import { type BackendSnapshot, type RuleOutcome, type VisibleSecret } from '../catalog/index.ts';
import { ageWords } from './age.ts';
import type { TerraformSecret } from '../configuration/index.ts';
import { backendName } from './messages/backends.ts';
import { dateWords } from './date.ts';
import { noteClause } from './messages/notes.ts';
import { ruleClause } from './messages/rules.ts';
import { lineInFile } from './line-in-file.ts';
import { needsValueForSubkeys } from './read-value.ts';
import { nameList } from './name-list.ts';

/** One fact as plain text. Values may hold a store's own words: whoever shows them escapes them for where they go. */
export interface Fact {
  /** null: the value says all of it. */
  readonly label: string | null;
  readonly value: string;
}

/** For ages and dates. */
export interface When {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The user's language, as BCP 47 has it. */
  readonly locale: string;
}

/** Where a secret comes from: backend, location and the backend's own name for it. */
export function whereFacts(secret: VisibleSecret, backend: BackendSnapshot): Fact[] {
  return [
    { label: l10n.t('Backend'), value: backendName(backend) },
    ...(backend.location === '' ? [] : [{ label: l10n.t('Where'), value: backend.location }]),
    ...(backend.configuration === undefined
      ? []
      : [{ label: l10n.t('Configured in'), value: backend.configuration }]),
    { label: l10n.t('Stored as'), value: secret.storedName },
    ...nameFacts(secret),
    ...(secret.origin === null
      ? []
      : [{ label: l10n.t('Defined in'), value: `${secret.origin.file}:${secret.origin.line}` }]),
  ];
}

/** What is known of one secret, in the order in which tooltips show it. Never a value: the types have none. */
export function secretFacts(secret: VisibleSecret, backend: BackendSnapshot, { now, locale }: When): Fact[] {
  return [
    ...whereFacts(secret, backend),
    ...ruleFacts(secret),
    ...(secret.namespace === null ? [] : [{ label: l10n.t('Namespace'), value: secret.namespace }]),
    ...tagFacts(secret),
    ...subkeyFacts(secret, backend),
    ...certaintyFacts(secret),
    ...noteFacts(secret, locale),
    { label: l10n.t('Read-only'), value: backend.readOnly ? l10n.t('yes') : l10n.t('no') },
    checkedFact(backend.fetchedAt, now),
  ];
}

/** What is known of a secret that Terraform creates. */
export function createdFacts({ namespace, origin }: Pick<TerraformSecret, 'namespace' | 'origin'>): Fact[] {
  return [
    { label: l10n.t('Created by'), value: l10n.t('Terraform, once it is applied') },
    ...(namespace === null ? [] : [{ label: l10n.t('Namespace'), value: namespace }]),
    { label: l10n.t('Defined in'), value: lineInFile(origin) },
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
function ruleFacts({ rules, visible }: VisibleSecret): Fact[] {
  const wanted = visible === null ? 'unknown' : visible ? 'pass' : 'fail';
  return rules.filter((outcome) => outcome.result === wanted).map(ruleFact);
}

/** A rule's word on a secret as a sentence. */
export function ruleFact({ result, reason }: RuleOutcome): Fact {
  const clause = ruleClause(reason);
  switch (result) {
    case 'pass':
      return { label: null, value: l10n.t('Visible because {0}', clause) };
    case 'fail':
      return { label: null, value: l10n.t('Hidden because {0}', clause) };
    case 'unknown':
      return { label: l10n.t('Cannot tell'), value: clause };
  }
}

export function noteFacts({ notes }: VisibleSecret, locale: string): Fact[] {
  return notes.map((note) => ({
    label: l10n.t('Note'),
    value: noteClause(note, (time) => dateWords(time, locale)),
  }));
}

/** When what is known was learnt; both times in ms since the epoch. */
export function checkedFact(fetchedAt: number | null, now: number): Fact {
  return { label: l10n.t('Last checked'), value: ageWords(fetchedAt, now) };
}

export function subkeyFacts(secret: VisibleSecret, backend: BackendSnapshot): Fact[] {
  const label = l10n.t('Subkeys');
  switch (secret.subkeys.state) {
    case 'none':
      return [{ label, value: l10n.t('none') }];
    case 'not-read':
      return [
        {
          label,
          value: needsValueForSubkeys(backend, secret)
            ? l10n.t('unknown (reading them needs the value)')
            : l10n.t('not read yet'),
        },
      ];
    case 'known':
      return [{ label, value: nameList(secret.subkeys.names) }];
  }
}

function tagFacts(secret: VisibleSecret): Fact[] {
  if (secret.tags === null) return [];
  const tags = Object.entries(secret.tags).map(([tag, value]) => `${tag}=${value}`);
  return tags.length === 0 ? [] : [{ label: l10n.t('Tags'), value: nameList(tags) }];
}

/** Where the documentation of Kestra leaves the name open. */
export function certaintyFacts(secret: VisibleSecret): Fact[] {
  if (secret.certainty === 'documented') return [];
  return [{ label: null, value: l10n.t('The name is assumed: Kestra does not document it') }];
}
