import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Values files with what Helm made of them with one of Kestra's charts. */
export interface Row {
  readonly id: string;
  /** With its version, such as `kestra 1.0.54`. */
  readonly chart: string;
  readonly about: string;
  /** Laid over each other in this order. */
  readonly values: readonly string[];
  readonly set: readonly string[];
  /** Each container of Kestra's that is started. */
  readonly result: Readonly<Record<string, RenderedServer>>;
  /** Why nothing was rendered. */
  readonly error?: string;
  /** What is neither in the values nor in the release. */
  readonly outOfSight: readonly string[];
  /** The files of the chart that has Kestra's below it. */
  readonly chartFiles?: Readonly<Record<string, string>>;
  /** Objects of Flux and what they name; the values are what Flux made of them. */
  readonly manifests?: readonly string[];
}

export interface RenderedServer {
  readonly configArg: string | null;
  /** In the order in which they are read. */
  readonly configFiles: readonly { readonly file: string; readonly text: string | null }[];
  readonly env: Readonly<Record<string, string | number | boolean | { readonly from: string }>>;
  readonly envFrom: readonly {
    readonly from: string;
    readonly keysInRelease?: Readonly<Record<string, string>>;
  }[];
  readonly image: string;
  /** What Kubernetes does not take. */
  readonly apiError?: string;
}

export function readRows(): readonly Row[] {
  const text = readFileSync(path.join(import.meta.dirname, 'rows.jsonl'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}
