import * as l10n from '@vscode/l10n';
import { verdictWords } from '../../language/index.ts';
import type { JsonDocument, JsonSummary } from '../document.ts';
import { createStyle, type Style } from './style.ts';

/** One line of what a check found; null where the document is of no check. */
export function summaryLine(document: JsonDocument, style: Style = createStyle(false)): string | null {
  const { summary, problems = [] } = document;
  if (summary === undefined) return null;
  const counts = (['resolvable', 'missing', 'hidden', 'unknown'] as const)
    .filter((verdict) => summary[verdict] > 0)
    .map((verdict) => {
      const word = verdict === 'unknown' ? 'unknown' : verdictWords(verdict).toLowerCase();
      const text = `${String(summary[verdict])} ${word}`;
      if (verdict === 'resolvable') return style.good(text);
      return verdict === 'missing' ? style.bad(text) : style.careful(text);
    });
  const total = l10n.t(
    '{0} in {1}',
    plural(summary.references, 'reference'),
    plural(summary.files, 'flow file'),
  );
  const errors = problems.filter(({ severity, suppressed }) => severity === 'error' && !suppressed).length;
  return (
    [total, ...(counts.length === 0 ? [] : [counts.join(', ')])].join(': ') +
    failing(errors) +
    ignoring(summary) +
    inBaseline(document)
  );
}

/** Errors count beside the verdicts: a call that fails has none, and makes the check fail all the same. */
function failing(errors: number): string {
  return errors === 0 ? '' : l10n.t('; {0}', plural(errors, 'error'));
}

/** What is not printed is counted at least. */
function ignoring({ suppressed }: JsonSummary): string {
  return suppressed === 0 ? '' : l10n.t('; {0} ignored', plural(suppressed, 'problem'));
}

/** What the baseline knows is counted among the verdicts, and not among the errors. */
function inBaseline({ references = [], problems = [] }: JsonDocument): string {
  const known =
    problems.filter(({ suppressedBy }) => suppressedBy === 'baseline').length +
    references.filter(({ suppressedBy }) => suppressedBy === 'baseline').length;
  return known === 0 ? '' : `; ${plural(known, 'finding')} in the baseline`;
}

function plural(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}
