import { skipJavaSpace } from './characters.ts';
import { halfTypedString } from './half-typed-strings.ts';
import { verbatimEnd, verbatimStart } from './lexer.ts';
import type { Quote, Token, TokenType } from './tokens.ts';
import { closerOf, closingBrackets, openingBrackets, punctuation, wordAt } from './words.ts';

/** A `{{ … }}` or `{% … %}` of a text that may be half typed. */
export interface Region {
  readonly kind: 'print' | 'execute';
  /** Where its opening delimiter begins. */
  readonly start: number;
  /** Where its closing delimiter begins; where it has none, where it was taken to end. */
  readonly bodyEnd: number;
  /** After its closing delimiter, if any. */
  readonly end: number;
  readonly closed: boolean;
  /** Without the delimiters. */
  readonly tokens: readonly Token[];
}

/** The expressions of a text in any state; those of comments and verbatim blocks are none. */
export function regionsOf(text: string): Region[] {
  const regions: Region[] = [];
  // An end that is not found once is not there later either.
  let verbatimCloses = true;
  let commentCloses = true;
  let index = 0;
  for (;;) {
    const start = text.indexOf('{', index);
    if (start === -1) return regions;
    const second = text[start + 1];
    index = start + 1;
    if (second === '#') {
      const close: number = commentCloses ? text.indexOf('#}', start + 2) : -1;
      commentCloses = close !== -1;
      index = close === -1 ? lineEnd(text, start) : close + 2;
    } else if (second === '{' || second === '%') {
      const body = second === '%' && verbatimCloses ? verbatimStart(text, skipMark(text, start + 2)) : -1;
      const verbatim = body === -1 ? -1 : verbatimEnd(text, body);
      if (body !== -1 && verbatim === -1) verbatimCloses = false;
      if (verbatim !== -1) {
        index = verbatim;
        continue;
      }
      const region = readRegion(text, start, second === '{' ? 'print' : 'execute');
      regions.push(region);
      index = region.end;
    }
  }
}

function skipMark(text: string, index: number): number {
  return text[index] === '-' ? index + 1 : index;
}

function lineEnd(text: string, index: number): number {
  const newline = text.indexOf('\n', index);
  return newline === -1 ? text.length : newline;
}

interface RegionReading {
  readonly text: string;
  readonly closer: string;
  readonly tokens: Token[];
  /** Open brackets, innermost last; `"` for a string with interpolations. */
  readonly brackets: string[];
  index: number;
  /** Where the line that was last looked at ends, or is no longer looked at. */
  lineEnd: number;
  /** Where the region ends at the latest: with the line on which a string was left open. */
  limit: number;
}

/** A string of a half-typed expression is followed so far, in characters; bounds the time a hostile line takes. */
const longestString = 4096;

function readRegion(text: string, start: number, kind: Region['kind']): Region {
  const reading: RegionReading = {
    text,
    closer: kind === 'print' ? '}}' : '%}',
    tokens: [],
    brackets: [],
    index: start + 2,
    lineEnd: 0,
    limit: text.length,
  };
  const finish = (bodyEnd: number, closed: boolean): Region => {
    const end = closed ? bodyEnd + 2 : bodyEnd;
    return { kind, start, bodyEnd, end, closed, tokens: reading.tokens };
  };
  for (;;) {
    const before = reading.index;
    reading.index = skipJavaSpace(text, before);
    const { index } = reading;
    if (index >= reading.limit) return finish(Math.max(before, Math.min(index, reading.limit)), false);
    if (closesRegion(reading)) return finish(index, true);
    // Another expression begins: this one was left unfinished.
    if (text[index] === '{' && '{%#'.includes(text.charAt(index + 1) || ' ') && index > start + 2) {
      return finish(index, false);
    }
    readToken(reading);
  }
}

/** Whether the closing delimiter stands here; braces of a map that are open take theirs first. */
function closesRegion({ text, index, closer, brackets }: RegionReading): boolean {
  if (text[index] === '-' && text.startsWith(closer, index + 1)) return true;
  if (!text.startsWith(closer, index) || brackets.at(-1) === '#{') return false;
  if (closer === '%}') return true;
  const braces = brackets.filter((bracket) => bracket === '{').length;
  return braces === 0 || (braces === 1 && text[index + 2] !== '}');
}

function readToken(reading: RegionReading): void {
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
  const open = brackets.findLastIndex((bracket) => closerOf(bracket) === char);
  if (open !== -1) brackets.length = open;
  push(reading, 'punctuation', index + 1);
}

function readString(reading: RegionReading, quote: Quote): void {
  const { text, index, brackets } = reading;
  if (reading.lineEnd <= index) reading.lineEnd = Math.min(lineEnd(text, index), index + longestString);
  const token = halfTypedString(text, index, quote, reading.lineEnd);
  const closed = token.string?.closed === true;
  if (quote === '"' && text.slice(index, closed ? token.end : reading.lineEnd).includes('#{')) {
    brackets.push('"');
    reading.index = index + 1;
    readPieces(reading);
    return;
  }
  reading.tokens.push(token);
  reading.index = token.end;
  // What follows on the line may still close the call; the next line is another text.
  if (!closed) reading.limit = Math.min(reading.limit, reading.lineEnd);
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
