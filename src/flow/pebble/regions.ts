import { countSteps } from '../steps.ts';
import { skipJavaSpace } from './characters.ts';
import { halfTypedString, quoteSearch, type QuoteSearch } from './half-typed-strings.ts';
import { verbatimEnd, verbatimStart } from './lexer.ts';
import type { Quote, Token, TokenType } from './tokens.ts';
import { closerOf, closingBrackets, openingBrackets, punctuation, wordAt } from './words.ts';

/** A part of a text that may be half typed: `{{ … }}`, `{% … %}`, or one in which nothing is evaluated. */
export interface Region {
  readonly kind: 'print' | 'execute' | 'comment' | 'verbatim';
  /** Where its opening delimiter begins. */
  readonly start: number;
  /** Where its closing delimiter begins; where it has none, where it was taken to end. */
  readonly bodyEnd: number;
  /** After its closing delimiter, if any. */
  readonly end: number;
  readonly closed: boolean;
  /** Without the delimiters; none of a comment or a verbatim block. */
  readonly tokens: readonly Token[];
}

/**
 * The parts of a text in any state, in its order. One that is never closed ends with the line it begins on, or with
 * that of the `cursor` in it: what stands below is more likely another text.
 */
export function regionsOf(text: string, cursor = -1): Region[] {
  const regions: Region[] = [];
  // An end that is not found once is not there later either.
  let verbatimCloses = true;
  let commentCloses = true;
  const lineEnd = forwards(text, '\n');
  const interpolation = forwards(text, '#{');
  const closingQuote = quoteSearch(text);
  let start = nextOpening(text, 0);
  while (start !== -1) {
    let region: Region | null = null;
    if (text[start + 1] === '#') {
      region = readComment(text, start, commentCloses, lineEnd);
      commentCloses = region.closed;
    } else if (text[start + 1] === '%' && verbatimCloses) {
      const body = verbatimStart(text, skipMark(text, start + 2));
      region = body === -1 ? null : readVerbatim(text, start, body);
      verbatimCloses = region !== null || body === -1;
    }
    region ??= readRegion({ text, lineEnd, interpolation, closingQuote }, start, cursor);
    regions.push(region);
    start = nextOpening(text, region.end);
  }
  return regions;
}

/** The next `{{`, `{%` or `{#`, or -1. */
function nextOpening(text: string, from: number): number {
  let open = text.indexOf('{', from);
  while (open !== -1 && !isOpening(text, open)) open = text.indexOf('{', open + 1);
  return open;
}

function isOpening(text: string, index: number): boolean {
  return text[index] === '{' && '{%#'.includes(text.charAt(index + 1) || ' ');
}

function readComment(text: string, start: number, closes: boolean, lineEnd: ForwardSearch): Region {
  const close = closes ? text.indexOf('#}', start + 2) : -1;
  return close === -1
    ? { kind: 'comment', start, ...unclosedEnds(lineEnd(start)), tokens: [] }
    : { kind: 'comment', start, bodyEnd: close, end: close + 2, closed: true, tokens: [] };
}

function readVerbatim(text: string, start: number, body: number): Region | null {
  const end = verbatimEnd(text, body);
  return end === -1 ? null : { kind: 'verbatim', start, bodyEnd: end, end, closed: true, tokens: [] };
}

function unclosedEnds(end: number): Pick<Region, 'bodyEnd' | 'end' | 'closed'> {
  return { bodyEnd: end, end, closed: false };
}

function skipMark(text: string, index: number): number {
  return text[index] === '-' ? index + 1 : index;
}

/** Where something stands next from a place on; the text's length where it does not. */
type ForwardSearch = (from: number) => number;

/** A search that is made once for all places in between: they are mostly asked for in the text's order. */
function forwards(text: string, what: string): ForwardSearch {
  let from = 0;
  let next = -1;
  return (index) => {
    if (index < from || index > next) {
      from = index;
      const found = text.indexOf(what, index);
      next = found === -1 ? text.length : found;
      countSteps(1 + next - from);
    }
    return next;
  };
}

/** A text and what is searched in it. */
interface Searched {
  readonly text: string;
  readonly lineEnd: ForwardSearch;
  readonly interpolation: ForwardSearch;
  readonly closingQuote: QuoteSearch;
}

interface RegionReading {
  readonly searched: Searched;
  readonly text: string;
  readonly closer: string;
  readonly tokens: Token[];
  /** Open brackets, innermost last; `"` for a string with interpolations. */
  readonly brackets: string[];
  index: number;
  /** Where the line that was last looked at ends, or is no longer looked at. */
  lookedTo: number;
  /** Where the region ends at the latest: with the line on which a string was left open. */
  limit: number;
}

/** A string of a half-typed expression is followed so far, in characters; bounds the time a hostile line takes. */
const longestString = 4096;

