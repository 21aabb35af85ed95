import type { Origin } from '../ports/origin.ts';
import type { Setting } from './settings.ts';
import type { SourceText } from './text/source-text.ts';
import type { DefinitionsGap } from './environment-definitions.ts';
import type { Variable } from './variables.ts';

/** Settings that were read already, such as a map inside a file of values. */
export interface ReadSettings {
  readonly settings: readonly Setting[];
  /** Whether there may be more that could not be read. */
  readonly faulty: boolean;
}

/** One text of a server's configuration: a file of the folder, a text inside a file, or what was read of it already. */
export type ReadLayer = string | SourceText | ReadSettings;

/** Later ones win. */
export type ReadLayers = readonly ReadLayer[];

/** What a server of Kestra reads its configuration from, in the order of what counts more (Kestra: launcher and command). */
export interface ServerConfigurations {
  /** Below the environment: what `MICRONAUT_CONFIG_FILES` or the image's default names; `KESTRA_CONFIGURATION` replaces it. */
  readonly below: ReadLayers;
  /** Above the environment: what `--config` names, else the file in the home. */
  readonly above: ReadLayers;
}

/** Which tasks a server runs: those of a worker group alone, or none, as a part of Kestra such as the web server. */
export type TasksRun = 'all' | 'of-group' | 'none';

/** A server of Kestra as a file describes it: a compose service, a deployment of a chart. */
export interface KestraServer {
  readonly file: string;
  readonly name: string;
  /** Its name in the file. */
  readonly origin: Origin;
  /** All that its container's environment holds, in order: of one name the last counts. */
  readonly variables: readonly Variable[];
  /** Env files that it loads, whether they are there or not. */
  readonly envFiles: readonly string[];
  /** Whether it could be given further env files where it is described, as a compose service could. Left out: not. */
  readonly takesEnvFiles?: boolean;
  /**
   * Of a service that one place of one compose file has whole: that file, and the folder in which its relative paths start.
   * Left out: it is put together of several, or is no such service.
   */
  readonly writtenIn?: { readonly file: string; readonly folder: string };
  readonly gaps: readonly DefinitionsGap[];
  /** Variables that something may take away from it again, each with the file that may. Left out: none. */
  readonly taken?: ReadonlyMap<string, string>;
  /** The text of `KESTRA_CONFIGURATION`, with placeholders of the file's own kind (Compose's) filled. */
  readonly configuration: SourceText | null;
  readonly configurations: ServerConfigurations;
  /** Mounted files that hold Kestra's configuration and that it does not read, told already. Left out: none. */
  readonly unread?: readonly string[];
  /** Whether it reads a configuration that is out of sight. */
  readonly partial: boolean;
  /**
   * Whether nothing in its own files says that it is Kestra's: they are laid over those that do. Left out: something does.
   */
  readonly isOverlay?: boolean;
  /** Whether its image is open-source Kestra under its own name, which reads `SECRET_*` variables alone. Left out: not. */
  readonly isOpenSource?: boolean;
  /** Left out: not known. */
  readonly tasks?: TasksRun;
  /** The version in the tag of its image, such as `2.0.1`; null where the tag tells none. */
  readonly version: string | null;
}
