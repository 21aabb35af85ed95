import type { FolderConfiguration, OnlyFor, PrefixFilter, TerraformSecret } from '../configuration/index.ts';
import type { Level, NamedBackend } from '../ports/backend.ts';
import type { BackendKind } from '../managers/table.ts';
import type { CallFailure, ExpressionValue, FlowNamespace } from '../flow/index.ts';
import type { Failure } from '../ports/failure.ts';
import type { Origin } from '../ports/origin.ts';
import type { StoreAbilities, Subkeys } from '../stores/index.ts';
import type { AskedKestra, KestraRemark, KestraSnapshot } from './kestra/types.ts';
import type { NearName } from './near-names.ts';
import type { ListGap, Naming, NotLoadedVariable, Reason, RuleReason, StepReason } from './reasons.ts';

/** What becomes of a reference. The whole is the worse of secret and subkey: missing, hidden, unknown, resolvable. */
export type Verdict = 'resolvable' | 'missing' | 'hidden' | 'unknown';

/** In the order in which they are told. A closed list: the command line's JSON promises it. */
export const hidingRules = [
  'not-base64',
  'deleted',
  'disabled',
  'no-version',
  'managed',
  'filter-on-prefix',
  'filter-on-tags',
  'excluded-tags',
  'prefix-tag',
  'namespace',
] as const;
export type HidingRule = (typeof hidingRules)[number];

export type ReasonCode =
  | HidingRule
  | 'found'
  | 'not-in-list'
  | 'subkey-not-found'
  | 'value-not-object'
  | 'dynamic-key'
  | 'dynamic-namespace'
  | 'dynamic-subkey'
  | 'incomplete-list'
  | 'backend-failed'
  | 'offline'
  | 'not-approved'
  | 'not-trusted'
  | 'call-fails'
  | 'unsupported-backend'
  | 'no-configuration'
  | 'several-configurations'
  | 'no-definitions'
  | 'undocumented-rule'
  | 'subkeys-not-read'
  | 'value-not-known';

/** One rule's word on one secret. `unknown`: the rule cannot be decided, and the reason says why. */
export interface RuleOutcome {
  readonly rule: HidingRule | 'undocumented-rule';
  readonly result: 'pass' | 'fail' | 'unknown';
  readonly reason: RuleReason;
}

/** When a secret ends or ended. `at`: ISO 8601, for each client to write in its own way. */
export interface TimedNote {
  readonly kind: 'deletion-scheduled' | 'deleted' | 'expires' | 'expiry-ignored' | 'start-ignored';
  readonly at: string;
}

/** What is worth knowing of a secret and hides nothing. */
export type Note =
  | TimedNote
  | { readonly kind: 'other-name'; readonly name: string }
  | { readonly kind: 'value-not-known' }
  /** Variables that are one name after upper-casing. */
  | { readonly kind: 'one-name'; readonly variables: readonly string[] }
  | { readonly kind: 'same-name'; readonly storedNames: readonly string[] }
  /** A Vault's engine of version 1. */
  | { readonly kind: 'subkeys-with-values' }
  | { readonly kind: 'key-value-pairs' }
  | { readonly kind: 'json-object' };

/** A stored secret as Kestra sees it: visible, hidden, or nobody can tell. */
export interface VisibleSecret extends Naming {
  /** As written in `secret('…')`. */
  readonly name: string;
  /** The other spelling, where nobody can tell which of the two is the name. */
  readonly otherName?: string;
  /** Stored names of others that have this name at the same place. */
  readonly sameName?: readonly string[];
  /** The name by which the store is asked for it. */
  readonly lookupName: string;
  /** The namespace that a tag (or Vault's path) limits it to, and those below. */
  readonly namespace: string | null;
  readonly tags: Readonly<Record<string, string>> | null;
  readonly readOnly: boolean;
  /** null: cannot tell. */
  readonly visible: boolean | null;
  /** Every rule that was asked, in the order of `hidingRules`. */
  readonly rules: readonly RuleOutcome[];
  readonly subkeys: Subkeys;
  /** When the secret itself was last asked for (its subkeys, whether it can be read); ms since the epoch, null: never. */
  readonly subkeysAt: number | null;
  readonly notes: readonly Note[];
  /** For the environment: where the variable is defined. */
  readonly origin: Origin | null;
  /** For the environment. Left out: whatever runs tasks has it. */
  readonly onlyFor?: OnlyFor;
}

/** The secrets of one list, by each of their names. */
export interface SecretIndex {
  /** All of them, in the order in which they came. */
  secrets(): readonly VisibleSecret[];
  /** The same, for whoever needs a few. */
  each(): Iterable<VisibleSecret>;
  /** How many they are. */
  size(): number;
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
  /**
   * Those whose names hold these letters, whatever their case, in no certain order, and one may come twice; those of
   * names that are hidden altogether are not among them.
   */
  withLetters(letters: string): Iterable<VisibleSecret>;
  /** Names that may have been meant by this one, nearest first; those of secrets that are hidden are not among them. */
  near(name: string): readonly NearName[];
}

