import { createNearNames, type NearName } from './near-names.ts';
import { withSameNames } from './same-names.ts';
import { createSortedNames } from './sorted-names.ts';
import type { VisibleSecret } from './types.ts';

/** The secrets of one list, by each of their names. */
export interface SecretIndex {
  /** All of them, in the order in which they came. */
  secrets(): readonly VisibleSecret[];
  /** Those that flows ask for by exactly this name. */
  withName(name: string): readonly VisibleSecret[];
  /** Those that the store itself calls so. */
  withLookupName(lookupName: string): readonly VisibleSecret[];
  /**
   * Those whose names, or what follows one of their slashes, are this one but for letter case and for which of `.`, `_`
   * and `-` they have.
   */
  like(name: string): readonly VisibleSecret[];
  /**
   * Those whose names, or what follows one of their slashes, begin so (but for the same), in the order of the names; one
   * may come twice.
   */
  startingWith(letters: string): Iterable<VisibleSecret>;
  /** Names that may have been meant by this one, nearest first; those of secrets that are hidden are not among them. */
  near(name: string): readonly NearName[];
}

/** An index that follows its list: built once, and changed in place by what is learnt of a single secret. */
export interface LiveIndex extends SecretIndex {
  add(secret: VisibleSecret): void;
  remove(secret: VisibleSecret): void;
  /** Puts one in the place of another that the store calls the same. */
  replace(before: VisibleSecret, after: VisibleSecret): void;
}

/** `tellsSameNames`: whether secrets that have one name at one place are told of each other. */
export function createSecretIndex(tellsSameNames: boolean): LiveIndex {
  const byName: Groups = new Map();
  const byLookupName: Groups = new Map();
  const sorted = createSortedNames<VisibleSecret>();
  const nearNames = createNearNames();
  /** The names that several secrets have. */
  const shared = new Set<string>();
  const told = new Map<string, ReadonlyMap<VisibleSecret, VisibleSecret>>();
  let all: readonly VisibleSecret[] | null = null;

  function noteChange(name: string): void {
    all = null;
    told.delete(name);
    if (tellsSameNames && groupOf(byName, name).length > 1) shared.add(name);
    else shared.delete(name);
  }

  function tellOthers(secret: VisibleSecret): VisibleSecret {
    if (!shared.has(secret.name)) return secret;
    let among = told.get(secret.name);
    if (among === undefined) {
      const group = groupOf(byName, secret.name).filter(({ name }) => name === secret.name);
      const others = withSameNames(group);
      among = new Map(group.map((each, index) => [each, others[index] ?? each]));
      told.set(secret.name, among);
    }
    return among.get(secret) ?? secret;
  }

  function addNames(secret: VisibleSecret): void {
    for (const name of namesOf(secret)) addTo(byName, name, secret);
    for (const key of likenesses(secret.name)) sorted.add(key, secret);
    noteChange(secret.name);
  }

  function removeNames(secret: VisibleSecret): void {
    for (const name of namesOf(secret)) removeFrom(byName, name, secret);
    for (const key of likenesses(secret.name)) sorted.remove(key, secret);
    noteChange(secret.name);
  }

  const tellOthersInAll = (secrets: readonly VisibleSecret[]) =>
    shared.size === 0 ? secrets : secrets.map(tellOthers);

  return {
    secrets: () => (all ??= tellOthersInAll(Array.from(byLookupName.values()).flat())),
    withName: (name) => tellOthersInAll(groupOf(byName, name)),
    withLookupName: (lookupName) => tellOthersInAll(groupOf(byLookupName, lookupName)),
    like: (name) => tellOthersInAll(sorted.withKey(likeness(name))),
    *startingWith(letters) {
      for (const secret of sorted.startingWith(likeness(letters))) yield tellOthers(secret);
    },
    near: (name) => nearNames.find(name),
    add(secret) {
      addTo(byLookupName, secret.lookupName, secret);
      addNames(secret);
      if (secret.visible !== false) nearNames.add(secret.name);
    },
    remove(secret) {
      removeFrom(byLookupName, secret.lookupName, secret);
      removeNames(secret);
      if (secret.visible !== false) nearNames.remove(secret.name);
    },
    replace(before, after) {
      putInPlace(byLookupName, after.lookupName, before, after);
      if (before.name === after.name && before.otherName === after.otherName) {
        for (const name of namesOf(after)) putInPlace(byName, name, before, after);
        for (const key of likenesses(after.name)) sorted.replace(key, before, after);
        noteChange(after.name);
      } else {
        removeNames(before);
        addNames(after);
      }
      if (before.name === after.name && (before.visible === false) === (after.visible === false)) return;
      if (before.visible !== false) nearNames.remove(before.name);
      if (after.visible !== false) nearNames.add(after.name);
    },
  };
}

/** By key: one secret, as nearly always, or several. */
type Groups = Map<string, VisibleSecret | VisibleSecret[]>;

function groupOf(groups: Groups, key: string): readonly VisibleSecret[] {
  const group = groups.get(key);
  if (group === undefined) return [];
  return Array.isArray(group) ? group : [group];
}

function addTo(groups: Groups, key: string, secret: VisibleSecret): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, secret);
  else if (Array.isArray(group)) group.push(secret);
  else groups.set(key, [group, secret]);
}

function removeFrom(groups: Groups, key: string, secret: VisibleSecret): void {
  const group = groupOf(groups, key).filter((each) => each !== secret);
  if (group.length === 0) groups.delete(key);
  else groups.set(key, group);
}

function putInPlace(groups: Groups, key: string, before: VisibleSecret, after: VisibleSecret): void {
  const group = groupOf(groups, key).map((each) => (each === before ? after : each));
  groups.set(key, group.length === 1 ? (group[0] ?? after) : group);
}

/** The names flows may use for it. */
function namesOf({ name, otherName }: VisibleSecret): readonly string[] {
  return otherName === undefined || otherName === name ? [name] : [name, otherName];
}

function likenesses(name: string): readonly string[] {
  const whole = likeness(name);
  if (!whole.includes('/')) return [whole];
  const found = new Set([whole]);
  // Nobody nests deeper, and a name of slashes alone must not cost the square of its length.
  for (let at = whole.indexOf('/'); at !== -1 && found.size < 32; at = whole.indexOf('/', at + 1)) {
    found.add(whole.slice(at + 1));
  }
  return [...found];
}

function likeness(name: string): string {
  return name.toUpperCase().replace(/[.-]/g, '_');
}
