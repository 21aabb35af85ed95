export type TokenType =
  | 'print-start'
  | 'print-end'
  | 'execute-start'
  | 'execute-end'
  | 'name'
  | 'operator'
  | 'number'
  | 'punctuation'
  | 'string'
  | 'interpolation-start'
  | 'interpolation-end'
  | 'end';

export type Quote = "'" | '"';

/** A piece of an expression or one of its delimiters. Offsets are in the text that was lexed. */
export interface Token {
  readonly type: TokenType;
  /** For a string: with its opening quote. */
  readonly start: number;
  /** For a string: with its closing quote. */
  readonly end: number;
  /** As written; for a string: what Pebble makes of it. */
  readonly value: string;
  readonly string?: StringPart;
}

/** Of a string token, or of the first part of a string with interpolations. */
export interface StringPart {
  readonly quote: Quote;
  readonly contentStart: number;
  readonly contentEnd: number;
  /** False only in text that is half typed. */
  readonly closed: boolean;
}

/** Why a text does not parse, and where. */
export interface SyntaxProblem {
  readonly start: number;
  readonly end: number;
  /** A clause for the user. */
  readonly detail: string;
}

/** Thrown inside the reader of Pebble and never outside it. */
export class PebbleSyntaxError extends Error {
  override readonly name = 'PebbleSyntaxError';
  readonly problem: SyntaxProblem;

  constructor(start: number, end: number, detail: string) {
    super(detail);
    this.problem = { start, end, detail };
  }
}
