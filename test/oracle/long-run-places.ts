import { compareRows } from './places/compare-rows.ts';
import { type Row, readRows, writeRows } from './places/rows.ts';
import { doWithEngines } from './with-engine.ts';

/**
 * Runs the flow of every place in the engines of both generations, with the secret and without it, and says which of
 * them are treated otherwise than is written; with `write`, what they do is written. False where one differs.
 */
export async function runPlaces(write: boolean): Promise<boolean> {
  let rows = readRows();
  const isWell = await doWithEngines(async (engine, generation) => {
    const { differences, seen } = await compareRows(engine, generation, rows, 'missing too');
    console.log([`${rows.length} places, ${differences.length} differ.`, ...differences].join('\n'));
    rows = rows.map((row, index): Row => ({ ...row, [generation]: seen[index] ?? row[generation] }));
    return differences.length === 0;
  });
  if (write) await writeRows(rows);
  return isWell;
}