export type BackendState = 'complete' | 'incomplete' | 'failed' | 'unsupported' | 'blocked' | 'offline';

/**
 * What is known of one backend at a moment. A refresh makes a new one; what is learnt of a single secret is put into the
 * list that is held, and a snapshot from before shows it too.
 */
export type BackendSnapshot = BackendKind & SnapshotFacts;

interface SnapshotFacts {
  /** The same object for as long as the backend's settings are the same. */
  readonly identity?: object;
  readonly id: string;
  readonly level: Level;
  readonly namespace: string | null;
  /** The file of its configuration, where there are several. Left out: it belongs to all of them. */
  readonly configuration?: string;
  readonly readOnly: boolean;
  /** Where, never a credential: `http://127.0.0.1:8200 business-unit/app1`. */
  readonly location: string;
  readonly sources: readonly Origin[];
  readonly state: BackendState;
  readonly failure: Failure | null;
  /** Why an incomplete list is incomplete. */
  readonly incompleteBecause: ListGap | null;
  /** When the list was fetched, ms since the epoch; null: never. A failed backend keeps its last good list's time. */
  readonly fetchedAt: number | null;
  readonly secrets: readonly VisibleSecret[];
  /** The same secrets by their names, kept with the list. Left out: one is made of `secrets`, which never change then. */
  readonly index?: SecretIndex;
  /** When the list that is known was begun, ms since the epoch: what is told of a secret since then is no older than it. */
  readonly listedSince?: number;
  /** What the store can be asked; absent until it was opened, and for the environment. */
  readonly abilities?: StoreAbilities;
  /**
   * Set where the list is refused to this identity while single names may be asked for: since when, ms since the
   * epoch. What was learnt of single secrets since then is relied on although the backend failed.
   */
  readonly refusedAt?: number;
  /** Fresh answers about single names since the list was fetched. */
  readonly fresh?: ReadonlyMap<string, FreshAnswer>;
  /** How many names came so far, while a list takes long. */
  readonly listing?: number;
  /** Whether the user stopped its list: it is listed no more until they ask for it. */
  readonly stopped?: boolean;
  /** Files with changes that are not saved, which it is not asked by yet. Left out: none. */
  readonly unsavedIn?: readonly string[];
  /** Whether its configuration was read only in part, so that it may be another place: nothing is firm then. */
  readonly partial?: boolean;
  /** Whether the server that it is configured for runs open-source Kestra, so that nothing is firm of what is not there. */
  readonly needsEnterprise?: boolean;
  /** `filter-on-prefix` of a read-only backend, which decides what a name is stored as. */
  readonly prefixFilter?: PrefixFilter;
  /** The variables of names that are not in the list, by name, where a file has them that the service does not load. */
  readonly notLoaded?: ReadonlyMap<string, NotLoadedVariable>;
}

/** What a backend answered when it was asked for one name. */
export type FreshAnswer =
  | { readonly state: 'absent'; readonly at: number }
  | { readonly state: 'failed'; readonly failure: Failure; readonly at: number };

export interface CatalogSnapshot {
  /** In asking order. */
  readonly backends: readonly BackendSnapshot[];
  /** The files of the configurations that a flow may be judged by, where they are several. Left out: one, or none. */
  readonly configurations?: readonly string[];
  /** What other configurations of the folder define, which do not judge it. Left out: there are none. */
  readonly elsewhere?: readonly BackendSnapshot[];
  /** Files of servers that may judge a flow as well, and are not read. Left out: none. */
  readonly unreadServers?: readonly string[];
  /** What Terraform creates, by the folder's files. Left out: nothing. */
  readonly terraformSecrets?: readonly TerraformSecret[];
  /** The running Kestra of the folder. Left out: none is connected. */
  readonly kestra?: KestraSnapshot;
  /** Whether a `kestra.secret` or a Kestra service was found. */
  readonly configured: boolean;
  readonly refreshing: boolean;
}

/** What `resolve` needs of a reference: every room's way to ask has this form. */
export interface Question {
  readonly key: ExpressionValue | null;
  readonly subkey: ExpressionValue | null;
  readonly namespaceArgument: ExpressionValue | null;
  readonly callFailure: CallFailure | null;
  readonly flowNamespace: FlowNamespace | null;
}

/** One step of finding out. */
export interface ExplanationStep {
  readonly backend: string;
  readonly asked: 'list' | 'fresh' | 'subkeys' | 'none';
  readonly rule: string;
  readonly result: 'pass' | 'fail' | 'unknown';
  readonly reason: StepReason;
  readonly fetchedAt: number | null;
}

