import type { DefinitionsGap, OnlyFor, TerraformSecret } from '../configuration/index.ts';
import type { CallFailure } from '../flow/index.ts';
import type { PlacedKind } from '../managers/name.ts';
import type { BackendType } from '../managers/table.ts';
import type { Failure } from '../ports/failure.ts';
import type { KestraSays } from './kestra/types.ts';
import type { Verdict } from './types.ts';
import type { ListCut } from '../ports/list-cut.ts';

/** A backend as sentences name it, with where it is. */
export type PlacedBackend = PlacedKind & {
  /** Never a credential; empty: nothing to say. */
  readonly location: string;
};

/** A tag of `filter-on-tags` that a secret lacks (`has` is null) or has otherwise. `wanted` null: it is not known here. */
export interface TagDifference {
  readonly tag: string;
  readonly has: string | null;
  readonly wanted: string | null;
}

/** Why a rule says what it says of one secret. A closed list: `language/messages/` has the clause for each. */
export type RuleReason =
  | { readonly kind: 'configuration-read-in-part' }
  | { readonly kind: 'tags-not-read' }
  /** One of them may give the secret another name. */
  | { readonly kind: 'naming-tags-not-read' }
  /** A Vault's engine of version 1. */
  | { readonly kind: 'engine-has-no-tags' }
  | { readonly kind: 'filter-not-read'; readonly rule: string }
  | { readonly kind: 'variable-not-base64'; readonly variable: string }
  | { readonly kind: 'deletion-scheduled' }
  | { readonly kind: 'newest-version-deleted' }
  | { readonly kind: 'disabled' }
  | { readonly kind: 'latest-version-not-enabled' }
  | { readonly kind: 'no-readable-version' }
  | { readonly kind: 'current-version-not-named' }
  | { readonly kind: 'read-only-not-known' }
  /** Without read-only Kestra keeps an index of what it created, and nobody else can read that. */
  | { readonly kind: 'index-not-readable' }
  | { readonly kind: 'kestra-tags-there'; readonly type: BackendType }
  | { readonly kind: 'kestra-tags-not-there'; readonly type: BackendType; readonly tags: readonly string[] }
  | { readonly kind: 'prefix-not-known' }
  | { readonly kind: 'begins-with-prefix'; readonly prefix: string }
  | { readonly kind: 'begins-without-prefix'; readonly prefix: string }
  | { readonly kind: 'keep-prefix-not-set'; readonly prefix: string }
  | { readonly kind: 'keep-prefix-not-known' }
  | { readonly kind: 'nothing-behind-prefix' }
  | { readonly kind: 'tags-match' }
  | { readonly kind: 'tags-differ'; readonly type: BackendType; readonly tags: readonly TagDifference[] }
  | { readonly kind: 'wanted-tag-not-known'; readonly tag: string }
  | { readonly kind: 'no-excluded-tag' }
  | {
      readonly kind: 'excluded-tag';
      readonly type: BackendType;
      readonly tag: string;
      readonly value: string;
    }
  | { readonly kind: 'excluded-tag-not-known'; readonly tag: string }
  | { readonly kind: 'default-prefix-not-documented' }
  | { readonly kind: 'configured-prefix-not-known' }
  | { readonly kind: 'prefix-tag-matches'; readonly type: BackendType; readonly prefix: string }
  | {
      readonly kind: 'prefix-tag-differs';
      readonly type: BackendType;
      readonly tag: string;
      readonly configured: string;
    }
  /** Google's labels have not every letter that a prefix or a namespace can have. */
  | { readonly kind: 'prefix-label-cannot-hold'; readonly label: string; readonly prefix: string }
  | { readonly kind: 'namespace-label-cannot-hold'; readonly label: string; readonly namespace: string }
  | { readonly kind: 'namespace-within'; readonly namespace: string; readonly limit: string }
  | { readonly kind: 'namespace-limited'; readonly limit: string }
  | { readonly kind: 'namespace-not-known'; readonly limit: string }
  | { readonly kind: 'nested-names-not-documented' };

/** Why a list may lack names. */
export type ListGap =
  | { readonly kind: 'not-listed-yet' }
  | { readonly kind: 'being-listed' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'cut-short'; readonly cuts: readonly ListCut[] }
  | { readonly kind: 'definitions'; readonly gap: DefinitionsGap };

