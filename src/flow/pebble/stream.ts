import * as l10n from '@vscode/l10n';
import { countSteps } from '../steps.ts';
import { PebbleSyntaxError, type Token, type TokenType } from './tokens.ts';

/** How deep brackets and tags may be nested: far above what anybody writes, far below what the stack holds. */
const deepest = 400;

/** The tokens of a text and the place reached among them. */
export interface Stream {
  readonly tokens: readonly Token[];
  index: number;
  depth: number;
}

export function current(stream: Stream): Token {
  const token = stream.tokens[stream.index];
  if (token === undefined) throw new PebbleSyntaxError(0, 0, l10n.t('it ends too early'));
  return token;
}

/** The end of the token before the current one. */
export function previousEnd(stream: Stream): number {
  return stream.tokens[stream.index - 1]?.end ?? 0;
}

export function next(stream: Stream): Token {
  countSteps(1);
  const token = current(stream);
  stream.index += 1;
  return token;
}

export function is(token: Token | undefined, type: TokenType, value?: string): boolean {
  return token?.type === type && (value === undefined || token.value === value);
}

export function at(stream: Stream, type: TokenType, value?: string): boolean {
  return is(current(stream), type, value);
}

/** Consumes the current token, which has to be of this type (and value). */
export function expect(stream: Stream, type: TokenType, value?: string): Token {
  const token = current(stream);
  if (!is(token, type, value)) throw unexpectedToken(token);
  return next(stream);
}

export function unexpectedToken(token: Token): PebbleSyntaxError {
  const detail =
    token.type === 'end'
      ? l10n.t('it ends too early')
      : l10n.t('{0} is not allowed there', shownToken(token));
  return new PebbleSyntaxError(token.start, token.end, detail);
}

function shownToken({ type, value }: Token): string {
  return type === 'string' ? l10n.t('a string') : value;
}

/** Runs `read` one level deeper. */
export function readNested<T>(stream: Stream, read: () => T): T {
  if (stream.depth >= deepest) {
    const { start, end } = current(stream);
    throw new PebbleSyntaxError(start, end, l10n.t('it is nested too deeply'));
  }
  stream.depth += 1;
  const result = read();
  stream.depth -= 1;
  return result;
}