export interface BackendAnswer {
  readonly backend: string;
  /** For sentences. */
  readonly named: NamedBackend;
  readonly secretVerdict: Verdict;
  readonly reasonCode: ReasonCode;
}

export interface Reservations {
  /** The variable that the server's own environment may define; null: the environment was asked, too. */
  readonly serverVariable: string | null;
  /** Minutes until a new secret is in the list; 0: at once. */
  readonly listLag: number;
}

export interface Resolution {
  /** The worse of the two parts. */
  readonly verdict: Verdict;
  readonly secretVerdict: Verdict;
  /** null: no subkey is asked for. */
  readonly subkeyVerdict: Verdict | null;
  readonly reasonCode: ReasonCode;
  readonly reason: Reason;
  /** What is wrong, without the place and without reservations; null where nothing is, or nobody can tell. */
  readonly mistake: Reason | null;
  /** What may still make a missing secret resolve. */
  readonly reservations: Reservations;
  readonly hiddenBy: readonly RuleOutcome[];
  /** The backend that answered. */
  readonly backend: string | null;
  readonly secret: VisibleSecret | null;
  /** What of Terraform's makes it "cannot tell". Left out: nothing. */
  readonly terraformSecret?: TerraformSecret;
  /** What a running Kestra has to do with it. Left out: none is connected, or nothing is looked up. */
  readonly kestra?: KestraRemark;
  readonly answers: readonly BackendAnswer[];
  /** Names close to what was asked for, nearest first. */
  readonly suggestions: readonly string[];
  /** Freshest time of what the verdict rests on. */
  readonly fetchedAt: number | null;
}

export interface AskOptions {
  /** The user's explicit act. */
  readonly readValues: boolean;
  /** Asks once more for a name that was answered to be absent, however lately; that costs no login. */
  readonly anew?: boolean;
}

/** What Kestra sees, as the flows of one place get it. */
export interface CatalogView {
  /** What is known now, of the configurations that judge those flows; never waits. */
  snapshot(): CatalogSnapshot;
  /** The verdict from what is known now. */
  resolve(question: Question): Resolution;
  /** How that verdict came about, backend by backend and rule by rule. */
  explain(question: Question): readonly ExplanationStep[];
  /**
   * Asks everything that the verdict needs: the list, one fresh question before "missing", subkeys that cost no value.
   * Rejects only when cancelled.
   */
  ask(question: Question, options: AskOptions, signal: AbortSignal): Promise<void>;
}

/** The catalog of one workspace folder, shared by all who ask: as nobody knows where the flow is. */
export interface Catalog extends CatalogView {
  /**
   * As a flow gets it by its path in the folder (null: it has none): by the nearest configuration above it, else by all.
   * The same view for flows that the same configurations judge, until the configuration changes.
   */
  at(flow: string | null): CatalogView;
  /** Takes over a newly read configuration: what did not change keeps its list, the rest starts anew. */
  configure(configuration: FolderConfiguration): void;
  /** Lists every backend anew, and the running Kestra, which is `kestra` among their ids. Callers share one refresh; a caller's cancellation leaves it running for the others. */
  refresh(signal: AbortSignal): Promise<void>;
  /** The same for one backend. */
  refreshBackend(backend: string, signal: AbortSignal): Promise<void>;
  /** The backends, by id, that were asked something and have not answered yet. */
  busyBackends(): readonly string[];
  /** Ends a list that is under way, on the user's word: what came so far stays, as an incomplete list. */
  stopListing(backend: string): void;
  /** Starts what is needed where a list is older than five minutes or was never fetched; does not wait. */
  freshen(): void;
  /**
   * Lists anew what was tried more than a minute ago, where that costs no login: what the user may have changed
   * elsewhere. Rejects only when cancelled.
   */
  renew(signal: AbortSignal): Promise<void>;
  /** Learns a secret's subkeys; `readValue` is the user's explicit act. */
  learnSubkeys(
    backend: string,
    name: string,
    options: { readonly readValue: boolean },
    signal: AbortSignal,
  ): Promise<Subkeys>;
  /**
   * Has the running Kestra judge this very reference: the user's explicit act, one at a time. What it answers is kept with its
   * time, and counts in verdicts. Nothing is sent for a call that fails, or that is not known in full before the flow runs.
   * Rejects only when cancelled.
   */
  askKestra(question: Question, signal: AbortSignal): Promise<AskedKestra>;
  /** Lists the running Kestra anew, and what each of these namespaces has and inherits of it. Rejects only when cancelled. */
  listKestra(namespaces: readonly string[], signal: AbortSignal): Promise<void>;
  /** Forgets all of the running Kestra, for it is connected otherwise now: it is asked anew on the first use. */
  reconnectKestra(): void;
  /** Called after every change of the snapshot; the returned function ends it. */
  onChange(listener: () => void): () => void;
  close(): void;
}