/** A `SECRET_*` variable in a file that the Kestra service does not load. */
export interface NotLoadedVariable {
  readonly variable: string;
  readonly file: string;
}

/** What the flow gets by one of several configurations, named by its file. */
export interface AnswerOfConfiguration {
  readonly file: string;
  readonly verdict: Verdict;
}

/**
 * Why a verdict is what it is: data, of which each client makes its sentence (`language/messages/`). A closed list, finer
 * than the reason codes that the command line's JSON promises.
 */
export type Reason =
  // What the call itself decides.
  | { readonly kind: 'call-fails'; readonly failure: CallFailure }
  | { readonly kind: 'name-not-text' }
  | { readonly kind: 'name-empty' }
  | { readonly kind: 'name-not-known' }
  | { readonly kind: 'name-one-of'; readonly candidates: readonly string[] }
  | { readonly kind: 'name-like'; readonly pattern: string }
  | { readonly kind: 'call-half-typed' }
  // What was found nowhere to look in.
  | { readonly kind: 'no-configuration' }
  /** `elsewhere`: the file of another configuration that has some; null: there is none. */
  | { readonly kind: 'no-definitions'; readonly elsewhere: string | null }
  | { readonly kind: 'no-backend-for-namespace' }
  /** In no list (`because` is null), or hidden, or without the subkey; but a file that is not read may configure a server that has it. */
  | {
      readonly kind: 'server-not-read';
      readonly name: string;
      readonly file: string;
      readonly because: Reason | null;
    }
  /** Several configurations may count, and say different things. */
  | { readonly kind: 'configurations-differ'; readonly answers: readonly AnswerOfConfiguration[] }
  | { readonly kind: 'backend-namespace-not-known'; readonly backend: PlacedBackend }
  | { readonly kind: 'tenant-not-known'; readonly backend: PlacedBackend }
  // A backend that could not be asked.
  | { readonly kind: 'backend-not-supported'; readonly type: string }
  | { readonly kind: 'offline'; readonly backend: PlacedBackend }
  | { readonly kind: 'backend-failed'; readonly backend: PlacedBackend; readonly failure: Failure | null }
  | { readonly kind: 'listed-before-failure'; readonly because: Reason }
  | {
      readonly kind: 'absent-without-list';
      readonly backend: PlacedBackend;
      readonly name: string;
      readonly because: Reason;
    }
  // A secret that is there.
  | {
      readonly kind: 'found';
      readonly backend: PlacedBackend;
      readonly name: string;
      readonly storedName: string;
    }
  | { readonly kind: 'value-not-base64'; readonly variable: string }
  | { readonly kind: 'value-not-known'; readonly variable: string }
  /** Not every server has it on which a task may run. */
  | { readonly kind: 'variable-of-other-server'; readonly variable: string; readonly onlyFor: OnlyFor }
  | { readonly kind: 'hidden'; readonly name: string; readonly rules: readonly RuleReason[] }
  | {
      readonly kind: 'rules-open';
      readonly backend: PlacedBackend;
      readonly name: string;
      readonly rules: readonly RuleReason[];
    }
  // A secret that is in no list.
  | {
      readonly kind: 'list-incomplete';
      readonly backend: PlacedBackend;
      readonly name: string;
      readonly gap: ListGap | null;
    }
  | { readonly kind: 'variable-not-loaded'; readonly variable: NotLoadedVariable }
  /** Another configuration of the folder has it, which does not judge the flow. */
  | { readonly kind: 'variable-elsewhere'; readonly variable: NotLoadedVariable }
  | { readonly kind: 'backend-read-in-part'; readonly backend: PlacedBackend; readonly name: string }
  /** The server that it is configured for runs open-source Kestra, as far as its image says. */
  | { readonly kind: 'needs-enterprise'; readonly backend: PlacedBackend; readonly name: string }
  | {
      readonly kind: 'full-name';
      readonly backend: PlacedBackend;
      readonly name: string;
      readonly short: string;
    }
  | { readonly kind: 'name-in-folder'; readonly backend: PlacedBackend; readonly name: string }
  /** `like`: the secret whose name comes next to it; null: there is none. */
  | {
      readonly kind: 'name-not-storable';
      readonly backend: PlacedBackend;
      readonly name: string;
      readonly like: string | null;
    }
  | {
      readonly kind: 'label-like-name';
      readonly backend: PlacedBackend;
      readonly name: string;
      readonly label: string;
    }
  | {
      readonly kind: 'like-name';
      readonly backend: PlacedBackend;
      readonly name: string;
      readonly like: string;
    }
  | { readonly kind: 'index-not-readable'; readonly backend: PlacedBackend }
  | { readonly kind: 'being-asked'; readonly backend: PlacedBackend; readonly name: string }
  | { readonly kind: 'not-defined'; readonly variable: string }
  | {
      readonly kind: 'stored-under-other-name';
      readonly backend: PlacedBackend;
      readonly name: string;
      readonly nameInFlows: string;
    }
  /** `listLag`: minutes until a new secret is in the list; 0: at once. */
  | {
      readonly kind: 'not-in-list';
      readonly backend: PlacedBackend;
      readonly name: string;
      readonly listLag: number;
    }
  /** `serverVariable`: what the server's own environment may define; null: the environment was asked too. */
  | {
      readonly kind: 'nowhere';
      readonly first: Reason;
      readonly others: readonly PlacedBackend[];
      readonly serverVariable: string | null;
    }
  // What Terraform's files say of it. `because`: why else nobody can tell; null: nothing else does.
  | {
      readonly kind: 'terraform-creates';
      readonly name: string;
      readonly created: TerraformSecret;
      readonly because: Reason | null;
    }
  /** Terraform creates secrets in the namespace whose names it works out. */
  | { readonly kind: 'terraform-names-not-known'; readonly name: string; readonly created: TerraformSecret }
  // What a running Kestra says of it. `because`: what the backends say without it; null: nothing that adds to this.
  | {
      readonly kind: 'kestra-says';
      readonly backend: PlacedBackend;
      readonly name: string;
      readonly says: KestraSays;
      readonly because: Reason | null;
    }
  /** It lists it in these namespaces, which are not the lookup's, nor above it; or the lookup's is not known. */
  | {
      readonly kind: 'kestra-lists-elsewhere';
      readonly backend: PlacedBackend;
      readonly name: string;
      readonly namespaces: readonly string[];
      readonly isNamespaceKnown: boolean;
    }
  /** It has the secret, and was not asked for the subkey. */
  | { readonly kind: 'kestra-subkey-open'; readonly secret: Reason; readonly subkey: string }
  // The same in a problem, which tells the place apart.
  | { readonly kind: 'not-found'; readonly name: string }
  | { readonly kind: 'variable-not-found'; readonly name: string; readonly variable: string }
  | { readonly kind: 'not-found-by-this-name'; readonly name: string; readonly nameInFlows: string }
  // Its subkey. `secret`: what is known of the secret itself.
  | { readonly kind: 'subkey-not-known'; readonly secret: Reason }
  | { readonly kind: 'subkey-of-several'; readonly secret: Reason; readonly storedNames: readonly string[] }
  | { readonly kind: 'subkey-found'; readonly name: string; readonly subkey: string }
  | { readonly kind: 'subkey-not-found'; readonly name: string; readonly subkey: string }
  | { readonly kind: 'value-not-object'; readonly name: string; readonly subkey: string }
  | {
      readonly kind: 'subkeys-failed';
      readonly backend: PlacedBackend;
      readonly secret: Reason;
      readonly subkey: string;
      readonly failure: Failure;
    }
  | { readonly kind: 'subkeys-not-asked'; readonly secret: Reason; readonly subkey: string }
  | { readonly kind: 'subkeys-need-value'; readonly secret: Reason; readonly subkey: string };

/** What one step of finding out says, for `explain`. `type` is the backend's. */
export type StepReason =
  | { readonly kind: 'verdict'; readonly reason: Reason }
  | { readonly kind: 'rule'; readonly reason: RuleReason }
  | { readonly kind: 'named'; readonly naming: Naming; readonly type: BackendType }
  /** Another secret that flows would ask for by the same name: these rules hide it, or either may be used. */
  | {
      readonly kind: 'same-name';
      readonly naming: Naming;
      readonly type: BackendType;
      readonly hiddenBy: readonly RuleReason[];
    };

/** Where a secret's name comes from. */
export interface Naming {
  readonly storedName: string;
  readonly nameFrom: 'stored-name' | 'key-tag' | 'prefix-stripped' | 'path' | 'variable';
  /** `assumed`: Kestra's documentation does not settle it. */
  readonly certainty: 'documented' | 'assumed';
}
