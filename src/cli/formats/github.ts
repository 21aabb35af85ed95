import { printable } from '../../language/index.ts';
import type { Severity } from '../../ports/problem.ts';
import type { JsonDocument, JsonProblem } from '../document.ts';

const commands: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** So many of each kind GitHub shows of one step; the others stand in its log. */
const shownOfKind = 10;

/**
 * The problems as workflow commands, one a line: GitHub's runner shows them as annotations beside the text. Before them
 * one that says how many GitHub does not show.
 */
export function asGitHub({ problems = [] }: JsonDocument): string {
  const shown = problems.filter(({ suppressed }) => !suppressed);
  return [...notShown(shown), ...shown.map(annotationOf)].map((line) => `${line}\n`).join('');
}

function notShown(problems: readonly JsonProblem[]): string[] {
  const counts = (['error', 'warning', 'notice'] as const).map((kind) => ({
    kind,
    count: problems.filter(({ severity }) => commands[severity] === kind).length,
  }));
  if (counts.every(({ count }) => count <= shownOfKind)) return [];
  // The one that says so is a notice, too.
  const rest = counts.map(({ kind, count }) => count - (kind === 'notice' ? shownOfKind - 1 : shownOfKind));
  const more = rest.filter((each) => each > 0).reduce((sum, each) => sum + each, 0);
  return [
    `::notice title=kestra-secrets::and ${String(more)} more: see the log (GitHub shows ${String(shownOfKind)} errors, ${String(shownOfKind)} warnings and ${String(shownOfKind)} notices of a step)`,
  ];
}

function annotationOf({ severity, code, message, ...place }: JsonProblem): string {
  const { file, line, column, endLine, endColumn } = place;
  const properties = [
    ['file', file],
    ['line', line],
    ['endLine', endLine],
    // Columns are told of one line only.
    ...(line === endLine
      ? [
          ['col', column],
          ['endColumn', endColumn],
        ]
      : []),
    ['title', code],
  ]
    .flatMap(([name, value]) => (value === null ? [] : [`${String(name)}=${escapedProperty(String(value))}`]))
    .join(',');
  return `::${commands[severity]} ${properties}::${escapeForCommand(message)}`;
}

/** Line breaks have an escape of their own, which the runner undoes. */
function escapeForCommand(text: string): string {
  return text
    .replace(/[^\r\n]+/g, printable)
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapeForCommand(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
