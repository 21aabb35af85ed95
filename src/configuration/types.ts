import type { Level, NamedBackend } from '../ports/backend.ts';
import type { BackendType } from '../managers/table.ts';
import type { Fix } from '../ports/fix.ts';
import type { Origin } from '../ports/origin.ts';
import type { Problem } from '../ports/problem.ts';
import type { TextRange } from '../ports/text.ts';
import type { EnvironmentDefinitions } from './environment-definitions.ts';

/** A piece of a value with placeholders. */
export type TemplatePart =
  | { readonly text: string }
  | {
      readonly variable: string;
      readonly fallback?: string;
      /** A file of the folder has it, and it is a secret, which fills credentials alone. */
      readonly refused?: true;
    };

/** Where some of a value's text is written, and how it came from there. */
export interface ValueSource {
  /** From where the whole value stands inwards; the last one is where the characters are written. */
  readonly way: readonly Origin[];
  /** The variable in whose place they stand, as its default, since no file sets it. Left out: none. */
  readonly defaultOf?: string;
}

/** A piece of a value's text. */
export interface ValuePiece extends ValueSource {
  readonly text: string;
}

/** Why a value is not known here. Never treated as an empty string. */
export type NotKnownReason =
  /** A `${VAR}` that no file of the folder fills. */
  | 'placeholder'
  /** A `{{ … }}`, `!vault` or encrypted text. */
  | 'template'
  /** Comes from a Kubernetes secret, a ConfigMap, a shell: out of sight. */
  | 'elsewhere';

/**
 * A configured value with its origin. A known one is *inside* by construction: it was written in, or filled from, a
 * file of the folder. A placeholder keeps its parts, so that access/ can fill it after the user's approval. `pieces`:
 * all text that files give for it, where some of it came from elsewhere than where the value stands; left out: all of
 * it is written at the first origin. `defaults`: the variables that no file sets, so that their defaults stand in it (by
 * Compose's placeholders or Micronaut's); left out: none.
 */
export type ConfiguredValue<T> =
  | {
      readonly state: 'known';
      readonly value: T;
      readonly origins: readonly Origin[];
      readonly pieces?: readonly ValuePiece[];
      readonly defaults?: readonly string[];
    }
  | {
      readonly state: 'not-known';
      readonly reason: NotKnownReason;
      readonly parts: readonly TemplatePart[];
      readonly origins: readonly Origin[];
      readonly pieces?: readonly ValuePiece[];
      readonly defaults?: readonly string[];
    };

export interface PrefixFilter {
  readonly prefix: ConfiguredValue<string>;
  /** null: not set, and then Kestra's default is not documented. */
  readonly keepPrefix: ConfiguredValue<boolean> | null;
}

export type TagFilterKey = 'filter-on-tags' | 'excluded-tags';

/** What hides secrets; works only where the backend is read-only. */
export interface Filters {
  /** null: not set. All must match. A value that is not known makes what depends on it "cannot tell". */
  readonly filterOnTags: Readonly<Record<string, ConfiguredValue<string>>> | null;
  readonly excludedTags: Readonly<Record<string, ConfiguredValue<string>>> | null;
  /** Those of the two that are set in a way that tells no tags here, such as `${TAGS}` or a list. Left out: none. */
  readonly unreadable?: readonly TagFilterKey[];
  readonly filterOnPrefix: PrefixFilter | null;
}

