import { printable } from '../../language/index.ts';
import type { Severity } from '../../ports/problem.ts';
import type { JsonDocument, JsonProblem } from '../document.ts';

const commands: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** The problems as workflow commands, one a line: GitHub's runner shows them as annotations beside the text. */
export function asGitHub({ problems = [] }: JsonDocument): string {
  return problems
    .filter(({ suppressed }) => !suppressed)
    .map((problem) => `${annotationOf(problem)}\n`)
    .join('');
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
