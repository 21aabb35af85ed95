import type { Installed } from '../servers/needed.ts';
import type { ExampleName } from './examples.ts';

/** A secret manager behind an example, and how those who ask get to it. */
export interface ExampleServer {
  readonly name: ExampleName;
  /** Fills what the configuration leaves open in a copy's `.env`, so that nothing has to be approved there. */
  readonly dotEnv: Readonly<Record<string, string>>;
  /** Of a copy's workspace, which offers them. Left out: none. */
  readonly settings?: Readonly<Record<string, string>>;
  /** For the process that asks: its credentials. */
  readonly env: Readonly<Record<string, string>>;
  /** For the command line on the example as it stands. */
  readonly flags: readonly string[];
  readonly stop: () => Promise<void>;
}

/** What starts one, and what to call it. */
export interface StartsExample {
  readonly name: ExampleName;
  readonly manager: string;
  readonly start: () => Promise<Installed<ExampleServer>>;
}

/** Another address than the configuration's, as whoever cannot reach the server's own would give it. */
export function flagsFor(backend: string, url: string): string[] {
  return ['--address', `${backend}=${url}`, '--allow-endpoint', url];
}