interface BackendBase<Type extends BackendType> {
  readonly type: Type;
  /**
   * `type`, `type@NAMESPACE` or `TENANT:type`: unique in a folder, as in the command line's JSON. Where Terraform works out
   * the name, its resource (`kestra_namespace.shipping`) stands for it. Where the folder has several configurations, `#FILE`
   * of its own follows.
   */
  readonly id: string;
  /** The file of its configuration, where the folder has several. Left out: it belongs to all there are. */
  readonly configuration?: string;
  readonly level: Level;
  /** For level `namespace`; null there: Terraform works it out. */
  readonly namespace: string | null;
  /** Where the configuration names this backend. */
  readonly sources: readonly Origin[];
  /** null: not set, which is `false` (managed mode) for every backend but the environment. */
  readonly readOnly: ConfiguredValue<boolean> | null;
  readonly filters: Filters;
  /** Whether the files that configure it could be read only in part: any of its settings may be another. */
  readonly partial?: boolean;
  /** Whether the server beside which it is configured runs open-source Kestra, which has no such backend. */
  readonly needsEnterprise?: boolean;
  /** Files that configure it and are not valid YAML: what it lacks may stand in what could not be read. Left out: none. */
  readonly brokenFiles?: readonly string[];
  /** Files that configure it and hold text that is not saved, of which at most its rules are. Left out: none. */
  readonly unsavedIn?: readonly string[];
}

type Optional<T> = ConfiguredValue<T> | null;

export type VaultAuthentication =
  | { readonly kind: 'token'; readonly token: Optional<string> }
  | {
      readonly kind: 'app-role';
      /** null: the mount `approle`. */
      readonly path: Optional<string>;
      readonly roleId: Optional<string>;
      readonly secretId: Optional<string>;
    }
  | { readonly kind: 'password'; readonly user: Optional<string>; readonly password: Optional<string> }
  | { readonly kind: 'kubernetes'; readonly path: Optional<string>; readonly role: Optional<string> }
  | { readonly kind: 'none' };

export interface VaultBackend extends BackendBase<'vault'> {
  readonly address: Optional<string>;
  readonly authentication: VaultAuthentication;
  /** Vault Enterprise's namespace, not Kestra's. */
  readonly vaultNamespace: Optional<string>;
  /** null: 2. */
  readonly engineVersion: Optional<number>;
  /** null: `secret`. May hold slashes. */
  readonly rootEngine: Optional<string>;
  /** null: none. May hold slashes. */
  readonly secretPathPrefix: Optional<string>;
  readonly prefix: Optional<string>;
  readonly role: Optional<string>;
  /** Milliseconds; null: 15,000. */
  readonly connectTimeout: Optional<number>;
  /** Milliseconds; null: 60,000. */
  readonly readTimeout: Optional<number>;
}

export interface AwsBackend extends BackendBase<'aws-secret-manager'> {
  readonly region: Optional<string>;
  readonly accessKeyId: Optional<string>;
  readonly secretKeyId: Optional<string>;
  readonly sessionToken: Optional<string>;
  readonly prefix: Optional<string>;
  readonly endpointOverride: Optional<string>;
  readonly stsRoleArn: Optional<string>;
  readonly stsRoleExternalId: Optional<string>;
  readonly stsRoleSessionName: Optional<string>;
  /** Milliseconds. */
  readonly stsRoleSessionDuration: Optional<number>;
  readonly stsEndpointOverride: Optional<string>;
}

export interface AzureBackend extends BackendBase<'azure-key-vault'> {
  readonly vaultName: Optional<string>;
  readonly keyVaultUri: Optional<string>;
  readonly tenantId: Optional<string>;
  readonly clientId: Optional<string>;
  readonly clientSecret: Optional<string>;
  readonly managedIdentityClientId: Optional<string>;
  readonly managedIdentityResourceId: Optional<string>;
  readonly workloadIdentityClientId: Optional<string>;
  readonly additionallyAllowedTenants: Optional<string>;
  readonly prefix: Optional<string>;
}

export interface GoogleBackend extends BackendBase<'google-secret-manager'> {
  readonly project: Optional<string>;
  /** JSON text: a credential. */
  readonly serviceAccount: Optional<string>;
  readonly prefix: Optional<string>;
}

/** A `kestra.secret.type` that is another Kestra backend, or an invention. */
export interface UnsupportedBackend extends BackendBase<'unsupported'> {
  /** As written. */
  readonly kestraType: string;
}

