import type { BackendState, ExplanationStep, ReasonCode, Verdict, VisibleSecret } from '../catalog/index.ts';
import type { NotKnownReason, NotRead } from '../configuration/index.ts';
import type { Level } from '../ports/backend.ts';
import type { SecretReference } from '../flow/index.ts';
import type { FailureKind } from '../ports/failure.ts';
import type { Severity } from '../ports/problem.ts';

/** The JSON of the command line. Its keys are a promise: they may be joined by others, never renamed or dropped. */
export interface JsonDocument {
  readonly version: 1;
  readonly backends: readonly JsonBackend[];
  readonly references?: readonly JsonReference[];
  readonly problems?: readonly JsonProblem[];
  readonly configuration?: readonly JsonConfigurationEntry[];
  /** Files that may configure Kestra, and are seen, not read. */
  readonly notRead?: readonly NotRead[];
  /** What Terraform creates once it is applied, by the folder's files. Left out: nothing. */
  readonly terraformSecrets?: readonly JsonTerraformSecret[];
  readonly explanation?: JsonExplanation;
  /** Of `compare`: names on which the running Kestra and the rules here disagree. */
  readonly differences?: readonly JsonDifference[];
  readonly summary?: JsonSummary;
  readonly unused?: readonly JsonUnused[];
  /** Whether every list is complete and every flow could be read, so that there are no more. */
  readonly unusedComplete?: boolean;
}

export interface JsonBackend {
  readonly id: string;
  readonly type: string;
  readonly level: Level;
  readonly namespace: string | null;
  /** The file of the configuration that it belongs to, where the folder has several. Left out: to all there are. */
  readonly configuration?: string;
  readonly readOnly: boolean;
  readonly location: string;
  /** What gave the address in its location in the place of the configured one. Left out: nothing did. */
  readonly addressFrom?: '--address';
  readonly sources: readonly { readonly file: string; readonly line: number }[];
  readonly state: BackendState;
  readonly failure: { readonly kind: FailureKind; readonly message: string } | null;
  /** ISO 8601. */
  readonly fetchedAt: string | null;
  readonly secrets?: readonly JsonSecret[];
}

export interface JsonSecret {
  readonly name: string;
  readonly nameFrom: VisibleSecret['nameFrom'];
  readonly certainty: VisibleSecret['certainty'];
  readonly storedName: string;
  readonly namespace: string | null;
  /** null: not known. */
  readonly tags: Readonly<Record<string, string>> | null;
  readonly readOnly: boolean;
  readonly visible: boolean | null;
  readonly hiddenBy: readonly JsonRule[];
  readonly value: 'object' | 'other' | 'unknown';
  readonly subkeys: readonly string[] | null;
  readonly notes: readonly string[];
}

export interface JsonRule {
  readonly rule: string;
  readonly detail: string;
}

/** 1-based, in UTF-16 code units, end exclusive. */
export interface JsonPlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type JsonArgument =
  | ({ readonly literal: string | number | boolean | null } & JsonPlace)
  | { readonly expr: true; readonly line: number };

export interface JsonReference extends JsonPlace {
  readonly file: string;
  readonly document: number;
  readonly origin: SecretReference['foundAs'];
  readonly arguments: Readonly<Record<string, JsonArgument>>;
  readonly positional: number;
  readonly named: readonly string[];
  readonly bindError: string | null;
  readonly name: string | null;
  readonly subkey: string | null;
  readonly namespace: string | null;
  readonly dynamic: boolean;
  readonly candidates: readonly string[] | null;
  readonly namePattern: string | null;
  readonly flowNamespace: string | null;
  /** The part of Kestra that renders it; left out where that is not known. */
  readonly renderedBy?: 'worker' | 'executor' | 'scheduler' | 'webserver';
  readonly verdict: Verdict;
  readonly secretVerdict: Verdict;
  readonly subkeyVerdict: Verdict | null;
  readonly reasonCode: ReasonCode;
  readonly reason: string;
  readonly hiddenBy: readonly JsonRule[];
  readonly backend: string | null;
  readonly answers: readonly {
    readonly backend: string;
    readonly secretVerdict: Verdict;
    readonly reasonCode: ReasonCode;
  }[];
  /**
   * Whether a comment or the settings ignore its problem, or the baseline knows that nobody can tell: no run fails for its
   * verdict then. Left out: it counts.
   */
  readonly suppressed?: true;
  /** As with a problem. */
  readonly suppressedBy?: 'baseline';
}

export interface JsonProblem {
  /** null where there is no place. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly suggestions: readonly string[];
  /** Index into `references`. */
  readonly reference: number | null;
  readonly backend: string | null;
  readonly suppressed: boolean;
  /** What says that it is not to count. Left out: it counts, or a comment beside it says so. */
  readonly suppressedBy?: 'baseline';
}

export interface JsonConfigurationEntry {
  readonly backend: string;
  readonly key: string;
  /** Of a credential only `set` or `not set`. */
  readonly value: string | null;
  readonly known: boolean;
  readonly reason: NotKnownReason | null;
  /** Its own place, then those of what was put into it. */
  readonly origin: readonly JsonOrigin[];
  /**
   * Where its text is written where that is not its own place, each with the way from there inwards, and the variable in
   * whose place it stands as the default. Left out: nowhere else.
   */
  readonly sources?: readonly { readonly way: readonly JsonOrigin[]; readonly defaultOf?: string }[];
  /** Where the same key stands and does not count. Left out: nowhere. */
  readonly replaced?: readonly JsonOrigin[];
}

export interface JsonOrigin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly variable: string | null;
}

export interface JsonTerraformSecret {
  /** null: Terraform works it out. */
  readonly name: string | null;
  /** null: Terraform works it out. */
  readonly namespace: string | null;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface JsonExplanation {
  readonly name: string;
  readonly subkey: string | null;
  readonly namespace: string | null;
  readonly verdict: Verdict;
  readonly reasonCode: ReasonCode;
  readonly reason: string;
  readonly suggestions: readonly string[];
  readonly steps: readonly JsonStep[];
}

export interface JsonStep extends Pick<ExplanationStep, 'backend' | 'asked' | 'rule' | 'result'> {
  readonly detail: string;
  /** ISO 8601. */
  readonly fetchedAt: string | null;
}

export interface JsonUnused {
  readonly backend: string;
  readonly name: string;
  readonly verdict: 'unused' | 'may-be-used';
  /** Indexes into `references`: those of which nobody can tell whether they ask for it. */
  readonly because: readonly number[];
  /** Files that name it in a `secret(…)`, whatever they are for. */
  readonly files: readonly string[];
}

export interface JsonDifference {
  readonly name: string;
  /** null: Kestra tells none. */
  readonly namespace: string | null;
  readonly listedByKestra: boolean;
  /** By the rules of the backends here; null: cannot tell. */
  readonly visibleHere: boolean | null;
  /** The one that shows or hides it; null: none has it. */
  readonly backend: string | null;
  /** The rule by which it does; null: none is why. */
  readonly rule: string | null;
}

export interface JsonSummary {
  /** Files that hold a flow. */
  readonly files: number;
  readonly references: number;
  readonly resolvable: number;
  readonly missing: number;
  readonly hidden: number;
  readonly unknown: number;
  /** Problems that a comment ignores. */
  readonly suppressed: number;
}
