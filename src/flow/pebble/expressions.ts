import * as l10n from '@vscode/l10n';
import { fileOf } from './namespace-files.ts';
import { binaryOperators, unaryOperators, unaryPrecedence, type BinaryOperator } from './operators.ts';
import type { CallArguments, Expression, NamedArgument, RenderedText, SecretCall } from './nodes.ts';
import {
  at,
  current,
  expect,
  is,
  readNested,
  next,
  previousEnd,
  unexpectedToken,
  type Stream,
} from './stream.ts';
import { PebbleSyntaxError, type Token } from './tokens.ts';

/** A stream of tokens, and what was found in it so far. */
export interface ExpressionReading extends Stream {
  readonly calls: SecretCall[];
  readonly rendered: RenderedText[];
  readonly files: string[];
  insideMacro: boolean;
}

export function readingOf(tokens: readonly Token[]): ExpressionReading {
  return { tokens, index: 0, depth: 0, calls: [], rendered: [], files: [], insideMacro: false };
}

/** Reads one expression by climbing precedences, as Pebble does (Pebble: `ExpressionParser`). */
export function readExpression(reading: ExpressionReading, leastPrecedence = 0): Expression {
  return readNested(reading, () => {
    const { start } = current(reading);
    let left = readOperand(reading);
    for (;;) {
      const token = current(reading);
      const operator = token.type === 'operator' ? binaryOperators.get(token.value) : undefined;
      if (operator === undefined || operator.precedence < leastPrecedence) break;
      next(reading);
      left = readRightSide(reading, start, left, operator);
    }
    return leastPrecedence === 0 ? readTernary(reading, start, left) : left;
  });
}

function readRightSide(
  reading: ExpressionReading,
  start: number,
  left: Expression,
  { precedence, result }: BinaryOperator,
): Expression {
  if (result === 'filter' || result === 'test') {
    readInvocation(reading);
    const kind = result === 'test' ? 'not-a-string' : 'dynamic';
    return { kind, start, end: previousEnd(reading) };
  }
  const right = readExpression(reading, precedence + 1);
  const span = { start, end: previousEnd(reading) };
  switch (result) {
    case 'concatenation':
    case 'sum':
      return { kind: result, left, right, ...span };
    case 'choice':
      return { kind: 'choice', branches: [left, right], ...span };
    case 'boolean':
    case 'number':
      return { kind: 'not-a-string', ...span };
  }
}

/** The name of a filter or a test, with arguments or without. */
export function readInvocation(reading: ExpressionReading): void {
  expect(reading, 'name');
  if (at(reading, 'punctuation', '(')) readArguments(reading);
}

function readTernary(reading: ExpressionReading, start: number, condition: Expression): Expression {
  if (!at(reading, 'punctuation', '?')) return condition;
  next(reading);
  const yes = readExpression(reading);
  expect(reading, 'punctuation', ':');
  const no = readExpression(reading);
  return { kind: 'choice', branches: [yes, no], start, end: previousEnd(reading) };
}

function readOperand(reading: ExpressionReading): Expression {
  const token = current(reading);
  if (token.type === 'operator' && unaryOperators.has(token.value)) {
    next(reading);
    readExpression(reading, unaryPrecedence);
    return { kind: 'not-a-string', start: token.start, end: previousEnd(reading) };
  }
  if (is(token, 'punctuation', '(')) {
    next(reading);
    const inner = readExpression(reading);
    expect(reading, 'punctuation', ')');
    return readPostfix(reading, { ...inner, start: token.start, end: previousEnd(reading) });
  }
  // Neither takes anything after it: `['a'][0]` does not parse.
  if (is(token, 'punctuation', '[')) return readArray(reading);
  if (is(token, 'punctuation', '{')) return readMap(reading);
  return readPostfix(reading, readPrimary(reading));
}

function readPrimary(reading: ExpressionReading): Expression {
  const token = current(reading);
  const { start, end, value } = token;
  if (token.type === 'string' || token.type === 'interpolation-start') return readString(reading);
  if (token.type !== 'name' && token.type !== 'number') throw unexpectedToken(token);
  next(reading);
  if (token.type === 'name') {
    return at(reading, 'punctuation', '(') && !constants.has(value)
      ? readCall(reading, token)
      : readName(value, start, end);
  }
  // Pebble: `Long.valueOf` fails above this.
  if (!value.includes('.') && BigInt(value) > 0x7fff_ffff_ffff_ffffn) {
    throw new PebbleSyntaxError(start, end, l10n.t('the number {0} is too large', value));
  }
  return { kind: 'number', value, start, end };
}

const constants = new Map<string, boolean | null>([
  ['true', true],
  ['TRUE', true],
  ['false', false],
  ['FALSE', false],
  ['null', null],
  ['NULL', null],
  ['none', null],
  ['NONE', null],
]);

function readName(name: string, start: number, end: number): Expression {
  const value = constants.get(name);
  return value === undefined ? { kind: 'dynamic', start, end } : { kind: 'literal', value, start, end };
}

