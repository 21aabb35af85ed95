/** What an operator makes of its operands, as far as it matters here. */
export type Result = 'boolean' | 'number' | 'test' | 'filter' | 'concatenation' | 'sum' | 'choice';

export interface BinaryOperator {
  readonly precedence: number;
  readonly result: Result;
}

/** Precedence and kind of each binary operator, all of them left-associative (Pebble: `CoreExtension`; Kestra: `Extension`). */
export const binaryOperators = new Map<string, BinaryOperator>([
  ['or', { precedence: 10, result: 'boolean' }],
  ['and', { precedence: 15, result: 'boolean' }],
  ['is', { precedence: 20, result: 'test' }],
  ['is not', { precedence: 20, result: 'test' }],
  ['contains', { precedence: 20, result: 'boolean' }],
  ['==', { precedence: 30, result: 'boolean' }],
  ['equals', { precedence: 30, result: 'boolean' }],
  ['!=', { precedence: 30, result: 'boolean' }],
  ['>', { precedence: 30, result: 'boolean' }],
  ['<', { precedence: 30, result: 'boolean' }],
  ['>=', { precedence: 30, result: 'boolean' }],
  ['<=', { precedence: 30, result: 'boolean' }],
  ['+', { precedence: 40, result: 'sum' }],
  ['-', { precedence: 40, result: 'number' }],
  ['*', { precedence: 60, result: 'number' }],
  ['/', { precedence: 60, result: 'number' }],
  ['%', { precedence: 60, result: 'number' }],
  ['|', { precedence: 100, result: 'filter' }],
  ['~', { precedence: 110, result: 'concatenation' }],
  ['..', { precedence: 120, result: 'number' }],
  ['??', { precedence: 30, result: 'choice' }],
  ['???', { precedence: 30, result: 'choice' }],
  ['isIn', { precedence: 30, result: 'boolean' }],
]);

export const unaryOperators = new Set(['not', '+', '-']);
export const unaryPrecedence = 500;
