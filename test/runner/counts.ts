import { readFile, writeFile } from 'node:fs/promises';

/** How many tests of a suite came out how. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed and did not in a second run, a line a file with its tests: a race that is there, though nothing failed in the end. */
  readonly flaky?: readonly string[];
  /** A line for each test that failed: they are printed once more at the end, where a long output is cut. */
  readonly failures?: readonly string[];
}

/** For what stands or falls as a whole. */
export const oneFailed: Counts = { passed: 0, failed: 1, skipped: 0 };
export const oneSkipped: Counts = { passed: 0, failed: 0, skipped: 1 };

export function sum(all: readonly Counts[]): Counts {
  const total = (pick: (counts: Counts) => number) => all.reduce((so, counts) => so + pick(counts), 0);
  const flaky = all.flatMap((counts) => counts.flaky ?? []);
  const failures = all.flatMap((counts) => counts.failures ?? []);
  return {
    passed: total((counts) => counts.passed),
    failed: total((counts) => counts.failed),
    skipped: total((counts) => counts.skipped),
    ...(flaky.length > 0 ? { flaky } : {}),
    ...(failures.length > 0 ? { failures } : {}),
  };
}

/** `12 passed, 0 failed`, and the skipped where there are any. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Leaves a suite's verdict for the process that started it. No file, no verdict. */
export function writeCounts(file: string, counts: Counts): Promise<void> {
  return writeFile(file, JSON.stringify(counts));
}

/** The verdict a suite left, or null where it ended without one. */
export async function readCounts(file: string): Promise<Counts | null> {
  const json: unknown = await readFile(file, 'utf8')
    .then((text): unknown => JSON.parse(text))
    .catch(() => null); // absent, or cut off
  if (typeof json !== 'object' || json === null) return null;
  const entries = new Map(Object.entries(json));
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map((name) =>
    Number(entries.get(name) ?? NaN),
  );
  if (passed === undefined || failed === undefined || skipped === undefined) return null;
  if (![passed, failed, skipped].every(Number.isInteger)) return null;
  const listed: unknown = entries.get('failures');
  const failures = Array.isArray(listed) ? listed.filter((line) => typeof line === 'string') : [];
  return sum([{ passed, failed, skipped, failures }]);
}

/** The counts of a file that was run once more; what failed in the first run alone is told as flaky. */
export function secondCounts(name: string, first: Counts, second: Counts): Counts {
  const again = second.failures ?? [];
  const gone = (first.failures ?? []).filter((line) => !again.includes(line));
  if (gone.length === 0 && second.failed > 0) return second;
  return { ...second, flaky: [gone.length === 0 ? name : `${name} (${gone.join('; ')})`] };
}

/** `flaky: a.test.ts (TITLE: MESSAGE)`, a line for each file of which something failed in its first run only. */
export function flakyLines({ flaky = [] }: Counts): readonly string[] {
  return flaky.map((line) => `flaky: ${line}`);
}

/** What a test that failed is called, with the first line of what it said. */
export function failureLine(title: string, error: unknown): string {
  const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return `${title}: ${message}`;
}

/** `failed: …`, a line for each test that failed. */
export function failureLines({ failures = [] }: Counts): readonly string[] {
  return failures.map((line) => `failed: ${line}`);
}
