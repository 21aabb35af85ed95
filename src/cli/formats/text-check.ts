import type { ReasonCode } from '../../catalog/index.ts';
import { printable } from '../../language/index.ts';
import type { JsonDocument, JsonProblem, JsonReference } from '../document.ts';
import { explainedReferences } from '../fail-on.ts';
import type { Style } from './style.ts';
import { summaryLine } from './summary.ts';

interface ProblemLine {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** Every problem, and every reference of which nobody can tell; what resolves is counted only. */
export function checkLines(document: JsonDocument, style: Style): string[] {
  const { references = [] } = document;
  const problems = (document.problems ?? []).filter(({ suppressed }) => !suppressed);
  const explained = explainedReferences(document.problems ?? []);
  const open = alikes(
    references.filter(
      ({ verdict, suppressed }, index) =>
        verdict === 'unknown' && suppressed !== true && !explained.has(index),
    ),
  );
  const found = [
    ...problems.map((problem) => problemLine(problem, style)),
    ...open.flatMap((alike) => (alike.length === 1 ? alike.map((each) => unknownLine(each, style)) : [])),
  ].sort(byPlace);
  const summary = summaryLine(document, style);
  return [
    ...found.map(({ text }) => text),
    ...open.filter(({ length }) => length > 1).map((alike) => alikeLine(alike, style)),
    ...(summary === null ? [] : [summary]),
  ];
}

function problemLine(problem: JsonProblem, style: Style): ProblemLine {
  const place = { file: problem.file ?? '', line: problem.line ?? 0, column: problem.column ?? 0 };
  const severity = problem.severity === 'error' ? style.bad('error') : severityWord(problem, style);
  return {
    ...place,
    text: `${placeWords(place, style)}${severity}  ${printable(problem.message)}  ${style.quiet(problem.code)}`,
  };
}

function severityWord(problem: JsonProblem, style: Style): string {
  return problem.severity === 'warning' ? style.careful('warning') : style.quiet(problem.severity);
}

function unknownLine(reference: JsonReference, style: Style): ProblemLine {
  return {
    ...reference,
    text: `${placeWords(reference, style)}${style.quiet('unknown')}  ${printable(reference.reason)}  ${style.quiet(reference.reasonCode)}`,
  };
}

/** What tells of a backend or of the folder, and not of the one name: it is said once, however many ask. */
const notOfName: ReadonlySet<ReasonCode> = new Set([
  'backend-failed',
  'incomplete-list',
  'no-configuration',
  'not-approved',
  'not-trusted',
  'offline',
  'unsupported-backend',
]);

/** Those of several names for which one sentence says why nobody can tell; any other is alone. */
function alikes(references: readonly JsonReference[]): readonly (readonly JsonReference[])[] {
  const groups = new Map<string, JsonReference[]>();
  for (const [index, reference] of references.entries()) {
    const { reason, reasonCode } = reference;
    const way = notOfName.has(reasonCode) ? JSON.stringify([reasonCode, reason]) : String(index);
    const group = groups.get(way);
    if (group === undefined) groups.set(way, [reference]);
    else group.push(reference);
  }
  return [...groups.values()].flatMap((group) =>
    isOfOneName(group) ? group.map((each) => [each]) : [group],
  );
}

/** A sentence on one name may be about that name: then its places count. */
function isOfOneName([first, ...others]: readonly JsonReference[]): boolean {
  return others.every(({ name }) => name === first?.name);
}

function alikeLine(alike: readonly JsonReference[], style: Style): string {
  const [{ reason, reasonCode } = { reason: '', reasonCode: '' }] = alike;
  const count = `${String(alike.length)} references could not be checked: `;
  return `${style.quiet('unknown')}  ${count}${printable(reason)}  ${style.quiet(reasonCode)}`;
}

function placeWords(place: Omit<ProblemLine, 'text'>, style: Style): string {
  if (place.file === '') return '';
  const position = place.line === 0 ? '' : `:${String(place.line)}:${String(place.column)}`;
  return `${style.strong(printable(place.file))}${position}  `;
}

function byPlace(one: ProblemLine, other: ProblemLine): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}