/** The `SECRET_*` variables: open-source Kestra's backend, and the last of every chain. */
export interface EnvironmentBackend extends BackendBase<'env'> {
  readonly definitions: EnvironmentDefinitions;
}

export type Backend =
  VaultBackend | AwsBackend | AzureBackend | GoogleBackend | UnsupportedBackend | EnvironmentBackend;

export type ConfigurationProblemCode =
  | 'configuration-syntax'
  | 'too-large'
  /** A file that is there, and is no text or may not be read. */
  | 'file-not-read'
  | 'type-block-mismatch'
  | 'block-without-type'
  | 'type-missing'
  | 'unknown-type'
  | 'unsupported-type'
  | 'plural-secrets'
  /** What belongs below `kestra.secret` stands at the top of a file. */
  | 'kestra-key-missing'
  | 'token-not-nested'
  | 'key-missing'
  | 'key-unknown'
  | 'value-invalid'
  | 'value-not-known'
  | 'credential-in-file'
  | 'placeholder-default'
  | 'value-unquoted'
  | 'key-repeated'
  | 'filters-without-read-only'
  | 'filter-shape'
  | 'read-only-inside-block'
  | 'read-only-differs'
  | 'keep-prefix-not-set'
  | 'environment-type-invented'
  /** A backend beside the image of open-source Kestra, which has none but the environment. */
  | 'backend-needs-enterprise'
  | 'secret-not-base64'
  | 'secret-looks-plain'
  | 'secret-collision'
  | 'secret-not-loaded'
  | 'variable-name-invalid'
  /** What a service reads its configuration from is not among the folder's files. */
  | 'configuration-out-of-sight'
  /** A file is mounted and holds Kestra's configuration, and Kestra does not read it. */
  | 'configuration-not-read'
  /** Docker Compose does not take the file, so nothing starts. */
  | 'compose-refused'
  /** What a chart of Kestra's does not read of its values. */
  | 'helm-not-read'
  /** What Helm, Kestra's chart or Kubernetes refuses. */
  | 'helm-refused'
  | 'several-configurations'
  | 'manager-incomplete'
  | 'manager-repeated';

/** What a fix of a configuration does. */
export type ConfigurationFixKind =
  | 'replace'
  | 'add'
  | 'remove'
  | 'move-out'
  | 'nest-token'
  | 'nest-tags'
  | 'flatten-tags'
  | 'backticks'
  | 'drop-hyphen'
  | 'quotes'
  | 'double-dollar'
  | 'join';

export type ConfigurationFix = Fix<ConfigurationFixKind>;

export interface ConfigurationProblem extends Problem<ConfigurationProblemCode> {
  /** The file the range is in, relative to the folder. */
  readonly file: string;
  readonly backend: string | null;
  readonly suggestions: readonly string[];
  /** What mends it, where sure. */
  readonly fix?: ConfigurationFix;
}

/** A range of a file's text. */
export interface FilePlace {
  readonly file: string;
  readonly range: TextRange;
}

/** One key of the configuration as it was read; a credential shows as set or not set. */
export interface ConfigurationEntry {
  readonly backend: string;
  /** As Kestra's documentation spells it, such as `token.token`. */
  readonly key: string;
  readonly credential: boolean;
  /** The text of the value; for a credential no more than whether it is set. */
  readonly value: string | null;
  readonly known: boolean;
  readonly reason: NotKnownReason | null;
  /** Of the value; the first one is its own place. */
  readonly origins: readonly Origin[];
  /** The variables that no file sets, so that their defaults stand in the value. Left out: none. */
  readonly defaults?: readonly string[];
  /** Each place in which some of its text is written, where that is not its own. Left out: none. */
  readonly sources?: readonly ValueSource[];
  /** Where the same key stands and does not count, because a later file or variable sets it too. Left out: nowhere. */
  readonly replaced?: readonly Origin[];
  /** Of a credential that lets in by itself: each place in which its characters are written out. Left out: none is known. */
  readonly writtenAt?: readonly Origin[];
  /** Where its key and its value stand, those that do not count among them, for whoever points there. Left out: nowhere. */
  readonly places?: readonly FilePlace[];
}

