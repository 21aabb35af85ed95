import * as l10n from '@vscode/l10n';
import type { BackendSnapshot } from '../catalog/index.ts';
import type { ConfigurationEntry } from '../configuration/index.ts';
import type { TextRange } from '../ports/text.ts';
import type { Fact } from './facts.ts';
import { backendName } from './messages/backends.ts';
import { originClause, wholeOriginClause } from './value-origins.ts';

/** What is said of a place in a configuration's file. */
export interface ConfigurationHover {
  /** In the file's text. */
  readonly range: TextRange;
  /** The backend's name. */
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** More keys than anybody would read of in one hover. */
const shown = 24;

/**
 * What the keys at a place of a configuration's file became, or those into which the variable there is put, each with the way
 * its value came; null: the place is none of the configuration. `offset` is in the text of `file`; a range's end counts too.
 */
export function configurationHoverAt(
  entries: readonly ConfigurationEntry[],
  backends: readonly BackendSnapshot[],
  file: string,
  offset: number,
): ConfigurationHover | null {
  const covers = (place: { readonly file: string; readonly range: TextRange }): boolean =>
    place.file === file && place.range.start <= offset && offset <= place.range.end;
  const found = entries.flatMap((entry) => {
    const place = (entry.places ?? []).find(covers) ?? entry.origins.find(covers);
    return place === undefined ? [] : [{ entry, range: place.range }];
  });
  const [first] = found;
  if (first === undefined) return null;
  const backend = backends.find(({ id }) => id === first.entry.backend);
  return {
    range: first.range,
    title: backend === undefined ? first.entry.backend : backendName(backend),
    facts: found.slice(0, shown).map(({ entry }) => entryFact(entry)),
  };
}

/** What a backend's keys became, each with the way its value came. Of a credential only whether it is set. */
export function configurationFacts(entries: readonly ConfigurationEntry[], backend: string): Fact[] {
  return entries
    .filter((entry) => entry.backend === backend)
    .slice(0, shown)
    .map(entryFact);
}

/** Where a backend's address came from, if it is not written where its key stands. */
export function addressFacts(entries: readonly ConfigurationEntry[], backend: string): Fact[] {
  const entry = entries.find((each) => each.backend === backend && addressKeys.includes(each.key));
  return entry === undefined || originClause(entry) === null ? [] : [entryFact(entry)];
}

/** The keys that say where a backend is, of every manager. */
const addressKeys = ['address', 'key-vault-uri', 'vault-name', 'region', 'project'];

function entryFact(entry: ConfigurationEntry): Fact {
  const clause = wholeOriginClause(entry);
  const value = valueWords(entry);
  return { label: entry.key, value: clause === null ? value : `${value}, ${clause}` };
}

function valueWords({ credential, value, known }: ConfigurationEntry): string {
  if (credential && value === 'set') return l10n.t('set');
  if (credential) return known ? l10n.t('not set') : l10n.t('not known here');
  if (value === null) return l10n.t('not set');
  return known ? value : l10n.t('{0} (not known here)', value);
}
