import { Composer, Lexer, Parser, isScalar, visit, type CST, type Document } from 'yaml';
import type { TextRange } from '../../ports/text.ts';
import { countSteps } from '../steps.ts';
import type { Stretches } from '../stretches.ts';
import { causeOf, type Mistake } from './mistake-causes.ts';
import { indentOf, lineAt, nextWrittenLine } from './text-lines.ts';
import { deepest } from './rendered.ts';

/** More mistakes than this are not told of one document. */
const most = 10;

/** So many characters are read again at most, to find what is no consequence of what was found before. */
const readAgain = 128_000;

/**
 * What is wrong with the YAML of one document, each mistake once and at its cause, in the order of the text. What is
 * said further down because of it is left out: after each mistake the rest is read as if it were not there. `certain`
 * are mistakes, `suspected` some only if anything is wrong at all. Never throws.
 */
export function* mistakesIn(
  text: string,
  certain: readonly Mistake[],
  suspected: readonly Mistake[],
): Stretches<Mistake[]> {
  let rest = certain.reduce(without, text);
  let read = yield* readWhole(rest);
  if (read === null) return [...certain];
  const found = [...certain];
  if (read.errors.length > 0) {
    for (const mistake of suspected) found.push(mistake);
    rest = suspected.reduce(without, rest);
    yield;
    read = yield* readWhole(rest);
  }
  let last: Mistake | null = null;
  let budget = readAgain;
  while (read !== null && read.errors.length > 0 && found.length < most && budget > 0) {
    const [first] = read.errors;
    if (first === undefined) break;
    yield;
    const cause = causeOf(first, rest);
    if (!isConsequence(text, rest, cause, last)) found.push(cause);
    const next = without(rest, cause);
    if (next === rest) break;
    last = cause;
    rest = next;
    budget -= rest.length;
    yield;
    read = yield* readWhole(rest);
  }
  if (read?.errors.length === 0)
    for (const mistake of read.documents.flatMap(repeatedKeys)) found.push(mistake);
  return found.sort((one, other) => one.range.start - other.range.start);
}

interface Read {
  readonly documents: readonly Document[];
  readonly errors: Document['errors'];
}

/** So many lexemes are put together at one stretch; a line has ten or so. */
const lexemesAtOnce = 5000;

/** As `parseAllDocuments` of the library does it; null: it is nested too deeply to be read. */
function* readWhole(text: string): Stretches<Read | null> {
  countSteps(text.length);
  if (isTooDeep(text)) return null;
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  try {
    for (const lexeme of new Lexer().lex(text)) {
      for (const token of parser.next(lexeme)) tokens.push(token);
      lexemes += 1;
      if (lexemes % lexemesAtOnce === 0) yield;
    }
    for (const token of parser.end()) tokens.push(token);
  } catch {
    return null;
  }
  if (lexemes >= lexemesAtOnce) yield;
  return composeAll(tokens);
}

function composeAll(tokens: readonly CST.Token[]): Read | null {
  const { stackTraceLimit } = Error;
  // Each error of many would write down where it was made, which takes longer than all of the reading.
  Error.stackTraceLimit = 0;
  try {
    const documents = [...new Composer({ uniqueKeys: false, logLevel: 'silent' }).compose(tokens)];
    const errors = documents.flatMap((document) => document.errors);
    return { documents, errors: errors.sort((one, other) => one.pos[0] - other.pos[0]) };
  } catch {
    return null;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Whether the library would call itself too often: for every bracket within a bracket, and every dash behind a dash. */
function isTooDeep(text: string): boolean {
  let open = 0;
  for (const [mark] of text.matchAll(/[[\]{}]|(?:[-?:][ \t]+){200}/g)) {
    if (mark.length > 1) return true;
    open = Math.max(0, open + (mark === '[' || mark === '{' ? 1 : -1));
    if (open > deepest) return true;
  }
  return false;
}

/** Whether what is wrong follows from the mistake before it: on the same line, or on the next that is left. */
function isConsequence(text: string, rest: string, cause: Mistake, last: Mistake | null): boolean {
  if (last === null) return false;
  const line = lineAt(text, cause.range.start);
  const before = lineAt(text, last.range.start);
  if (line.start === before.start) return true;
  if (last.kind !== 'indent' && last.kind !== 'tab' && last.kind !== 'dash' && last.kind !== 'other')
    return false;
  return nextWrittenLine(rest, before.end) === line.start;
}

/** The text as if the mistake were not in it; of the same length. */
function without(text: string, { kind, range }: Mistake): string {
  const { start, end } = range;
  switch (kind) {
    case 'no-colon':
      return `${text.slice(0, end - 1)}:${text.slice(end)}`;
    case 'escape':
      return `${text.slice(0, start)}${'x'.repeat(end - start)}${text.slice(end)}`;
    case 'indent':
    case 'dash':
      return blankOut(text, { start: lineAt(text, start).start, end: blockEnd(text, start) });
    case 'tab':
      return blankOut(text, lineAt(text, start));
    case 'no-quotes':
    case 'torn-quotes':
    case 'open-quote':
    case 'open-bracket':
    case 'two-colons':
    case 'reserved':
    case 'repeated-key':
    case 'other':
      return blankOut(text, range);
  }
}

function blankOut(text: string, { start, end }: TextRange): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}

/** Where the lines end that are indented more than the one at a place, which they may belong to. */
function blockEnd(text: string, at: number): number {
  const first = lineAt(text, at);
  const indent = indentOf(text, first.start);
  let { end } = first;
  for (let next = nextWrittenLine(text, end); next !== null; next = nextWrittenLine(text, end)) {
    if (indentOf(text, next) <= indent) break;
    ({ end } = lineAt(text, next));
  }
  return end;
}

function repeatedKeys(document: Document): Mistake[] {
  const found: Mistake[] = [];
  visit(document, {
    Map(_, map) {
      const keys = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key) || key.value === null || key.value === '<<') continue;
        const [start, end] = key.range ?? [0, 0];
        if (keys.has(key.value)) found.push({ kind: 'repeated-key', range: { start, end } });
        keys.add(key.value);
      }
    },
  });
  return found;
}
