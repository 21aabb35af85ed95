import pLimit from 'p-limit';
import type { Engine } from '../engine.ts';
import { type Depth, askRow } from './ask-row.ts';
import type { Row, Seen } from './rows.ts';

/** More than an engine answers at a time, so that a slow one keeps no other waiting. */
export const askedAtATime = 24;

/** Runs the flows of all rows, and gives what was seen in their order. */
export async function askRows(engine: Engine, rows: readonly Row[], depth: Depth): Promise<readonly Seen[]> {
  const inTurn = pLimit(askedAtATime);
  return Promise.all(rows.map((row, index) => inTurn(() => askRow(engine, row, `${index}`, depth))));
}