/** A file that may configure a Kestra server, and is seen, not read. */
export interface NotRead {
  readonly file: string;
  readonly why: NotReadReason;
}

export type NotReadReason =
  /** A template, of which another tool makes what Kestra reads. */
  | 'template'
  /** Encrypted, as by sops. */
  | 'encrypted'
  /** Of a kind that is not read here. */
  | 'kind';

/** A secret that Terraform creates in a namespace once it is applied. There is no field for its value. */
export interface TerraformSecret {
  /** As flows ask for it; null: Terraform works it out. */
  readonly name: string | null;
  /** null: Terraform works it out. */
  readonly namespace: string | null;
  /** Of its name. */
  readonly origin: Origin;
}

/** One server of Kestra that a folder configures. */
export interface FoundConfiguration {
  /** The file that names it, and by whose place it is the nearest of a flow or not. */
  readonly file: string;
  /** What it has, in asking order. */
  readonly backends: readonly NamedBackend[];
}

/**
 * `in-parts`: a part of Kestra that runs no tasks has an environment of its own. `isolated`: `kestra.secret.isolation` is on, or
 * may be for all that the files tell, and of those some may be out of sight.
 */
export type ReadsApart = 'in-parts' | 'isolated';

/** What the files of one workspace folder say of Kestra's secret backends. */
export interface FolderConfiguration {
  /** In asking order: the nearest level first, the environment last and only where it takes part. */
  readonly backends: readonly Backend[];
  /** The configurations that the folder has, the nearest to its root first. Left out: none. */
  readonly configurations?: readonly FoundConfiguration[];
  /** The file of the one among several that the user chose: `backends` has no other's. Left out: none was. */
  readonly chosen?: string | undefined;
  /** The `SECRET_*` variables of the configurations that are not the chosen one. Left out: none. */
  readonly notChosen?: readonly EnvironmentBackend[];
  /** Whether there is a `kestra.secret` or a Kestra service at all. */
  readonly found: boolean;
  /** Whether parts of the configuration stand out of sight (ConfigMaps, a command). */
  readonly partial: boolean;
  readonly entries: readonly ConfigurationEntry[];
  readonly problems: readonly ConfigurationProblem[];
  /** The version in the image tag of its Kestra services, such as `2.0.1`; null where none tells, or they differ. */
  readonly kestraVersion?: string | null;
  /**
   * Whether flows may see `SECRET_*` variables as `envs.secret_*`: the configuration names a prefix of its own, or a
   * variable begins with `ENV_SECRET_`. Left out: not as far as is known.
   */
  readonly showsSecretsInEnvs?: boolean;
  /** Services of Kestra that its configuration lets resolve no secrets, such as `EXECUTOR`. Left out: none. */
  readonly deniedServices?: readonly string[];
  /** What lets what runs the tasks read other secrets than the server that people speak to. Left out: nothing that is known. */
  readonly readsApart?: ReadsApart;
  /** Whether rules of a text that is not saved are in it. Left out: none are. */
  readonly unsavedRules?: boolean;
  /** The secrets that Terraform files of the folder create. Left out: none. */
  readonly terraformSecrets?: readonly TerraformSecret[];
  /** Files that may configure it, and are seen, not read. Left out: none. */
  readonly notRead?: readonly NotRead[];
  /** Those of them that may configure a server beside the ones that were read. Left out: none. */
  readonly unreadServers?: readonly string[];
  /** Every file that was read or looked for: a change of one of them is a change of the configuration. */
  readonly files: readonly string[];
}
