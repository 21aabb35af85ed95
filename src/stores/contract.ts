import type { Failure } from '../ports/failure.ts';
import type { ListCut } from '../ports/list-cut.ts';

/**
 * The narrow contract between the catalog and a secret manager. No type in it has a field for a value.
 * Every method rejects with a FailureError (typed at this edge), or with an AbortError when cancelled.
 */

/** What a backend holds, under the backend's own name. */
export interface StoredSecret {
  /** Relative to where the configuration points, such as `api` below `app1/`; with `/` where it lies in a folder. */
  readonly name: string;
  /** As the manager's own tools call it, such as `app1/api`. */
  readonly storedName: string;
  /** Tags, labels or custom metadata; null: not asked, or refused. */
  readonly tags: Readonly<Record<string, string>> | null;
  /**
   * `deleted`, `disabled`, `no-version`: Kestra could not read it; `unknown` until that secret was asked. `not-told`: its
   * manager tells of no version that it would serve, and only a read of the value shows whether there is one.
   */
  readonly readable: 'yes' | NotReadable | 'not-told' | 'unknown';
  readonly subkeys: Subkeys;
  /** ISO 8601, where the manager tells and it matters to the user. */
  readonly deletedAt?: string;
  readonly expiresAt?: string;
  readonly startsAt?: string;
}

export type NotReadable = 'deleted' | 'disabled' | 'no-version';

/** What is known of the fields inside a secret. */
export type Subkeys =
  | { readonly state: 'known'; readonly names: readonly string[] }
  /** The value is no JSON object: it has no subkeys. */
  | { readonly state: 'none' }
  /** Learning them needs a read of the value (or has not been asked). */
  | { readonly state: 'not-read' };

/** What came of the read of a value: that there is none that could be read says more of the secret than of its fields. */
export type SubkeysRead = Subkeys | { readonly state: 'not-readable'; readonly readable: NotReadable };

/** A part of a list. A failure between pages leaves the list incomplete, with the pages before it. */
export interface ListPage {
  readonly secrets: readonly StoredSecret[];
  /** Set on the last page where a bound (depth, count, time) or a refusal cut the list short: why, at least one reason. */
  readonly cutShort?: readonly ListCut[];
  /** Beside `cutShort`: a fault or the time ended it, so that a whole list from before is worth more. */
  readonly byFault?: true;
  /**
   * Set on the only page, an empty one, where the list is refused to this identity while it may still be asked for
   * single secrets: the failure to show. Nothing is known of names that were not asked for.
   */
  readonly refused?: Failure;
}

export type LookupAnswer =
  { readonly state: 'found'; readonly secret: StoredSecret } | { readonly state: 'absent' };

export interface StoreAbilities {
  /** Whether `lookup` can ask for one secret freshly without its value. */
  readonly lookup: boolean;
  /** How subkey names can be had. */
  readonly subkeys: 'without-value' | 'by-reading-value';
  /** How long a new secret may be absent from a list, in seconds; 0 for a consistent manager. */
  readonly listLag: number;
}

export interface Store {
  readonly abilities: StoreAbilities;
  /** Whether the next question would log in first: a token or key that is sent as it is needs none. Sends nothing. */
  needsLogin(): boolean;
  /** `withTags`: whether a filter needs the tags, where they cost one request a secret. */
  list(options: { readonly withTags: boolean }, signal: AbortSignal): AsyncIterable<ListPage>;
  /** One secret asked for freshly by its relative name, never its value. */
  lookup(name: string, signal: AbortSignal): Promise<LookupAnswer>;
  /** `readValue` is the user's explicit act; without it a store that needs the value answers `not-read`. */
  subkeys(name: string, options: { readonly readValue: boolean }, signal: AbortSignal): Promise<SubkeysRead>;
  /** Ends connections and forgets credentials. */
  close(): void;
}
