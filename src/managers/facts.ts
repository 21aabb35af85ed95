/**
 * How a key's text is read. `tags` and `prefix-filter` are maps of their own; `map` is one of them where only a text
 * stands, which nothing can be read from.
 */
export type KeyKind = 'text' | 'address' | 'flag' | 'integer' | 'duration' | 'tags' | 'prefix-filter' | 'map';

export interface KeyRule {
  /** Below the backend's block, as Kestra's documentation spells it. */
  readonly key: string;
  readonly kind: KeyKind;
  /** Shown only as set or not set. */
  readonly credential: boolean;
}

/** The keys without which a manager cannot be asked. */
export interface MissingKeys {
  readonly keys: readonly string[];
  /** Whether one of them is enough. */
  readonly alternatives?: true;
}

/**
 * What is known of one secret manager, from Kestra's documentation and its own. Behaviour stands elsewhere (how it is
 * asked in `stores/`, who may be there in `access/`); what differs between managers in a word, a number or a yes is here.
 */
export interface ManagerFacts {
  /** What people call it. */
  readonly name: string;
  /** What people write in place of Kestra's type name, in lower case with hyphens, where nothing else can be meant. */
  readonly spellings: readonly string[];
  readonly keys: readonly KeyRule[];
  /** `has`: whether a key of the block is set, or anything below it. */
  readonly missing: (has: (key: string) => boolean) => MissingKeys;
  /** Whether it has a place of its own where no address says another: AWS's regions, Google's one host. */
  readonly ownPlace: 'always' | 'with-name' | 'none';
  /** Whether it can hold a secret of this name at all: its own pattern and length. */
  readonly canHold: (name: string) => boolean;
  /** Whether `filter-on-tags` takes its tags below the key `tags`, or without a level of their own. */
  readonly tagFilter: 'nested' | 'flat';
  readonly prefixFilter: boolean;
  /** What it calls the words that it keeps with a secret. */
  readonly tagWord: 'tag' | 'label';
  /** Whether these come with every name, and hold Kestra's index of names (`key`, `namespace`, `prefix`). */
  readonly tagsGiveNames: boolean;
  /** Kestra's default for `prefix`; null: none that is documented. */
  readonly usualPrefix: string | null;
  /** What a deleted secret is: gone at once, or at a time that was set. */
  readonly deletion: 'at-once' | 'scheduled';
  /** Whether a secret cannot be read after the day on which it expires. */
  readonly expiryBinds: boolean;
  /** What the reading of a value needs, in its documentation's words. */
  readonly valuePermission: () => string;
  /** What the names of its environment variables begin with. */
  readonly variablePrefix: string;
  /** How the environment of a command line gives a login, in English; null: its failures say it themselves. */
  readonly environmentLogin: string | null;
  /** Whether a login is typed here and kept, or is that of a program of the manager's own. */
  readonly signIn: 'typed' | 'own-program';
}

export function rule(key: string, kind: KeyKind = 'text'): KeyRule {
  return { key, kind, credential: false };
}

export function credential(key: string): KeyRule {
  return { key, kind: 'text', credential: true };
}

/** What every manager's block has, too. */
export const filters: readonly KeyRule[] = [
  rule('filter-on-tags', 'tags'),
  rule('filter-on-prefix', 'prefix-filter'),
  rule('excluded-tags', 'tags'),
];

/** Those of the keys that are not set. */
export function unset(has: (key: string) => boolean, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => !has(key));
}