/** A string, or strings and interpolations after one another; two plain strings do not join. */
function readString(reading: ExpressionReading): Expression {
  let joined: Expression | null = null;
  let wasString = false;
  for (;;) {
    const token = current(reading);
    let part: Expression;
    if (token.type === 'string' && !wasString) {
      next(reading);
      const { start, end, value, string } = token;
      part = { kind: 'literal', value, start, end, ...(string === undefined ? {} : { string }) };
      wasString = true;
    } else if (token.type === 'interpolation-start') {
      next(reading);
      const inner = readExpression(reading);
      const { end } = expect(reading, 'interpolation-end');
      part = { ...inner, start: token.start, end };
      wasString = false;
    } else {
      break;
    }
    joined =
      joined === null
        ? part
        : { kind: 'concatenation', left: joined, right: part, start: joined.start, end: part.end };
  }
  if (joined === null) throw unexpectedToken(current(reading));
  return joined;
}

function readPostfix(reading: ExpressionReading, operand: Expression): Expression {
  let result = operand;
  for (;;) {
    const token = current(reading);
    if (is(token, 'punctuation', '.')) {
      next(reading);
      expect(reading, 'name');
      if (at(reading, 'punctuation', '(')) {
        const [named] = readArguments(reading).named;
        if (named !== undefined) {
          const { start, end } = named.nameSpan;
          throw new PebbleSyntaxError(start, end, l10n.t('a method takes no named arguments'));
        }
      }
    } else if (is(token, 'punctuation', '[')) {
      next(reading);
      readExpression(reading);
      expect(reading, 'punctuation', ']');
    } else if (is(token, 'punctuation', '(')) {
      // Pebble: a cast fails, only a name can be called.
      throw unexpectedToken(token);
    } else {
      return result;
    }
    result = { kind: 'dynamic', start: operand.start, end: previousEnd(reading) };
  }
}

function readCall(reading: ExpressionReading, name: Token): Expression {
  const { calls, files, rendered } = reading;
  const place = calls.length;
  const [renderedPlace, filesPlace] = [rendered.length, files.length];
  const call = readArguments(reading);
  const span = { start: name.start, end: previousEnd(reading) };
  switch (name.value) {
    case 'secret':
      calls.splice(place, 0, { ...call, ...span, insideMacro: reading.insideMacro });
      break;
    case 'parent':
      // Pebble drops its arguments: they are never evaluated.
      calls.length = place;
      rendered.length = renderedPlace;
      files.length = filesPlace;
      break;
    case 'render':
    case 'renderOnce': {
      const text = call.named.find((argument) => argument.name === 'toRender')?.value ?? call.positional[0];
      if (text?.kind === 'literal' && text.string !== undefined) rendered.push({ string: text.string });
      // In a macro no secret() works, be it in a file that is rendered there.
      if (text?.kind === 'dynamic' && text.file !== undefined && !reading.insideMacro) files.push(text.file);
      break;
    }
    case 'read': {
      const file = fileOf(call);
      return file === null ? { kind: 'dynamic', ...span } : { kind: 'dynamic', file, ...span };
    }
  }
  return { kind: 'dynamic', ...span };
}

function readArguments(reading: ExpressionReading): CallArguments {
  const positional: Expression[] = [];
  const named: NamedArgument[] = [];
  expect(reading, 'punctuation', '(');
  while (!at(reading, 'punctuation', ')')) {
    if (positional.length + named.length > 0) expect(reading, 'punctuation', ',');
    if (is(reading.tokens[reading.index + 1], 'punctuation', '=')) {
      const name = readNewName(reading);
      next(reading);
      named.push({ name: name.value, nameSpan: name, value: readExpression(reading) });
      continue;
    }
    const value = readExpression(reading);
    if (named.length > 0) {
      throw new PebbleSyntaxError(
        value.start,
        value.end,
        l10n.t('an argument without a name cannot follow one with a name'),
      );
    }
    positional.push(value);
  }
  next(reading);
  return { positional, named };
}

const reserved = new Set(['true', 'false', 'null', 'none']);

/** A name that something is given: an argument's, a variable's. */
export function readNewName(reading: ExpressionReading): Token {
  const name = expect(reading, 'name');
  if (reserved.has(name.value)) throw unexpectedToken(name);
  return name;
}

function readArray(reading: ExpressionReading): Expression {
  const { start } = next(reading);
  if (!at(reading, 'punctuation', ']')) {
    readExpression(reading);
    while (at(reading, 'punctuation', ',')) {
      next(reading);
      readExpression(reading);
    }
  }
  expect(reading, 'punctuation', ']');
  return { kind: 'not-a-string', start, end: previousEnd(reading) };
}

function readMap(reading: ExpressionReading): Expression {
  const { start } = next(reading);
  if (!at(reading, 'punctuation', '}')) {
    readMapEntry(reading);
    while (at(reading, 'punctuation', ',')) {
      next(reading);
      readMapEntry(reading);
    }
  }
  expect(reading, 'punctuation', '}');
  return { kind: 'not-a-string', start, end: previousEnd(reading) };
}

function readMapEntry(reading: ExpressionReading): void {
  readExpression(reading);
  expect(reading, 'punctuation', ':');
  readExpression(reading);
}
