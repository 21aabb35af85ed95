import type { Origin } from '../ports/origin.ts';

/** One `SECRET_*` definition. Its value was judged and dropped: there is no field for it. */
export interface EnvironmentDefinition {
  /** As written, such as `SECRET_API`. */
  readonly variable: string;
  /** The part after `SECRET_`, upper-cased: what `secret('…')` is compared with. */
  readonly key: string;
  /** `not-known`: from a shell, a secretRef, an unfilled placeholder, an encrypted text. */
  readonly encoding: 'base64' | 'not-base64' | 'not-known';
  /** Whether the decoded value is a JSON object, so that subkeys can exist. */
  readonly shape: 'object' | 'other' | 'unknown';
  /** Top-level JSON field names where the shape is `object`. */
  readonly subkeys: readonly string[] | null;
  /** Left out: whatever runs tasks has it, and all the same. */
  readonly onlyFor?: OnlyFor;
  /** null: it stands in no file, but in the editor's own environment. */
  readonly origin: Origin | null;
  /** Where the variables stand that its value came through. Left out: it is written at its origin. */
  readonly through?: readonly Origin[];
}

/** A server that has a variable which not everything has, or for certain, where a task may run. */
export interface OnlyFor {
  readonly server: string;
  /**
   * It runs no tasks, or those of its worker group alone; the name of a server that runs tasks and does not have it; of one
   * that has it otherwise, as only one of them can be decoded; or the file with a patch that may take it away.
   */
  readonly but:
    | { readonly lacks: string }
    | { readonly differs: string }
    | { readonly patch: string }
    | 'runs-no-tasks'
    | 'runs-group';
}

/** Why the list of `SECRET_*` definitions may not be all that the server has. */
export interface DefinitionsGap {
  readonly reason:
    | 'env-file-not-found'
    /** A file that is there and is refused, or has something in it that cannot be read. */
    | 'file-not-read'
    | 'override-file'
    | 'extends'
    | 'include'
    | 'command'
    /** The configuration could not be read whole: another backend may stand in the rest of it. */
    | 'configuration'
    /** A file of the configuration is not here. */
    | 'configuration-not-found'
    | 'shell'
    | 'loose-file'
    | 'editor-environment'
    /** A Secret or ConfigMap of a cluster that no file of the folder holds. */
    | 'cluster'
    | 'no-service'
    /** Only parts of Kestra that run no tasks are described: a worker is started elsewhere. */
    | 'no-worker';
  /** The file or variable in question. */
  readonly detail: string;
}

/** The `SECRET_*` variables that files define, and why there may be more. */
export interface EnvironmentDefinitions {
  /** Later ones win; two of one key are both here. */
  readonly definitions: readonly EnvironmentDefinition[];
  /** Empty: the list is complete. */
  readonly gaps: readonly DefinitionsGap[];
  /** `SECRET_*` names that stand in a `.env` which the service does not load, with their place. */
  readonly notLoaded: readonly { readonly variable: string; readonly origin: Origin }[];
  /** Where other variables are filled with `SECRET_*` ones. Left out: nowhere. */
  readonly filled?: readonly FilledPlace[];
}

/** A definition whose placeholders are filled with a `SECRET_*` variable. */
export interface FilledPlace {
  readonly at: Origin;
  /** The variable's own place, which names it. */
  readonly by: Origin;
  /** Who fills them: to Compose `$$` is a dollar sign, and Kestra fills what Compose makes of its configuration. */
  readonly filler: 'compose' | 'kestra';
}
