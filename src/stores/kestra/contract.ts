/**
 * The narrow contract between the catalog and a running Kestra. It tells names and judges single references; no type in it
 * has a field for a value. Every method rejects with a FailureError (typed at this edge), or with an AbortError when
 * cancelled.
 */
export interface KestraInstance {
  /** Which Kestra it is. Shared and kept: asked once. */
  about(signal: AbortSignal): Promise<AboutKestra>;
  /**
   * The names it lists: of the whole tenant, and for each of `namespaces` its own and those that it inherits, as far as this
   * login may see them.
   */
  list(namespaces: readonly string[], signal: AbortSignal): Promise<KestraList>;
  /** The same of these namespaces without the tenant's list. Of one that is not told it says so in its gaps. */
  listNamespaces(namespaces: readonly string[], signal: AbortSignal): Promise<KestraList>;
  /**
   * Has the server read one secret and say whether it resolves, in an execution of the flow's namespace: the user's explicit
   * act, for the server may log it. Of the result nothing is kept but whether it was the mask.
   */
  evaluate(reference: EvaluatedReference, signal: AbortSignal): Promise<KestraWord>;
  /** Ends connections and forgets the login. */
  close(): void;
}

export interface AboutKestra {
  /** As it says, such as `2.0.0`; null: not told. */
  readonly version: string | null;
  readonly edition: 'open-source' | 'enterprise' | 'not-told';
}

/** A secret that Kestra lists, under the name that flows use. */
export interface ListedName {
  readonly name: string;
  /** The namespace that it belongs to, and those below; null: no namespace is told, as in open source. */
  readonly namespace: string | null;
  /** null: not told. */
  readonly tags: Readonly<Record<string, string>> | null;
}

export interface KestraList {
  /** What Kestra says of its backend; null: not told. */
  readonly readOnly: boolean | null;
  /** Each name of each namespace once. */
  readonly names: readonly ListedName[];
  /** Those of the namespaces asked for of which every name was told, inherited ones too. */
  readonly told: readonly string[];
  /** Why some names may not have been told; empty: all were. */
  readonly gaps: readonly KestraGap[];
}

export type KestraGap =
  /** This login may not see the secrets of a namespace; null: of the tenant. */
  | { readonly kind: 'no-right'; readonly namespace: string | null }
  /** The list was not followed to its end. */
  | { readonly kind: 'too-long' }
  /** Names came or went between two of its pages, or it holds not as many as Kestra counted. */
  | { readonly kind: 'changed' }
  /** This version has no such question. */
  | { readonly kind: 'not-asked'; readonly namespace: string | null };

/** What is asked of a running Kestra: constants only, never text of a flow. */
export interface EvaluatedReference {
  readonly name: string;
  /** The call's own `namespace` argument; null: none. */
  readonly namespace: string | null;
  readonly subkey: string | null;
  readonly flowNamespace: string;
}

/** What Kestra made of a reference. */
export type KestraWord =
  | { readonly state: 'resolves' }
  | { readonly state: 'secret-not-found' }
  | { readonly state: 'subkey-not-found' }
  /** The value is no JSON object. */
  | { readonly state: 'subkey-not-read' }
  | {
      readonly state: 'not-told';
      /**
       * `no-execution`: none of that namespace is there to ask in; `no-right`: this login may not; `not-asked`: this version
       * has no such question; `not-constant`: it cannot be written so that it stays a constant, and was not sent; `other-answer`: what came back is neither the mask nor one of Kestra's known refusals, and was
       * dropped.
       */
      readonly why: 'no-execution' | 'no-right' | 'not-asked' | 'not-constant' | 'other-answer';
    };
