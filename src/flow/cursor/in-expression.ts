import { bindCall, isArgumentName } from '../bind.ts';
import type { SecretCall } from '../pebble/nodes.ts';
import { callStartingAt } from '../pebble/recover.ts';
import { blotRawBlocks, rawFiller } from '../pebble/raw-blocks.ts';
import { regionsOf, type Region } from '../pebble/regions.ts';
import type { Token } from '../pebble/tokens.ts';
import { argumentNames, type ArgumentName, type CallAtCursor, type CursorContext } from '../types.ts';
import { bracketAt, type OpenBracket } from './brackets.ts';
import { cursorPlace, type CursorInScalar } from './place.ts';
import { typedEnd } from './value.ts';

const noContext: CursorContext = { kind: 'none' };

/** Inside `{{ … }}` or `{% … %}`: null where the cursor is in none, and in nothing that is not evaluated. */
export function expressionContext(cursor: CursorInScalar): CursorContext | null {
  const { index, decoded } = cursor;
  const text = blotRawBlocks(decoded.lined);
  if (text[index - 1] === rawFiller && text[index] === rawFiller) return noContext;
  const region = regionsOf(text, index).findLast(({ start }) => start < index);
  if (region === undefined || index < region.start + 2) return null;
  if (index > region.bodyEnd) return index < region.end ? noContext : null;
  if (region.kind === 'comment' || region.kind === 'verbatim') {
    return region.closed && index === region.end ? null : noContext;
  }
  const opened = wholeExpression(cursor, region);
  if (opened !== null) return opened;
  return inString(cursor, region) ?? inCode(cursor, region);
}

/** `{{|}}` at the value's start or after white space, and `{{ sec| }}` where YAML needs quotes around the whole. */
function wholeExpression(cursor: CursorInScalar, region: Region): CursorContext | null {
  const { index, decoded, scalar } = cursor;
  const { text } = decoded;
  if (region.kind !== 'print' || !scalar.takesExpression) return null;
  const startsText = region.start === 0 || /\s/.test(text.charAt(region.start - 1));
  const typed = text.slice(region.start, index);
  if (typed === '{{' && startsText) {
    return cursorPlace(cursor, 'value', region.start, typedEnd(text, typed, index));
  }
  // Written without quotes it is no YAML: the whole is replaced, so that quotes come around it.
  const [only, ...others] = region.tokens;
  if (scalar.fault !== 'no-quotes' || region.start !== 0 || others.length > 0) return null;
  if (only !== undefined && (only.type !== 'name' || only.end < index)) return null;
  return cursorPlace(cursor, 'value', 0, region.closed ? region.end : Math.max(only?.end ?? index, index));
}

/** Inside a string that is an argument of `secret()`. Null where the cursor is in no string. */
function inString(cursor: CursorInScalar, region: Region): CursorContext | null {
  const { index } = cursor;
  const token = region.tokens.find(
    ({ string }) => string !== undefined && string.contentStart <= index && index <= string.contentEnd,
  );
  const string = token?.string;
  if (token === undefined || string === undefined) return null;
  const before = region.tokens.filter(({ start }) => start < token.start);
  const bracket = callBracket(before);
  const call = bracket === null ? null : callAt(cursor, region, bracket);
  const argument = bracket === null ? null : argumentAt(bracket);
  if (call === null || argument === null) return noContext;
  const place = cursorPlace(cursor, 'string', string.contentStart, string.contentEnd);
  if (place === null) return noContext;
  return { ...place, call, argument, quote: string.quote, closed: string.closed };
}

/** Between the strings: at an argument, at its value, or where an expression begins. */
function inCode(cursor: CursorInScalar, region: Region): CursorContext {
  const { index } = cursor;
  const touched = region.tokens.find(
    ({ type, start, end }) => (type === 'name' || type === 'number') && start < index && index <= end,
  );
  const before = region.tokens.filter(({ end, start }) => end <= index && start !== touched?.start);
  if (region.tokens.some(({ string, start, end }) => string !== undefined && start < index && index < end))
    return noContext;
  const start = touched?.start ?? index;
  const end = touched?.end ?? index;
  // A name that has its bracket or its value already is not typed anew.
  const following = region.tokens.find((token) => token.start >= end)?.value;
  if (touched !== undefined && (following === '(' || following === '=')) return noContext;
  const bracket = callBracket(before);
  const inArgument = bracket === null ? null : argumentContext(cursor, region, bracket, start, end);
  if (inArgument !== null) return inArgument;
  if (touched?.type === 'number') return noContext;
  return expressionStarts(before, region)
    ? (cursorPlace(cursor, 'expression', start, end) ?? noContext)
    : noContext;
}

function argumentContext(
  cursor: CursorInScalar,
  region: Region,
  bracket: OpenBracket,
  start: number,
  end: number,
): CursorContext | null {
  const call = callAt(cursor, region, bracket, start);
  if (call === null) return null;
  const typed = bracket.argument;
  if (typed.length === 0) {
    const place = cursorPlace(cursor, 'argument', start, end);
    return place === null ? noContext : { ...place, call };
  }
  const [name, equals] = typed;
  if (typed.length !== 2 || equals?.value !== '=' || name?.type !== 'name') return null;
  if (!isArgumentName(name.value)) return noContext;
  const place = cursorPlace(cursor, 'argument-value', start, end);
  return place === null ? noContext : { ...place, call, argument: name.value };
}

/** The innermost open bracket, if it is that of a `secret(`; brackets that only group are looked through. */
function callBracket(before: readonly Token[]): OpenBracket | null {
  const bracket = bracketAt(before);
  return bracket?.call === true ? bracket : null;
}

/** The argument that stands or is typed inside the bracket. */
function argumentAt({ argument, commas }: OpenBracket): ArgumentName | null {
  const [name, equals] = argument;
  if (name?.type === 'name' && equals?.value === '=') return isArgumentName(name.value) ? name.value : null;
  return argumentNames[commas] ?? null;
}

/** The call around the cursor; `typing`: where an argument starts that is typed just now, and does not count yet. */
function callAt(
  { decoded, document }: CursorInScalar,
  region: Region,
  bracket: OpenBracket,
  typing?: number,
): CallAtCursor | null {
  const call = callStartingAt(region.tokens, bracket.nameStart);
  if (call === null) return null;
  const given = typing === undefined ? call : withoutArgumentAt(call, typing);
  const { range, arguments: bound, positional, named } = bindCall(given, decoded, document, 'call');
  return { range, arguments: bound, positional, named };
}

function withoutArgumentAt(call: SecretCall, start: number): SecretCall {
  return {
    ...call,
    positional: call.positional.filter((value) => value.start !== start),
    named: call.named.filter(({ nameSpan, value }) => nameSpan.start !== start && value.start !== start),
  };
}

/** Whether an expression can begin after these tokens. */
function expressionStarts(before: readonly Token[], region: Region): boolean {
  const last = before.at(-1);
  if (last === undefined) return region.kind === 'print';
  if (last.type === 'operator') return !['|', 'is', 'is not'].includes(last.value);
  if (last.type === 'punctuation') return '([{,:?='.includes(last.value);
  if (last.type !== 'name' || region.kind !== 'execute') return last.type === 'interpolation-start';
  // After the name of a tag, and after `for x in`.
  if (before.length === 1) return last.value === 'if' || last.value === 'elseif';
  return last.value === 'in' && before.length === 3 && before[0]?.value === 'for';
}
