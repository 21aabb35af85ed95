import type { TextRange } from '../ports/text.ts';
import type { Report } from './report.ts';

/**
 * How much one reading of a folder's configuration does at the most, so that no short text makes it endless: characters
 * that are read and that placeholders make, nodes of YAML and variables that are looked at, files that are opened. No folder that is
 * meant seriously comes near any of them.
 */
export const readingLimits: ReadingLimits = { characters: 8_000_000, nodes: 300_000, files: 2000 };

/**
 * How much of that is done where others wait for it, who are to wait 50 ms at the most: most folders have less, and to
 * start a thread for them would take longer.
 */
export const limitsAtOnce: ReadingLimits = { characters: 24_000, nodes: 5000, files: 200 };

export type Work = 'characters' | 'nodes' | 'files';
export type ReadingLimits = Readonly<Record<Work, number>>;

/** Where a reading came to its end. */
export interface BudgetPlace {
  readonly file: string;
  readonly range: TextRange;
}

/** What one reading may still do. Once it did too much it does no more: what is left out is not known, not absent. */
export interface Budget {
  /** Takes some of what is left; false, then and from then on, where that is not enough. The first such place is told. */
  spend(work: Work, amount: number, place: () => BudgetPlace): boolean;
  /** The file in which it was spent; null: it was not. */
  fileOverBudget(): string | null;
}

export function createBudget(report: Report, limits: ReadingLimits): Budget {
  const left: Record<Work, number> = { ...limits };
  let spentIn: string | null = null;
  return {
    spend(work, amount, place) {
      if (spentIn !== null) return false;
      left[work] -= amount;
      if (left[work] >= 0) return true;
      const { file, range } = place();
      spentIn = file;
      report({ code: 'too-large', severity: 'warning', file, range, data: { what: 'work' } });
      return false;
    },
    fileOverBudget: () => spentIn,
  };
}

/** What putting a variable into a text costs in characters: its own, and where each of its stretches came from. */
export function chargeOf({
  text,
  stretches,
}: {
  readonly text: string;
  readonly stretches: readonly unknown[];
}): number {
  return text.length + 16 * stretches.length;
}

/** The beginning of a file, for what concerns all of it. */
export function startOf(file: string): BudgetPlace {
  return { file, range: { start: 0, end: 0 } };
}
