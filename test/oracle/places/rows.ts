import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Generation, OnMissing, Renderer } from '../../../src/flow/places/types.ts';

/** How an engine treated the call of a row. */
export type Seen =
  | { readonly refused: true }
  | {
      /** Empty where it was not evaluated. */
      readonly by: readonly Renderer[];
      readonly onMissing: OnMissing | null;
      /** What Kestra shows of the execution with the secret's value in clear. */
      readonly shows: readonly string[];
    };

/** A flow with one call, `secret('KEY')`, at a place of its own. */
export interface Row extends Readonly<Record<Generation, Seen>> {
  readonly place: string;
  readonly flow: string;
  /** Its own trigger is to start it. */
  readonly byTrigger?: true;
}

const file = new URL('../../unit/flow/places.jsonl', import.meta.url);

/** The rows of the project's data: one JSON object a line. */
export function readRows(): readonly Row[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

/** Rejects where the file cannot be written. */
export function writeRows(rows: readonly Row[]): Promise<void> {
  return writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}
