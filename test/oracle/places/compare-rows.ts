import { isDeepStrictEqual } from 'node:util';
import type { Generation } from '../../../src/flow/places/types.ts';
import type { Engine } from '../engine.ts';
import type { Depth } from './ask-row.ts';
import { askRows } from './ask-rows.ts';
import type { Row, Seen } from './rows.ts';

export interface RowComparison {
  /** A sentence for each row that the engine treats otherwise than is written. */
  readonly differences: readonly string[];
  /** What the engine did, in the rows' order. */
  readonly seen: readonly Seen[];
}

/** Runs the flow of every row, and compares what is written there of this generation. */
export async function compareRows(
  engine: Engine,
  generation: Generation,
  rows: readonly Row[],
  depth: Depth,
): Promise<RowComparison> {
  const seen = await askRows(engine, rows, depth);
  const differences = rows.flatMap((row, index) => {
    const now = seen[index];
    const written = depth === 'rendered' ? withoutMissing(row[generation]) : row[generation];
    if (now === undefined || isDeepStrictEqual(now, written)) return [];
    return [`${row.place}: it is ${JSON.stringify(now)}, and written is ${JSON.stringify(written)}`];
  });
  return { differences, seen };
}

function withoutMissing(seen: Seen): Seen {
  return 'refused' in seen ? seen : { ...seen, onMissing: null };
}
