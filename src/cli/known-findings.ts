import {
  compareWithBaseline,
  readBaseline,
  readOldBaseline,
  writeBaseline,
  type Baseline,
} from './baseline.ts';
import { brokenAnswers } from './exit-code.ts';
import { hasFailed } from './fail-on.ts';
import type { CliCommand } from './invocation.ts';
import type { Outcome } from './outcome.ts';

type CheckCommand = Extract<CliCommand, { readonly name: 'check' }>;

/** What the run's baseline knows; null: there is none, or none yet where it is to be written. */
export async function knownFindings(
  { baseline }: CheckCommand,
  signal: AbortSignal,
): Promise<Baseline | null> {
  if (baseline === null) return null;
  return baseline.update ? readOldBaseline(baseline.file, signal) : readBaseline(baseline.file, signal);
}

/**
 * The same check with what its baseline knows marked as such; and the baseline written, where that is wanted.
 * `isLookedAt`: whether the run would have found what is in a file.
 */
export async function applyBaseline(
  outcome: Outcome,
  command: CheckCommand,
  known: Baseline | null,
  isLookedAt: (file: string) => boolean,
  signal: AbortSignal,
): Promise<Outcome> {
  const { baseline, failOn, paths, since } = command;
  if (baseline === null) return outcome;
  if (baseline.update) {
    // What a backend did not say would be missing in it, and new the next time.
    if (signal.aborted || brokenAnswers(outcome).length > 0) {
      return { ...outcome, notes: [`${baseline.file} was not written, because not every backend answered.`] };
    }
  }
  const present =
    baseline.update || known === null
      ? await writeBaseline(baseline.file, outcome.document, known, isLookedAt)
      : known;
  const { document, gone } = compareWithBaseline(outcome.document, present);
  const isWhole = paths.length === 0 && since === null;
  return {
    ...outcome,
    document,
    failed: hasFailed(document, failOn),
    notes: isWhole && gone > 0 ? [goneWords(gone)] : [],
  };
}

function goneWords(count: number): string {
  const findings = count === 1 ? '1 finding' : `${String(count)} findings`;
  return `${findings} of the baseline ${count === 1 ? 'is' : 'are'} no longer there: --update-baseline removes ${count === 1 ? 'it' : 'them'}.`;
}
