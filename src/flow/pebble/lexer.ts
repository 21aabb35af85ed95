import * as l10n from '@vscode/l10n';
import { skipAsciiSpace, skipJavaSpace } from './characters.ts';
import { countSteps } from '../steps.ts';
import { plainStringEnd, stringPieceEnd, unescapeString } from './strings.ts';
import { PebbleSyntaxError, type Quote, type Token, type TokenType } from './tokens.ts';
import { closerOf, closingBrackets, openingBrackets, punctuation, wordAt } from './words.ts';

type State = 'data' | 'print' | 'execute' | 'string' | 'interpolation';

interface Lexing {
  readonly text: string;
  index: number;
  readonly tokens: Token[];
  readonly states: State[];
  /** Open brackets, double quotes and interpolations, innermost last. */
  readonly brackets: { readonly bracket: string; readonly start: number }[];
  /** Where the `{{` or `{%` stands that is being read. */
  regionStart: number;
}

/**
 * The tokens of a whole text, as Pebble's own lexer sees them (Pebble: `LexerImpl`); text between expressions yields
 * none. The last token is `end`. Throws a PebbleSyntaxError.
 */
export function lex(text: string): Token[] {
  const lexing: Lexing = { text, index: 0, tokens: [], states: ['data'], brackets: [], regionStart: 0 };
  while (lexing.index < text.length) lexOne(lexing, lexing.states.at(-1) ?? 'data');
  const open = lexing.brackets.at(-1);
  if (open !== undefined) throw unclosedError(open);
  const start = lexing.states.at(-1) === 'data' ? text.length : lexing.regionStart;
  lexing.tokens.push({ type: 'end', start, end: Math.min(start + 2, text.length), value: '' });
  return lexing.tokens;
}

function lexOne(lexing: Lexing, state: State): void {
  countSteps(1);
  switch (state) {
    case 'data':
      lexData(lexing);
      return;
    case 'print':
      if (!lexRegionEnd(lexing, '}}', 'print-end')) lexExpression(lexing);
      return;
    case 'execute':
      if (!lexRegionEnd(lexing, '%}', 'execute-end')) lexExpression(lexing);
      return;
    case 'string':
      lexStringPiece(lexing);
      return;
    case 'interpolation':
      if (!lexInterpolationEnd(lexing)) lexExpression(lexing);
      return;
  }
}

/** Up to the next `{{`, `{%` or `{#`, whichever comes first, and past a comment or a verbatim block. */
function lexData(lexing: Lexing): void {
  const { text } = lexing;
  let open = text.indexOf('{', lexing.index);
  while (open !== -1 && !'{%#'.includes(text.charAt(open + 1) || ' ')) open = text.indexOf('{', open + 1);
  if (open === -1) {
    lexing.index = text.length;
    return;
  }
  countSteps(open - lexing.index);
  const after = skipTrimMark(text, open + 2);
  lexing.index = after;
  lexing.regionStart = open;
  const kind = text[open + 1];
  if (kind === '#') skipComment(lexing, open);
  else if (kind === '{') startRegion(lexing, 'print', open, after);
  else if (verbatimStart(text, after) === -1) startRegion(lexing, 'execute', open, after);
  else skipVerbatim(lexing, open, verbatimStart(text, after));
}

function skipComment(lexing: Lexing, open: number): void {
  // A comment opened at the very end of the text passes (Pebble: its loop has ended).
  if (lexing.index === lexing.text.length) return;
  const close = lexing.text.indexOf('#}', lexing.index);
  if (close === -1) throw new PebbleSyntaxError(open, open + 2, l10n.t('the comment is never closed'));
  lexing.index = close + 2;
}

function skipVerbatim(lexing: Lexing, open: number, body: number): void {
  const end = verbatimEnd(lexing.text, body);
  if (end === -1) throw new PebbleSyntaxError(open, body, l10n.t('the verbatim block is never closed'));
  lexing.index = end;
}

function startRegion(lexing: Lexing, state: 'print' | 'execute', start: number, end: number): void {
  lexing.tokens.push({
    type: `${state}-start`,
    start,
    end: start + 2,
    value: lexing.text.slice(start, start + 2),
  });
  lexing.states.push(state);
  lexing.index = end;
}

/** Past the `-` after an opening delimiter, which counts only with white space after it. */
function skipTrimMark(text: string, index: number): number {
  if (text[index] !== '-') return index;
  const end = skipAsciiSpace(text, index + 1);
  return end === index + 1 ? index : end;
}

/** The end of `verbatim %}` at `index`, or -1. */
export function verbatimStart(text: string, index: number): number {
  return keywordTagEnd(text, skipAsciiSpace(text, index), 'verbatim');
}

/** The end of the next `{% endverbatim %}` from `index` on, or -1. */
export function verbatimEnd(text: string, index: number): number {
  for (let open = text.indexOf('{%', index); open !== -1; open = text.indexOf('{%', open + 2)) {
    const name = text[open + 2] === '-' ? open + 3 : open + 2;
    const end = keywordTagEnd(text, skipAsciiSpace(text, name), 'endverbatim');
    if (end !== -1) return end;
  }
  return -1;
}

