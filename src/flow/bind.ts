import type { TextRange } from '../ports/text.ts';
import { fold } from './pebble/fold.ts';
import type { Expression, SecretCall, Span } from './pebble/nodes.ts';
import {
  argumentNames,
  type ArgumentName,
  type CallFailure,
  type SecretArgument,
  type SecretReference,
  type UnplacedReference,
} from './types.ts';
import type { DecodedText } from './yaml/decoded-text.ts';

/** A call as bound to the names of Kestra's arguments, with offsets of the file. */
export function bindCall(
  call: SecretCall,
  decoded: DecodedText,
  document: number,
  foundAs: SecretReference['foundAs'],
): UnplacedReference {
  const bound: Partial<Record<ArgumentName, SecretArgument>> = {};
  for (const [index, value] of call.positional.entries()) {
    const name = argumentNames[index];
    if (name !== undefined) bound[name] = argumentOf(name, value, decoded);
  }
  // A named argument beats a positional one, and of duplicates the last wins (Pebble: ArgumentsNode).
  for (const { name, value } of call.named) {
    if (isArgumentName(name)) bound[name] = argumentOf(name, value, decoded);
  }
  return {
    document,
    range: rangeOf(call, decoded),
    foundAs,
    arguments: bound,
    positional: call.positional.length,
    named: call.named.map(({ name }) => name),
    failure: callFailureOf(call, bound, decoded),
  };
}

export function isArgumentName(name: string): name is ArgumentName {
  return (argumentNames as readonly string[]).includes(name);
}

export function rangeOf({ start, end }: Span, decoded: DecodedText): TextRange {
  return { start: decoded.startOf(start), end: decoded.endOf(end) };
}

function argumentOf(name: ArgumentName, expression: Expression, decoded: DecodedText): SecretArgument {
  const string = expression.kind === 'literal' ? expression.string : undefined;
  return {
    name,
    range: rangeOf(expression, decoded),
    content: string === undefined ? null : contentRange(string.contentStart, string.contentEnd, decoded),
    quote: string?.quote ?? null,
    literal: expression.kind === 'literal' || expression.kind === 'number',
    value: fold(expression),
  };
}

/** Between the quotes, which is a place even where nothing stands there. */
function contentRange(start: number, end: number, decoded: DecodedText): TextRange {
  if (end > start) return rangeOf({ start, end }, decoded);
  const place = decoded.endOf(start);
  return { start: place, end: place };
}

/** Why the call fails before anything is looked up, in the order in which Kestra finds out. */
function callFailureOf(
  call: SecretCall,
  bound: Partial<Record<ArgumentName, SecretArgument>>,
  decoded: DecodedText,
): CallFailure | null {
  const [extra] = call.positional.slice(argumentNames.length);
  if (extra !== undefined) return { code: 'too-many-arguments', range: rangeOf(extra, decoded) };
  const unknown = call.named.find(({ name }) => !isArgumentName(name));
  if (unknown !== undefined) {
    return { code: 'unknown-argument', argument: unknown.name, range: rangeOf(unknown.nameSpan, decoded) };
  }
  if (bound.key === undefined) return { code: 'no-key', range: rangeOf(call, decoded) };
  for (const argument of [bound.key, bound.namespace, bound.subkey]) {
    if (argument !== undefined && isWrongType(argument)) {
      return { code: 'wrong-type', argument: argument.name, range: argument.range };
    }
  }
  if (bound.full?.value.kind === 'constant' && bound.full.value.value === true && givesSubkey(bound.subkey)) {
    return { code: 'full-with-subkey', range: bound.full.range };
  }
  return call.insideMacro ? { code: 'inside-macro', range: rangeOf(call, decoded) } : null;
}

/** A Java cast that fails; a null is a missing key, and as good as none for the others. */
function isWrongType({ name, value }: SecretArgument): boolean {
  if (value.kind === 'not-a-string') return true;
  if (value.kind !== 'constant') return false;
  return value.value === null ? name === 'key' : typeof value.value !== 'string';
}

function givesSubkey(subkey: SecretArgument | undefined): boolean {
  return subkey?.value.kind === 'constant' && subkey.value.value !== null && subkey.value.value !== '';
}
