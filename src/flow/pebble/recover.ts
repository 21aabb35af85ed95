import { countSteps } from '../steps.ts';
import { readExpression, readingOf } from './expressions.ts';
import type { Expression, NamedArgument, SecretCall, Span } from './nodes.ts';
import { parsePebble } from './parse.ts';
import { blotRawBlocks } from './raw-blocks.ts';
import { regionsOf, type Region } from './regions.ts';
import { is } from './stream.ts';
import { PebbleSyntaxError, type Token } from './tokens.ts';

/** Above this an argument that does not parse is not tried to be understood; bounds the time for nested calls. */
const longestArgument = 64;

/** A call is followed this many tokens far. */
const longestCall = 1000;

/**
 * The `secret()` calls that somebody means in a text that does not parse, each read as far as it goes. Never throws.
 * `lined` is the text with the line breaks that folding took out of it: what is left open ends with its line.
 */
export function recoverCalls({
  text,
  lined,
}: {
  readonly text: string;
  readonly lined: string;
}): SecretCall[] {
  return regionsOf(blotRawBlocks(lined)).flatMap((region) => recoverRegion(text, region));
}

function recoverRegion(text: string, region: Region): SecretCall[] {
  if (!region.tokens.some((token) => is(token, 'name', 'secret'))) return [];
  if (region.closed && region.kind === 'print') {
    // What is broken may be somewhere else.
    const parsed = parsePebble(text.slice(region.start, region.end));
    if (parsed.state === 'parsed') return parsed.findings.calls.map((call) => moveCall(call, region.start));
  }
  return callsIn(region.tokens);
}

/** The calls among the tokens of a half-typed expression. */
function callsIn(tokens: readonly Token[]): SecretCall[] {
  const calls: SecretCall[] = [];
  for (const [index, token] of tokens.entries()) {
    if (isSecretName(tokens, index)) calls.push(readCall(tokens, index, token.start));
  }
  return calls;
}

/** The call among them whose name begins at `start`; null where none does. */
export function callStartingAt(tokens: readonly Token[], start: number): SecretCall | null {
  const index = tokens.findIndex((token) => token.start === start);
  return index !== -1 && isSecretName(tokens, index) ? readCall(tokens, index, start) : null;
}

/** Whether the name of a `secret(` stands at `index`. */
export function isSecretName(tokens: readonly Token[], index: number): boolean {
  return (
    is(tokens[index], 'name', 'secret') &&
    is(tokens[index + 1], 'punctuation', '(') &&
    !is(tokens[index - 1], 'punctuation', '.')
  );
}

function readCall(tokens: readonly Token[], nameIndex: number, start: number): SecretCall {
  const positional: Expression[] = [];
  const named: NamedArgument[] = [];
  let end = tokens[nameIndex + 1]?.end ?? start;
  let index = nameIndex + 2;
  for (;;) {
    const argument = argumentEnd(tokens, index);
    const part = tokens.slice(index, argument.index);
    end = part.at(-1)?.end ?? end;
    const [name] = part;
    if (name?.type === 'name' && is(part[1], 'punctuation', '=')) {
      named.push({ name: name.value, nameSpan: name, value: expressionOf(part.slice(2), end) });
    } else if (part.length > 0 && named.length === 0) {
      positional.push(expressionOf(part, end));
    }
    const closer = tokens[argument.index];
    if (closer === undefined || argument.unfinished) break;
    end = closer.end;
    if (closer.value !== ',') break;
    index = argument.index + 1;
  }
  return { start, end, positional, named, insideMacro: false };
}

/** The index of the `,` or `)` that ends the argument at `from`; `unfinished`: its string was left open. */
function argumentEnd(tokens: readonly Token[], from: number): { index: number; unfinished: boolean } {
  let depth = 0;
  const last = Math.min(tokens.length, from + longestCall);
  let index = from;
  for (; index < last; index += 1) {
    countSteps(1);
    const token = tokens[index];
    if (token === undefined) break;
    if (token.type === 'interpolation-start') depth += 1;
    if (token.type === 'interpolation-end') depth -= 1;
    if (token.type === 'punctuation') {
      if ('([{'.includes(token.value)) depth += 1;
      else if (depth === 0 && ',)]}'.includes(token.value)) break;
      else if (')]}'.includes(token.value)) depth -= 1;
    }
    const following = tokens[index + 1];
    if (
      token.string?.closed === false &&
      !(following?.type === 'punctuation' && ',)'.includes(following.value))
    ) {
      return { index: index + 1, unfinished: true };
    }
  }
  return { index, unfinished: false };
}

function expressionOf(tokens: readonly Token[], end: number): Expression {
  const [first] = tokens;
  if (first === undefined) return { kind: 'dynamic', start: end, end };
  return tokens.length <= longestArgument
    ? (read(tokens, end) ?? read([first], end) ?? unknown(first, end))
    : unknown(first, end);
}

function unknown(first: Span, end: number): Expression {
  return { kind: 'dynamic', start: first.start, end };
}

/** The expression that all the tokens make, or null. */
function read(tokens: readonly Token[], end: number): Expression | null {
  try {
    const reading = readingOf([...tokens, { type: 'end', start: end, end, value: '' }]);
    const expression = readExpression(reading);
    return reading.index === tokens.length ? expression : null;
  } catch (error) {
    if (error instanceof PebbleSyntaxError) return null;
    throw error;
  }
}

function moveCall(call: SecretCall, by: number): SecretCall {
  return {
    ...call,
    start: call.start + by,
    end: call.end + by,
    positional: call.positional.map((value) => movedExpression(value, by)),
    named: call.named.map(({ name, nameSpan, value }) => ({
      name,
      nameSpan: { start: nameSpan.start + by, end: nameSpan.end + by },
      value: movedExpression(value, by),
    })),
  };
}

/** Only the outermost offsets and those of a literal's content are looked at. */
function movedExpression(expression: Expression, by: number): Expression {
  const span = { start: expression.start + by, end: expression.end + by };
  if (expression.kind !== 'literal' || expression.string === undefined) return { ...expression, ...span };
  const { contentStart, contentEnd } = expression.string;
  return {
    ...expression,
    ...span,
    string: { ...expression.string, contentStart: contentStart + by, contentEnd: contentEnd + by },
  };
}