function readRegion(searched: Searched, start: number, cursor: number): Region {
  const { text, lineEnd } = searched;
  const kind = text[start + 1] === '{' ? 'print' : 'execute';
  const reading: RegionReading = {
    searched,
    text,
    closer: kind === 'print' ? '}}' : '%}',
    tokens: [],
    brackets: [],
    index: start + 2,
    lookedTo: 0,
    limit: text.length,
  };
  const { tokens } = reading;
  for (;;) {
    reading.index = skipJavaSpace(text, reading.index);
    const { index } = reading;
    const closer = index < reading.limit ? closerAt(reading) : 0;
    if (closer > 0) return { kind, start, bodyEnd: index, end: index + closer, closed: true, tokens };
    // Where another expression begins, this one was left unfinished.
    if (index >= reading.limit || (isOpening(text, index) && index > start + 2)) {
      const limit = Math.min(index, reading.limit);
      const end = Math.min(limit, lineEnd(cursor >= start && cursor <= limit ? cursor : start));
      return { kind, start, ...unclosedEnds(end), tokens: tokens.filter((token) => token.end <= end) };
    }
    readToken(reading);
  }
}

/** The length of the closing delimiter that stands here, or 0; braces of a map that are open take theirs first. */
function closerAt({ text, index, closer, brackets }: RegionReading): number {
  if (text[index] === '-' && text.startsWith(closer, index + 1)) return closer.length + 1;
  if (!text.startsWith(closer, index) || brackets.at(-1) === '#{') return 0;
  if (closer === '%}') return closer.length;
  const near = brackets.slice(-deepestClose);
  const brace = near.lastIndexOf('{');
  const isOne = near.indexOf('{') === brace;
  return brace === -1 || (isOne && text[index + 2] !== '}') ? closer.length : 0;
}

function readToken(reading: RegionReading): void {
  countSteps(1);
  const { text, index, brackets } = reading;
  const word = wordAt(text, index);
  if (word !== null) {
    reading.tokens.push(word);
    reading.index = word.end;
    return;
  }
  const char = text.charAt(index);
  if (char === '"' && brackets.at(-1) === '"') {
    brackets.pop();
    reading.index = index + 1;
  } else if (char === "'" || char === '"') {
    readString(reading, char);
  } else if (!punctuation.includes(char)) {
    reading.index = index + 1;
  } else if (closingBrackets.includes(char)) {
    closeBracket(reading, char);
  } else {
    if (openingBrackets.includes(char)) brackets.push(char);
    push(reading, 'punctuation', index + 1);
  }
}

function closeBracket(reading: RegionReading, char: string): void {
  const { brackets, index } = reading;
  if (char === '}' && brackets.at(-1) === '#{') {
    brackets.pop();
    push(reading, 'interpolation-end', index + 1);
    readPieces(reading);
    return;
  }
  const near = brackets.slice(-deepestClose);
  const open = near.findLastIndex((bracket) => closerOf(bracket) === char);
  countSteps(near.length);
  if (open !== -1) brackets.length += open - near.length;
  push(reading, 'punctuation', index + 1);
}

/** A closing bracket closes one that is open around so many others at most. */
const deepestClose = 64;

function readString(reading: RegionReading, quote: Quote): void {
  const { text, index, brackets } = reading;
  if (reading.lookedTo <= index) {
    reading.lookedTo = Math.min(reading.searched.lineEnd(index), index + longestString);
  }
  const token = halfTypedString(text, index, quote, reading.lookedTo, reading.searched.closingQuote);
  const closed = token.string?.closed === true;
  if (quote === '"' && reading.searched.interpolation(index) + 2 <= (closed ? token.end : reading.lookedTo)) {
    brackets.push('"');
    reading.index = index + 1;
    readPieces(reading);
    return;
  }
  reading.tokens.push(token);
  reading.index = token.end;
  // What follows on the line may still close the call; the next line is another text.
  if (!closed) reading.limit = Math.min(reading.limit, reading.lookedTo);
}

/** A double-quoted string up to its next `#{`, or past its closing quote. */
function readPieces(reading: RegionReading): void {
  const { text, brackets } = reading;
  const start = reading.index;
  let end = start;
  while (end < text.length && text[end] !== '"' && text[end] !== '\n' && !text.startsWith('#{', end)) {
    end += text[end] === '\\' ? 2 : 1;
  }
  end = Math.min(end, text.length);
  if (end > start) {
    reading.tokens.push({
      type: 'string',
      start,
      end,
      value: text.slice(start, end),
      string: { quote: '"', contentStart: start, contentEnd: end, closed: text[end] === '"' },
    });
  }
  reading.index = end;
  if (text.startsWith('#{', end)) {
    push(reading, 'interpolation-start', end + 2);
    brackets.push('#{');
    return;
  }
  const open = brackets.lastIndexOf('"');
  if (open !== -1) brackets.length = open;
  if (text[end] === '"') reading.index = end + 1;
}

function push(reading: RegionReading, type: TokenType, end: number): void {
  const { text, index, tokens } = reading;
  tokens.push({ type, start: index, end, value: text.slice(index, end) });
  reading.index = end;
}
