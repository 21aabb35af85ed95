import type { ReadsApart } from '../../configuration/index.ts';
import type { Failure } from '../../ports/failure.ts';
import type {
  AboutKestra,
  EvaluatedReference,
  KestraGap,
  KestraInstance,
  KestraWord,
  ListedName,
} from '../../stores/index.ts';
import type { LookupNamespace } from '../chain.ts';
import type { PlacedBackend, Reason } from '../reasons.ts';
import type { ExplanationStep, Question, Resolution, Verdict, VisibleSecret } from '../types.ts';

/** Where a folder's running Kestra is. */
export interface InstancePlace {
  /** Scheme, host, port and path, never a credential. */
  readonly endpoint: string;
  readonly tenant: string;
}

/** What came of opening the instance: only an open one is ever sent anything. */
export type OpenedKestra =
  | { readonly state: 'open'; readonly instance: KestraInstance }
  | { readonly state: 'blocked'; readonly failure: Failure };

/** How the catalog gets at the running Kestra of its folder. */
export interface KestraConnection {
  /** null: none is connected. */
  place(): InstancePlace | null;
  /** Finds the login that may go there and opens it. Rejects with a FailureError. */
  open(place: InstancePlace, signal: AbortSignal): Promise<OpenedKestra>;
}

/** What Kestra answered when it was asked for one reference. */
export interface AnsweredReference {
  readonly reference: EvaluatedReference;
  readonly word: KestraWord;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What is known of the running Kestra at a moment. */
export interface KestraFacts extends InstancePlace {
  /** null: not asked yet. */
  readonly about: AboutKestra | null;
  /** `complete`: it told all that its login may see; `incomplete`: not listed yet, or `gaps` say what it left out. */
  readonly state: 'complete' | 'incomplete' | 'failed' | 'blocked' | 'offline';
  readonly failure: Failure | null;
  /** What it says of its own backend; null: not told. */
  readonly readOnly: boolean | null;
  /** Of its last list; one that failed keeps the names of the last good one. */
  readonly names: readonly ListedName[];
  /** The namespaces that were asked for and of which every name was told, inherited ones too. */
  readonly told: readonly string[];
  readonly gaps: readonly KestraGap[];
  /** When the list was fetched, ms since the epoch; null: never. */
  readonly fetchedAt: number | null;
  /** Whether it is being listed. */
  readonly listing: boolean;
  /** Whether the user stopped its list: it is listed no more until they ask for it. */
  readonly stopped: boolean;
  /** What lets what runs the tasks read other secrets than the server that answers; null: nothing that is known. */
  readonly readsApart: ReadsApart | null;
  /** When its list, young then, was relied on for not having a name, ms since the epoch, by `compareName`'s name. */
  readonly absent: ReadonlyMap<string, number>;
  readonly answers: readonly AnsweredReference[];
}

/** The same with what follows of it; loaded with the instance, so that who has none carries nothing of it. */
export interface KestraSnapshot extends KestraFacts {
  /** Where it is, as sentences have it: with its tenant where that is not the usual one. */
  readonly location: string;
  /** The verdict of the backends with Kestra's own word laid over it; the rest is as for `withKestra`. */
  judge(question: Question, own: Resolution, now: number, isAlone: boolean): Resolution;
  /** How that came about; empty where nothing is looked up. */
  explain(question: Question, now: number): readonly ExplanationStep[];
  /** Whether its last list has a name, of whichever namespace. */
  isListed(name: string): boolean;
  /** The name of its last list by which a lookup there would find the secret; null: there is none. */
  listed(name: string, namespace: LookupNamespace): ListedName | null;
  /** All that a lookup there would find, each name once, in their order. */
  listedIn(namespace: LookupNamespace): readonly ListedName[];
  /** What it can be asked for a question; null: not all of it is known before the flow runs, or no namespace is. */
  referenceIn(question: Question): EvaluatedReference | null;
}

/** What the running Kestra has to do with a verdict. */
export interface KestraRemark {
  readonly backend: PlacedBackend;
  /** `not-there`: its list would have it; `not-told`: it may have it all the same. */
  readonly list: 'there' | 'not-there' | 'not-told';
  readonly listed: ListedName | null;
  /** Of the list, ms since the epoch. */
  readonly fetchedAt: number | null;
  /** What it answered lately when it was asked for this very reference. */
  readonly answer: AnsweredReference | null;
  /** Whether the verdict is its own. */
  readonly decides: boolean;
  /** What the backends say without it. */
  readonly own: {
    readonly secretVerdict: Verdict;
    readonly reason: Reason;
    readonly backend: string | null;
    readonly secret: VisibleSecret | null;
  };
}

/** What Kestra says of a name, for sentences. */
export type KestraSays =
  | 'lists'
  | 'resolves'
  /** The same, and by its own variables, where what runs the tasks has others, in which it is not. */
  | 'lists-apart'
  | 'resolves-apart'
  /** It does not list it, and that is proof. */
  | 'lists-not'
  /** The same, and it proves nothing: it may not tell of all it has. */
  | 'lists-not-all'
  /** `because` says what it lists; what it was not asked for yet is open. */
  | 'may-be-asked'
  | 'not-listed-yet'
  /** The backends here have it, and Kestra's list has not. */
  | 'differs'
  /** It answered that it cannot find it, and that is proof. */
  | 'finds-not'
  /** The same, and what runs the tasks may read other secrets. */
  | 'finds-not-apart'
  | 'no-execution'
  | 'no-right'
  | 'not-asked'
  | 'not-constant'
  | 'other-answer';

/** What came of asking the running Kestra for one reference. */
export type AskedKestra =
  | { readonly state: 'answered'; readonly word: KestraWord }
  | {
      readonly state: 'not-asked';
      readonly why: 'not-connected' | 'offline' | 'call-fails' | 'not-constant' | 'no-namespace';
    }
  | { readonly state: 'failed'; readonly failure: Failure };

/** The running Kestra of a folder with what it told. */
export interface LiveKestra {
  /** null: none is connected. */
  snapshot(): KestraSnapshot | null;
  /** Lists it anew; shared by all who call meanwhile. Its failure becomes state. Rejects only when cancelled. */
  list(signal: AbortSignal): Promise<void>;
  /** The same, with what each of these namespaces has of it. */
  listIn(namespaces: readonly string[], signal: AbortSignal): Promise<void>;
  /** Starts a list where there is none, or an old one; does not wait. */
  freshen(): void;
  /** Lists anew what was tried more than a minute ago. */
  renew(signal: AbortSignal): Promise<void>;
  /** Asks what a verdict needs: the list where there is none, or it is too old for a name that is not in it. */
  ask(question: Question, signal: AbortSignal): Promise<void>;
  askKestra(question: Question, signal: AbortSignal): Promise<AskedKestra>;
  /** Ends the list that is under way, on the user's word. */
  stop(): void;
  isListing(): boolean;
  isBusy(): boolean;
  /** Forgets all of it: it is another one, or connected otherwise. */
  reconnect(): void;
  /** What the configuration says now of where its tasks read secrets. */
  readApart(readsApart: ReadsApart | null): void;
  close(): void;
}
