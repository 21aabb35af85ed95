import { CST, Lexer, type YAMLError } from 'yaml';
import type { TextRange } from '../../ports/text.ts';
import { indentOf, isOver, lineAt, nextWrittenLine, trimLine } from './text-lines.ts';

/** What somebody did wrong; each has a sentence of its own. */
export type MistakeKind =
  | 'no-quotes'
  | 'torn-quotes'
  | 'open-quote'
  | 'open-bracket'
  | 'indent'
  | 'tab'
  | 'inner-tab'
  | 'unprintable'
  | 'dash'
  | 'no-colon'
  | 'two-colons'
  | 'reserved'
  | 'escape'
  | 'repeated-key'
  | 'key-no-text'
  | 'other';

export interface Mistake {
  readonly kind: MistakeKind;
  readonly range: TextRange;
}

/** What is at fault for what `yaml` says, which it says where it cannot go on: that may be further down. */
export function causeOf(error: YAMLError, text: string): Mistake {
  const at = Math.min(error.pos[0], text.length);
  const bracket = openBracketAt(text, at);
  if (bracket !== -1 && lineAt(text, bracket).start !== lineAt(text, at).start) {
    return { kind: 'open-bracket', range: restOfLine(text, bracket) };
  }
  const { code, message } = error;
  if (code === 'TAB_AS_INDENT') return { kind: 'tab', range: wholeLine(text, at) };
  if (code === 'BAD_DQ_ESCAPE') {
    return { kind: 'escape', range: { start: at, end: Math.min(at + 2, text.length) } };
  }
  if (code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY') return causeOfLongKey(text, at);
  if (message.startsWith('Implicit map keys')) return { kind: 'no-colon', range: wholeLine(text, at) };
  if (code === 'MISSING_CHAR' || code === 'BAD_INDENT') return lineCause(text, at);
  const isReserved = code === 'BAD_SCALAR_START' || code === 'BAD_ALIAS' || isAlias(text, at);
  return { kind: isReserved ? 'reserved' : 'other', range: restOfLine(text, at) };
}

/** A key that goes on over lines, or that is a map: a line that lacks its colon, or one that is indented too much. */
function causeOfLongKey(text: string, at: number): Mistake {
  const { start, end } = lineAt(text, at);
  const before = text.slice(start, at);
  if (/^\s*$/.test(before) && text.slice(at, end).trim() === '') return lineCause(text, at);
  if (/^\s*(?:- +)*-?$/.test(before)) {
    return /^\s*-(?:\s|$)/.test(text.slice(at, end))
      ? lineCause(text, at)
      : { kind: 'no-colon', range: restOfLine(text, at) };
  }
  const next = nextWrittenLine(text, end);
  const keyColumn = /^(?:\s|- )*/.exec(before)?.[0].length ?? 0;
  return next !== null && indentOf(text, next) > keyColumn
    ? { kind: 'indent', range: wholeLine(text, next) }
    : { kind: 'two-colons', range: restOfLine(text, at) };
}

function lineCause(text: string, at: number): Mistake {
  const range = wholeLine(text, at);
  return { kind: /^-\w/.test(text.slice(range.start, range.end)) ? 'dash' : 'indent', range };
}

function isAlias(text: string, at: number): boolean {
  return text[at] === '*' || text[at] === '&';
}

/** What is written on a line, or on the last one before it that has anything. */
function wholeLine(text: string, at: number): TextRange {
  let line = lineAt(text, at);
  while (line.start > 0 && isOver(text, line)) line = lineAt(text, line.start - 1);
  return trimLine(text, line);
}

function restOfLine(text: string, at: number): TextRange {
  const { end } = lineAt(text, at);
  const range = trimLine(text, { start: at, end });
  return range.start < range.end ? range : wholeLine(text, at);
}

/** Where the outermost `[` or `{` stands that is open at a place; -1: none is. */
function openBracketAt(text: string, at: number): number {
  const open: number[] = [];
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (offset >= at) break;
    const type = CST.tokenType(token);
    if (type === 'flow-seq-start' || type === 'flow-map-start') open.push(offset);
    else if (type === 'flow-seq-end' || type === 'flow-map-end') open.pop();
    if (!isMark(token)) offset += token.length;
  }
  return open[0] ?? -1;
}

/** The lexer's own marks are no part of the text. */
function isMark(token: string): boolean {
  return token === CST.DOCUMENT || token === CST.FLOW_END || token === CST.SCALAR;
}
