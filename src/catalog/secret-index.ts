import { createLetterIndex } from './letter-index.ts';
import { createListPlaces, type ListPlaces } from './list-places.ts';
import { createNearNames } from './near-names.ts';
import { withSameNames } from './same-names.ts';
import { createSortedNames } from './sorted-names.ts';
import type { SecretIndex, VisibleSecret } from './types.ts';

/** An index that follows its list: filled as the list comes, and changed in place by what is learnt of a single secret. */
export interface LiveIndex extends SecretIndex {
  add(secret: VisibleSecret): void;
  remove(secret: VisibleSecret): void;
  /** Puts one in the place of another that the store calls the same. */
  replace(before: VisibleSecret, after: VisibleSecret): void;
}

/** An empty one. `tellsSameNames`: whether secrets that have one name at one place are told of each other. */
export function createSecretIndex(tellsSameNames: boolean): LiveIndex {
  const byLookupName: Groups = new Map();
  /** By the names that are not what the store calls them: most are. */
  const byOtherName: Groups = new Map();
  /** By likeness. */
  const sorted = createSortedNames<VisibleSecret>();
  /** The names of those that are not hidden. */
  const letters = createLetterIndex();
  const near = createNearNames(letters);
  /** The places of the store's names in the list; null: nobody has needed them yet. */
  let places: ListPlaces | null = null;
  /** The names that several secrets have. */
  const shared = new Set<string>();
  const told = new Map<string, ReadonlyMap<VisibleSecret, VisibleSecret>>();
  let all: readonly VisibleSecret[] | null = null;
  let size = 0;

  /** In no certain order. */
  function groupNamed(name: string): readonly VisibleSecret[] {
    const stored = groupOf(byLookupName, name);
    const others = groupOf(byOtherName, name);
    const named = stored.every((secret) => isNamed(secret, name))
      ? stored
      : stored.filter((secret) => isNamed(secret, name));
    if (others.length === 0) return named;
    return named.length === 0 ? others : [...named, ...others];
  }

  function inListOrder(group: readonly VisibleSecret[]): readonly VisibleSecret[] {
    if (group.length < 2) return group;
    const { placeOf } = (places ??= createListPlaces(byLookupName.keys()));
    return [...group].sort((one, other) => placeOf(one.lookupName) - placeOf(other.lookupName));
  }

  const isSeen = (name: string) =>
    groupNamed(name).some((secret) => secret.name === name && secret.visible !== false);

  /** Makes a change, and keeps what depends on the secrets of these names. */
  function change(names: readonly string[], make: () => void): void {
    const before = names.map(isSeen);
    make();
    all = null;
    names.forEach((name, index) => {
      told.delete(name);
      if (tellsSameNames && groupNamed(name).length > 1) shared.add(name);
      else shared.delete(name);
      const isSeenNow = isSeen(name);
      if (isSeenNow === before[index]) return;
      if (isSeenNow) letters.add(name);
      else letters.remove(name);
    });
  }

  function tellOthers(secret: VisibleSecret): VisibleSecret {
    if (!shared.has(secret.name)) return secret;
    let among = told.get(secret.name);
    if (among === undefined) {
      const group = inListOrder(groupNamed(secret.name)).filter(({ name }) => name === secret.name);
      const others = withSameNames(group);
      among = new Map(group.map((each, index) => [each, others[index] ?? each]));
      told.set(secret.name, among);
    }
    return among.get(secret) ?? secret;
  }

  function addNames(secret: VisibleSecret): void {
    for (const name of namesOf(secret)) if (name !== secret.lookupName) addTo(byOtherName, name, secret);
    for (const key of likenesses(secret.name)) sorted.add(key, secret);
  }

  function removeNames(secret: VisibleSecret): void {
    for (const name of namesOf(secret)) removeFrom(byOtherName, name, secret);
    for (const key of likenesses(secret.name)) sorted.remove(key, secret);
  }

  const tellOthersInAll = (secrets: readonly VisibleSecret[]) =>
    shared.size === 0 ? secrets : secrets.map(tellOthers);

  return {
    secrets: () => (all ??= tellOthersInAll(Array.from(byLookupName.values()).flat())),
    *each() {
      for (const group of byLookupName.values()) {
        if (!Array.isArray(group)) yield tellOthers(group);
        else for (const secret of group) yield tellOthers(secret);
      }
    },
    size: () => size,
    withName: (name) => tellOthersInAll(inListOrder(groupNamed(name))),
    withLookupName: (lookupName) => tellOthersInAll(groupOf(byLookupName, lookupName)),
    like: (name) => tellOthersInAll(inListOrder(sorted.withKey(likeness(name)))),
    *startingWith(begin) {
      for (const secret of sorted.startingWith(likeness(begin))) yield tellOthers(secret);
    },
    *withLetters(some) {
      for (const name of letters.withLetters(some)) {
        for (const secret of groupNamed(name)) if (secret.name === name) yield tellOthers(secret);
      }
    },
    near,
    add(secret) {
      size += 1;
      change([secret.name], () => {
        addTo(byLookupName, secret.lookupName, secret);
        places?.add(secret.lookupName);
        addNames(secret);
      });
    },
    remove(secret) {
      size -= 1;
      change([secret.name], () => {
        removeFrom(byLookupName, secret.lookupName, secret);
        if (!byLookupName.has(secret.lookupName)) places?.remove(secret.lookupName);
        removeNames(secret);
      });
    },
    replace(before, after) {
      if (before.name === after.name && before.otherName === after.otherName) {
        change([after.name], () => {
          putInPlace(byLookupName, after.lookupName, before, after);
          for (const name of namesOf(after)) {
            if (name !== after.lookupName) putInPlace(byOtherName, name, before, after);
          }
          for (const key of likenesses(after.name)) sorted.replace(key, before, after);
        });
      } else {
        change([...new Set([before.name, after.name])], () => {
          putInPlace(byLookupName, after.lookupName, before, after);
          removeNames(before);
          addNames(after);
        });
      }
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

function isNamed({ name, otherName }: VisibleSecret, wanted: string): boolean {
  return name === wanted || otherName === wanted;
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
