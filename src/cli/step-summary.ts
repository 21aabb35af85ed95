import { appendToFile } from '../host/index.ts';
import { printable } from '../language/index.ts';
import type { JsonDocument, JsonProblem } from './document.ts';
import { summaryLine } from './formats/summary.ts';

/** So many rows are read; GitHub takes a megabyte of all steps. */
const mostRows = 100;

/**
 * Adds what a check found to the summary that GitHub shows of a job, in Markdown, where `file` is the one it names. False:
 * it cannot be written.
 */
export async function addStepSummary(document: JsonDocument, file: string): Promise<boolean> {
  const text = stepSummary(document);
  return text === null || appendToFile(file, text);
}

/** null: the document is of no check. */
export function stepSummary(document: JsonDocument): string | null {
  const summary = summaryLine(document);
  if (summary === null) return null;
  const problems = (document.problems ?? []).filter(({ suppressed }) => !suppressed);
  const more = problems.length - mostRows;
  const lines = [
    '### Kestra Secrets',
    '',
    summary,
    ...(problems.length === 0
      ? []
      : ['', '| where | severity | code | problem |', '| --- | --- | --- | --- |']),
    ...problems.slice(0, mostRows).map(rowOf),
    ...(more > 0 ? ['', `and ${String(more)} more: see the log`] : []),
    '',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function rowOf({ file, line, severity, code, message }: JsonProblem): string {
  const place = file === null ? '' : `${file}${line === null ? '' : `:${String(line)}`}`;
  return `| ${cellText(place)} | ${severity} | ${code} | ${cellText(message)} |`;
}

/** As code: a name from a store is then no link, no markup and no mention of somebody; nor does it end the cell. */
function cellText(text: string): string {
  return text === '' ? '' : `\`${printable(text).replaceAll('`', "'").replaceAll('|', '¦')}\``;
}