function keywordTagEnd(text: string, index: number, keyword: string): number {
  if (!text.startsWith(keyword, index)) return -1;
  const end = skipAsciiSpace(text, index + keyword.length);
  const close = text[end] === '-' ? end + 1 : end;
  return text.startsWith('%}', close) ? close + 2 : -1;
}

function lexRegionEnd(lexing: Lexing, closer: string, type: TokenType): boolean {
  if (lexing.brackets.length > 0) return false;
  const { text } = lexing;
  let close = skipAsciiSpace(text, lexing.index);
  if (text[close] === '-') close += 1;
  if (!text.startsWith(closer, close)) return false;
  push(lexing, type, close, close + 2);
  lexing.states.pop();
  return true;
}

function lexInterpolationEnd(lexing: Lexing): boolean {
  if (lexing.brackets.at(-1)?.bracket !== '#{') return false;
  const close = skipAsciiSpace(lexing.text, lexing.index);
  if (lexing.text[close] !== '}') return false;
  const end = lexing.text[close + 1] === '"' ? close + 2 : close + 1;
  lexing.tokens.push({ type: 'interpolation-end', start: close, end, value: '}' });
  lexing.index = close + 1;
  lexing.brackets.pop();
  lexing.states.pop();
  return true;
}

function lexStringPiece(lexing: Lexing): void {
  const { text, index } = lexing;
  if (text.startsWith('#{', index)) {
    const start = text[index - 1] === '"' ? index - 1 : index;
    lexing.tokens.push({ type: 'interpolation-start', start, end: index + 2, value: '#{' });
    lexing.index = index + 2;
    lexing.brackets.push({ bracket: '#{', start: index });
    lexing.states.push('interpolation');
    return;
  }
  if (text[index] === '"') {
    lexing.brackets.pop();
    lexing.states.pop();
    lexing.index = index + 1;
    return;
  }
  const end = stringPieceEnd(text, index);
  // A backslash as the text's last character: nothing is left that could close the string.
  if (end === index) throw unclosedError(lexing.brackets.at(-1) ?? { bracket: '"', start: index });
  // Such a string keeps its backslashes (Pebble: `tokenizeString` unescapes nothing).
  lexing.tokens.push({
    type: 'string',
    start: text[index - 1] === '"' ? index - 1 : index,
    end: text[end] === '"' ? end + 1 : end,
    value: text.slice(index, end),
    string: { quote: '"', contentStart: index, contentEnd: end, closed: true },
  });
  lexing.index = end;
}

function lexExpression(lexing: Lexing): void {
  const { text } = lexing;
  const index = skipJavaSpace(text, lexing.index);
  lexing.index = index;
  if (index === text.length) {
    const open = lexing.brackets.at(-1);
    if (open !== undefined) throw unclosedError(open);
    throw new PebbleSyntaxError(
      lexing.regionStart,
      lexing.regionStart + 2,
      l10n.t('the expression is never closed'),
    );
  }
  const word = wordAt(text, index);
  if (word !== null) {
    lexing.tokens.push(word);
    lexing.index = word.end;
    return;
  }
  const char = text.charAt(index);
  if (punctuation.includes(char)) lexPunctuation(lexing, char);
  else if (char === "'" || char === '"') lexString(lexing, char);
  else throw unexpectedError(text, index);
}

function lexPunctuation(lexing: Lexing, char: string): void {
  const { brackets, index, text } = lexing;
  if (openingBrackets.includes(char)) brackets.push({ bracket: char, start: index });
  else if (closingBrackets.includes(char)) {
    const open = brackets.pop();
    if (open === undefined) throw unexpectedError(text, index);
    if (closerOf(open.bracket) !== char) throw unclosedError(open);
  }
  push(lexing, 'punctuation', index, index + 1);
}

function lexString(lexing: Lexing, quote: Quote): void {
  const { text, index } = lexing;
  const close = plainStringEnd(text, index);
  if (close !== -1) {
    lexing.tokens.push({
      type: 'string',
      start: index,
      end: close + 1,
      value: unescapeString(text.slice(index + 1, close), quote),
      string: { quote, contentStart: index + 1, contentEnd: close, closed: true },
    });
    lexing.index = close + 1;
  } else if (quote === '"') {
    lexing.brackets.push({ bracket: '"', start: index });
    lexing.states.push('string');
    lexing.index = index + 1;
  } else {
    throw unclosedError({ bracket: quote, start: index });
  }
}

function push(lexing: Lexing, type: TokenType, start: number, end: number): void {
  lexing.tokens.push({ type, start, end, value: lexing.text.slice(start, end) });
  lexing.index = end;
}

function unclosedError({ bracket, start }: { bracket: string; start: number }): PebbleSyntaxError {
  return new PebbleSyntaxError(start, start + bracket.length, l10n.t('{0} is never closed', bracket));
}

function unexpectedError(text: string, index: number): PebbleSyntaxError {
  const char = String.fromCodePoint(text.codePointAt(index) ?? 0);
  const shown = /[\p{L}\p{N}\p{P}\p{S}]/u.test(char)
    ? char
    : `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return new PebbleSyntaxError(index, index + char.length, l10n.t('{0} is not allowed there', shown));
}
