import type { KestraOfRun } from '../access/index.ts';
import type { FailOn } from './fail-on.ts';

/** What standard output can be. */
export const formats = ['text', 'json', 'sarif', 'github', 'gitlab', 'junit'] as const;
export type Format = (typeof formats)[number];

/** What every command can be told. */
export interface Options {
  readonly folder: string;
  readonly format: Format;
  readonly offline: boolean;
  /** Milliseconds for the whole run. */
  readonly timeout: number;
  /** The flow's namespace, where it is not known otherwise. */
  readonly namespace: string | null;
  readonly allowEndpoints: readonly string[];
  readonly allowVariables: readonly string[];
  /** Other addresses, by backend. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly useEnvironment: boolean;
  /** The file of the configuration that judges all flows, as given; null: the nearest to each does. */
  readonly configuration: string | null;
  /** The running Kestra that is asked, with its login; null: none is. */
  readonly kestra: KestraOfRun | null;
}

export type CliCommand =
  | {
      readonly name: 'list';
      readonly hidden: boolean;
      readonly subkeys: boolean;
      readonly readValues: boolean;
    }
  | {
      readonly name: 'check';
      readonly paths: readonly string[];
      readonly failOn: readonly FailOn[];
      /** Whether the flows are mended, as far as it is beyond doubt, before they are checked. */
      readonly fix: boolean;
      readonly readValues: boolean;
      /** A commit as git takes it: only what changed since then is checked. */
      readonly since: string | null;
      readonly baseline: { readonly file: string; readonly update: boolean } | null;
    }
  | {
      readonly name: 'explain';
      readonly secret: string;
      readonly subkey: string | null;
      readonly namespaceArgument: string | null;
      readonly readValues: boolean;
      /** Whether the running Kestra evaluates the reference, for which its server reads the secret. */
      readonly askKestra: boolean;
    }
  | { readonly name: 'unused' }
  | { readonly name: 'compare' }
  | { readonly name: 'config' };

export type Invocation =
  | { readonly kind: 'run'; readonly options: Options; readonly command: CliCommand }
  | { readonly kind: 'help'; readonly command: CliCommand['name'] | null }
  | { readonly kind: 'version' }
  | { readonly kind: 'usage'; readonly message: string };
