import * as l10n from '@vscode/l10n';
import type { WritingPlace } from '../../configuration/index.ts';
import type { KeyRule } from '../../managers/facts.ts';
import { firstKeysOf, linesOfKeys } from '../../managers/first-keys.ts';
import { camelCase } from '../../managers/spellings.ts';
import { factsOf, isManager, managers, type Manager } from '../../managers/table.ts';
import type { InsertPart } from '../completion-types.ts';

/** One thing to choose while Kestra's configuration is written, as plain data. */
export interface ConfigurationCompletion {
  readonly kind: 'key' | 'value' | 'block';
  readonly label: string;
  readonly detail: string;
  /** Further lines have their indent from that of the cursor's line on. */
  readonly insertText: readonly InsertPart[];
  /** In their order. */
  readonly sortText: string;
}

/** What can be written at a place: keys of that level which are not there yet, values where there are only a few. */
export function completeConfiguration(place: WritingPlace): readonly ConfigurationCompletion[] {
  const found = place.valueOf === null ? keysAt(place) : valuesOf(place.valueOf, place);
  return found.map((each, index) => ({ ...each, sortText: String(index).padStart(3, '0') }));
}

type Offered = Omit<ConfigurationCompletion, 'sortText'>;

function valuesOf(key: string, { path }: WritingPlace): readonly Offered[] {
  const [manager = ''] = path;
  if (path.length === 0 && key === 'type') {
    return managers.map((each) => offer('value', each, factsOf(each).name, [{ text: each }]));
  }
  const isFlag =
    (path.length <= 1 && key === 'read-only') || (path[1] === 'filter-on-prefix' && key === 'keep-prefix');
  if (!isFlag || (path.length > 0 && !isManager(manager))) return [];
  return ['true', 'false'].map((each) => offer('value', each, '', [{ text: each }]));
}

function keysAt(place: WritingPlace): readonly Offered[] {
  const [manager, ...above] = place.path;
  if (manager === undefined) return keysOfSecret(place);
  return isManager(manager) ? keysOfBlock(manager, above, place) : [];
}

function keysOfSecret(place: WritingPlace): readonly Offered[] {
  const { neighbours } = place;
  const keys: readonly Offered[] = [
    keyOffer('type', '', place, [{ text: ' ' }, { stop: 0 }]),
    keyOffer('read-only', '', place, [{ text: ' ' }, { stop: 0 }]),
    ...managers.map((manager) =>
      keyOffer(manager, factsOf(manager).name, place, [{ text: '\n  ' }, { stop: 0 }]),
    ),
  ].filter(({ label }) => !neighbours.includes(label));
  // The whole of it is for who has nothing yet.
  const isBegun = neighbours.some((key) => key === 'type' || isManager(key)) || place.hasColon;
  return isBegun ? keys : [...keys, ...managers.map(wholeBlock)];
}

/** Type and block of a manager, with what it cannot do without. Credentials stand there as placeholders. */
function wholeBlock(manager: Manager): Offered {
  const { name } = factsOf(manager);
  const lines = ['read-only: true', `${manager}:`, ...blockLines(manager).map((line) => `  ${line}`)];
  const text = `type: ${manager}\n${lines.join('\n')}`;
  return {
    ...offer('block', l10n.t('{0}: type and block', manager), name, [{ text }, { stop: 0 }]),
  };
}

function blockLines(manager: Manager): readonly string[] {
  const { place, login } = firstKeysOf(manager);
  return linesOfKeys(manager, [place, ...login]);
}

function keysOfBlock(manager: Manager, above: readonly string[], place: WritingPlace): readonly Offered[] {
  const { keys, name, tagFilter } = factsOf(manager);
  const [parent] = above;
  if (parent === 'filter-on-prefix' && above.length === 1) {
    return ['prefix', 'keep-prefix']
      .filter((key) => !place.neighbours.includes(key))
      .map((key) => keyOffer(key, name, place, [{ text: ' ' }, { stop: 0 }]));
  }
  const start = above.length === 0 ? '' : `${above.join('.')}.`;
  const offered = new Map<string, Offered>();
  for (const rule of keys) {
    if (!rule.key.startsWith(start)) continue;
    const [next = '', ...further] = rule.key.slice(start.length).split('.');
    if (next === '' || offered.has(next) || place.neighbours.includes(next)) continue;
    const rest =
      further.length > 0 ? [{ text: '\n  ' }, { stop: 0 }] : restOf(manager, rule, next, tagFilter);
    offered.set(next, keyOffer(next, name, place, rest));
  }
  return [...offered.values()];
}

/** What follows the colon of a key. */
function restOf(
  manager: Manager,
  { kind, credential, variable }: KeyRule,
  key: string,
  tagFilter: 'nested' | 'flat',
): readonly InsertPart[] {
  if (credential) {
    const { variablePrefix } = factsOf(manager);
    const name = variable ?? `${variablePrefix}${key.toUpperCase().replaceAll('-', '_')}`;
    return [{ text: ` "\${${name}}"` }, { stop: 0 }];
  }
  if (kind === 'prefix-filter') return [{ text: '\n  prefix: ' }, { stop: 0 }];
  if (kind !== 'tags') return [{ text: ' ' }, { stop: 0 }];
  const isNested = tagFilter === 'nested' && key === 'filter-on-tags';
  return [{ text: isNested ? '\n  tags:\n    ' : '\n  ' }, { stop: 0 }];
}

/** A key as its neighbours are spelt; what follows is left out where its colon is there. */
function keyOffer(
  key: string,
  detail: string,
  { isCamel, hasColon }: WritingPlace,
  rest: readonly InsertPart[],
): Offered {
  // A manager's block is called as its type is.
  const spelt = isCamel && !isManager(key) ? camelCase(key) : key;
  return offer('key', key, detail, hasColon ? [{ text: spelt }] : [{ text: `${spelt}:` }, ...rest]);
}

function offer(
  kind: Offered['kind'],
  label: string,
  detail: string,
  insertText: readonly InsertPart[],
): Offered {
  return { kind, label, detail, insertText };
}
