import * as l10n from '@vscode/l10n';
import type { TextRange } from '../ports/text.ts';
import { isRenderedFile } from './rendered-files.ts';
import { yamlOf } from './read-flow.ts';
import { mentionsSecret, wordsOfCalls } from './references.ts';
import { doAtOnce, type Stretches } from './stretches.ts';
import type { FlowFile, FlowProblem } from './types.ts';
import { structureProblems } from './yaml-structure.ts';
import { looksLikeFlow } from './yaml/broken-flow.ts';
import { decodeFlowScalar } from './yaml/flow-scalars.ts';
import { mistakesIn } from './yaml/mistakes.ts';
import type { Mistake, MistakeKind } from './yaml/mistake-causes.ts';
import type { FoundScalar } from './yaml/scan.ts';
import type { YamlDocument } from './yaml/syntax.ts';
import { lineAt, nextWrittenLine, trimLine } from './yaml/text-lines.ts';

/** Longer documents are not read a second time for their mistakes: what the scanner saw of them is told. Characters. */
export const longestReadTwice = 64_000;

const known = new WeakMap<FlowFile, readonly FlowProblem[]>();

/**
 * The mistakes in the YAML of those flows of a file that may ask for a secret, each once and at its cause, and what Kestra
 * makes of the YAML of any flow and its author does not mean, in the order of the text. They are no part of the documents, as the library that tells them is loaded for this alone.
 */
export function* yamlProblemsIn(file: FlowFile): Stretches<readonly FlowProblem[]> {
  const read = known.get(file);
  if (read !== undefined) return read;
  if (isRenderedFile(file)) return [];
  const problems: FlowProblem[] = [];
  const yaml = yamlOf(file);
  for (const [index, document] of yaml.documents.entries()) {
    const { isFlow, range } = document;
    const own = file.lines?.find(({ start, end }) => start < range.end && end > range.start);
    // Nobody knows the YAML of which a part is put in later.
    if (own !== undefined && own.holes.length > 0) continue;
    if (!isFlow && !looksLikeFlow(yaml.text.slice(range.start, range.end))) continue;
    const mistakes = yaml.isSimple ? [] : yield* syntaxProblems(yaml.text, document);
    const isFirst = index === 0 || (own !== undefined && isComments(yaml.text.slice(own.start, range.start)));
    const others = isFlow ? structureProblems(yaml.text, document, isFirst, mistakes) : [];
    for (const problem of [...mistakes, ...others]) problems.push(problem);
  }
  problems.sort((one, other) => one.range.start - other.range.start);
  known.set(file, problems);
  return problems;
}

function isComments(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:#|$)/.test(line));
}

/** Whether a file of flows asks for nothing, and nothing is to be told of it whatever Kestra runs it. */
export function asksAndTellsNothing(file: FlowFile): boolean {
  return (
    !mentionsSecret(file.text) &&
    wordsOfCalls(file.text).every((word) => !file.text.includes(word)) &&
    file.documents.every(({ pluginDefaults }) => pluginDefaults === null) &&
    doAtOnce(yamlProblemsIn(file)).length === 0
  );
}

/** The first thing that is wrong with the YAML of any text, at its cause and with its reason; null where nothing is. */
export function firstYamlMistake(
  text: string,
): { readonly range: TextRange; readonly reason: string | null } | null {
  const [first] = doAtOnce(mistakesIn(text, [], []));
  if (first === undefined) return null;
  const { range, kind } = first;
  return { range, reason: detailOf(kind, text.slice(range.start, range.end)) };
}

function* syntaxProblems(text: string, document: YamlDocument): Stretches<FlowProblem[]> {
  const { start, end } = document.range;
  const own = text.slice(start, end);
  if (!mentionsSecret(own)) return [];
  const scalars = document.parts.flatMap(({ base, segment }) =>
    segment.found.scalars.map((scalar) => ({
      scalar,
      range: { start: scalar.start + base - start, end: scalar.end + base - start },
    })),
  );
  const ofFault = (fault: FoundScalar['fault']) =>
    scalars.filter(({ scalar }) => scalar.fault === fault).map(({ range }) => range);
  const certain: Mistake[] = [
    ...ofFault('no-quotes').map((range) => ({ kind: 'no-quotes', range }) as const),
    ...ofFault('torn-quotes').map((range) => ({ kind: 'torn-quotes', range }) as const),
  ];
  const suspected: Mistake[] = scalars
    .filter(({ scalar, range }) => scalar.fault === null && isOpenQuote(own, scalar, range))
    .map(({ range }) => ({ kind: 'open-quote', range }));
  const mistakes =
    own.length > longestReadTwice
      ? [...certain, ...suspected, ...firstOfRows(own, ofFault('broken-line'))]
      : yield* mistakesIn(own, certain, suspected);
  return mistakes
    .sort((one, other) => one.range.start - other.range.start)
    .map((mistake) => problemOf(mistake, own, start));
}

function isOpenQuote(text: string, { style }: FoundScalar, { start, end }: TextRange): boolean {
  if (style !== 'single-quoted' && style !== 'double-quoted') return false;
  const quote = text.charAt(start);
  if (end - start < 2 || text[end - 1] !== quote) return true;
  // The last quote closes it, unless the one before makes it a part of the text.
  if (text[end - 2] !== quote && text[end - 2] !== '\\') return false;
  return !decodeFlowScalar(text, start, end, style).closed;
}

/** Of lines that do not fit one after another, the first: the others follow from it. */
function firstOfRows(text: string, ranges: readonly TextRange[]): Mistake[] {
  const found: Mistake[] = [];
  let expected: number | null = null;
  for (const range of ranges) {
    const line = lineAt(text, range.start);
    if (line.start !== expected) found.push({ kind: 'indent', range: trimLine(text, line) });
    expected = nextWrittenLine(text, line.end);
  }
  return found;
}

function problemOf({ kind, range }: Mistake, text: string, base: number): FlowProblem {
  const detail = detailOf(kind, text.slice(range.start, range.end));
  return {
    code: 'yaml-syntax',
    severity: 'error',
    range: { start: range.start + base, end: range.end + base },
    data: { ...(kind === 'no-quotes' ? { kind } : {}), ...(detail === null ? {} : { detail }) },
  };
}

function detailOf(kind: MistakeKind, written: string): string | null {
  switch (kind) {
    case 'no-quotes':
      return l10n.t('a value that begins with an expression needs quotes around it');
    case 'torn-quotes':
      return l10n.t('the value contains the same quotes that are around it; use the other kind inside');
    case 'open-quote':
      return l10n.t('this quote is not closed');
    case 'open-bracket':
      return l10n.t('this bracket is not closed');
    case 'indent':
      return l10n.t('this line is not indented like the lines it belongs to');
    case 'tab':
      return l10n.t('a tab cannot indent a line; use spaces');
    case 'inner-tab':
      return l10n.t('a tab is not allowed here; use a space');
    case 'unprintable':
      return l10n.t('this character is not allowed in YAML; in double quotes write its code');
    case 'dash':
      return l10n.t('a dash needs a space after it');
    case 'no-colon':
      return l10n.t('a key needs a colon and a space after it');
    case 'two-colons':
      return l10n.t('a text with a colon and a space in it needs quotes around it');
    case 'reserved':
      return l10n.t('a text that begins with {0} needs quotes around it', written.charAt(0));
    case 'escape':
      return l10n.t('{0} means nothing in double quotes; write the backslash twice', written);
    case 'repeated-key':
      return l10n.t('the key {0} is here twice', written);
    case 'key-no-text':
      return l10n.t('a key must be a text');
    case 'other':
      return null;
  }
}
