/**
 * How a key's text is read. `tags` and `prefix-filter` are maps of their own; `map` is one of them where only a text
 * stands, which nothing can be read from.
 */
export type KeyKind =
  | 'text'
  | 'address'
  /** A name that becomes a host's, so that no address is one. */
  | 'host-name'
  /** An object of JSON as a text. */
  | 'json'
  | 'flag'
  | 'integer'
  | 'duration'
  | 'tags'
  | 'prefix-filter'
  | 'map';

export interface KeyRule {
  /** Below the backend's block, as Kestra's documentation spells it. */
  readonly key: string;
  readonly kind: KeyKind;
  /** Shown only as set or not set. */
  readonly credential: boolean;
  /** Of a credential that lets in by itself: the variable in which people keep it. Left out: it is none. */
  readonly variable?: string;
}

/** The keys without which a manager cannot be asked. */
export interface MissingKeys {
  readonly keys: readonly string[];
  /** Whether one of them is enough. */
  readonly alternatives?: true;
}

/** How long is waited, in ms. */
export interface Waits {
  /** Until a connection stands. */
  readonly connect: number;
  /** For an answer. */
  readonly answer: number;
}

/** Permissions and roles by the manager's own names; of alternatives all are here. */
export interface Permissions {
  /** For names, tags and the question about one secret. */
  readonly list: readonly string[];
  /** For reading a value. */
  readonly value: readonly string[];
}

/** How a manager grants the reading of a value, by its own names; each is of `permissions.value`. */
export type ValuePermission =
  | { readonly kind: 'capability'; readonly capability: string }
  /** `decrypt`: where a key of the user's own encrypts the secret. */
  | { readonly kind: 'permission-with-key'; readonly permission: string; readonly decrypt: string }
  /** One of the two. */
  | { readonly kind: 'permission-or-role'; readonly permission: string; readonly role: string }
  | { readonly kind: 'permission-in-role'; readonly permission: string; readonly role: string };

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
  /** Keys of which one is of no use without the other. */
  readonly pairs: readonly (readonly [string, string])[];
  /** The credentials that the login needs which the configuration chooses; `has` as above. */
  readonly neededCredentials: (has: (key: string) => boolean) => readonly string[];
  /** Whether it has a place of its own where no address says another: AWS's regions, Google's one host. */
  readonly ownPlace: 'always' | 'with-name' | 'none';
  /** Whether it can hold a secret of this name at all: its own pattern and length. */
  readonly canHold: (name: string) => boolean;
  /**
   * What a name that it cannot hold may be there in its place, where Kestra's documentation does not say; null: such a
   * name is nowhere.
   */
  readonly heldInstead: ((name: string) => string) | null;
  /** The names that its own full name of a secret may stand for, the likeliest first; none: that is no full name. */
  readonly namesInFullName: (name: string) => readonly string[];
  /** Whether its secrets lie in folders, in which Kestra's documentation settles no name. */
  readonly hasFolders: boolean;
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
  /** What it is where no version of a secret can be read. */
  readonly noVersion: 'latest-version-not-enabled' | 'no-readable-version';
  /** Whether Kestra's page of it wants values of plain text, and no key/value pairs. */
  readonly wantsPlainText: boolean;
  /** Whether a secret cannot be read after the day on which it expires. */
  readonly expiryBinds: boolean;
  readonly permissions: Permissions;
  /** What the reading of a value needs; its sentence is made in `language/messages/`. */
  readonly valuePermission: ValuePermission;
  /** What the names of its environment variables begin with. */
  readonly variablePrefix: string;
  /** How a login is given to a command line, as an order in English. */
  readonly terminalLogin: string;
  readonly waits: Waits;
  /** Whether a login is typed here and kept, or is that of a program of the manager's own. */
  readonly signIn: 'typed' | 'own-program';
}

export function rule(key: string, kind: KeyKind = 'text'): KeyRule {
  return { key, kind, credential: false };
}

/** Whether what stands below a key are keys of their own. */
export function holdsMap({ kind }: KeyRule): boolean {
  return kind === 'tags' || kind === 'prefix-filter';
}

/** The key beside the type and, as some pages have it, in the block. */
export const readOnlyRule: KeyRule = rule('read-only', 'flag');

/** What Kestra reads directly below `kestra.secret` besides the managers' blocks (its page of configuration). */
export const keysBesideBlocks: readonly string[] = ['type', readOnlyRule.key, 'isolation', 'cache'];

export function credential(key: string, variable: string): KeyRule {
  return { key, kind: 'text', credential: true, variable };
}

/** What is treated as a credential, and lets nobody in by itself. */
export function credentialName(key: string): KeyRule {
  return { key, kind: 'text', credential: true };
}

/** For managers that call a secret by its name alone. */
export function noFullName(): readonly string[] {
  return [];
}

/** For managers whose configuration says itself which credential is missing, or whose own login serves. */
export function noneNeeded(): readonly string[] {
  return [];
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
