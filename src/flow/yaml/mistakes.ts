import {
  Composer,
  Lexer,
  Parser,
  isCollection,
  isScalar,
  visit,
  type CST,
  type Document,
  type Range,
} from 'yaml';
import type { TextRange } from '../../ports/text.ts';
import { countSteps } from '../steps.ts';
import type { Stretches } from '../stretches.ts';
import { causeOf, type Mistake } from './mistake-causes.ts';
import { indentOf, lineAt, nextWrittenLine } from './text-lines.ts';
import { watchReader, type ReaderWatch } from './reader-mistakes.ts';
import { deepest } from './frames.ts';

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
  const watch = watchReader(rest);
  let read = yield* readWhole(rest, watch);
  if (read === null) return [...certain];
  const found = [...certain, ...firstOfTabs(text, watch.mistakes)];
  if (watch.mistakes.length > 0) {
    rest = watch.mistakes.reduce(without, rest);
    yield;
    read = yield* readWhole(rest);
    if (read === null) return found;
  }
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
    if (![last, ...found].some((before) => isConsequence(text, rest, cause, before))) found.push(cause);
    const next = without(rest, cause);
    if (next === rest) break;
    last = cause;
    rest = next;
    budget -= rest.length;
    yield;
    read = yield* readWhole(rest);
  }
  if (read?.errors.length === 0)
    for (const mistake of read.documents.flatMap((document) => badKeys(document, rest))) found.push(mistake);
  return found.sort((one, other) => one.range.start - other.range.start);
}

interface Read {
  readonly documents: readonly Document[];
  readonly errors: Document['errors'];
}

/** So many lexemes are put together at one stretch; a line has ten or so. */
const lexemesAtOnce = 5000;

/** As `parseAllDocuments` of the library does it; null: it is nested too deeply to be read. */
function* readWhole(text: string, watch: ReaderWatch | null = null): Stretches<Read | null> {
  countSteps(text.length);
  if (isTooDeep(text)) return null;
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  try {
    for (const lexeme of new Lexer().lex(text)) {
      watch?.see(lexeme);
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
    case 'key-no-text':
    case 'inner-tab':
    case 'unprintable':
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

/** Of lines one below the other that a tab indents, the first: it is one mistake. */
function firstOfTabs(text: string, mistakes: readonly Mistake[]): Mistake[] {
  const starts = new Set<number | null>();
  return mistakes.filter(({ kind, range }) => {
    if (kind !== 'tab') return true;
    const line = lineAt(text, range.start);
    const isNext = starts.has(line.start);
    starts.add(nextWrittenLine(text, line.end));
    return !isNext;
  });
}

/** Keys that stand twice in one map as they are written, and keys that are no text (Kestra: Jackson's YAMLParser). */
function badKeys(document: Document, text: string): Mistake[] {
  const found: Mistake[] = [];
  let badUntil = 0;
  visit(document, {
    Map(_, map) {
      // What is in a key that is no text has no keys of its own.
      if ((map.range?.[0] ?? 0) < badUntil) return visit.SKIP;
      const keys = new Set<unknown>();
      for (const { key } of map.items) {
        if (isCollection(key)) {
          const mistake = collectionAsKey(key, text);
          badUntil = mistake.range.end;
          found.push(mistake);
        }
        if (!isScalar(key) || key.range === undefined || key.range === null) continue;
        const [start, end] = key.range;
        const name = typeof key.value === 'string' ? key.value : text.slice(start, end);
        if (keys.has(name)) found.push({ kind: 'repeated-key', range: { start, end } });
        keys.add(name);
      }
      return undefined;
    },
  });
  return found;
}

function collectionAsKey({ range }: { readonly range?: Range | null }, text: string): Mistake {
  const [start, end] = range ?? [0, 0];
  return { kind: text.startsWith('{{', start) ? 'no-quotes' : 'key-no-text', range: { start, end } };
}
