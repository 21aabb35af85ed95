import type { SecretArgument, SecretReference } from '../../src/flow/types.ts';
import type { Call } from './judge.ts';

type Bound = Call['bound'][string];

/** A reference in the words of Kestra's syntax tree. */
export function asCall({ arguments: bound, positional, named, failure }: SecretReference): Call {
  const call = { bound: mapBound(bound, asBound), positional, named };
  if (failure?.code === 'unknown-argument') {
    return { ...call, bindError: `unknown named argument: ${failure.argument}` };
  }
  return failure?.code === 'too-many-arguments'
    ? { ...call, bindError: 'too many positional arguments' }
    : call;
}

/** Kestra's tree tells the class of an expression, the flow only that it is one. */
export function withoutClasses(call: Call): Call {
  return { ...call, bound: mapBound(call.bound, withoutClass) };
}

const anExpression: Bound = { expr: 'an expression' };
const rawInString: Bound = { expr: 'a string with a raw block' };

/** What Kestra puts in the place of a raw block. */
const randomName = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

function withoutClass(value: Bound): Bound {
  if ('expr' in value) return anExpression;
  return typeof value.literal === 'string' && randomName.test(value.literal) ? rawInString : value;
}

function asBound({ literal, value }: SecretArgument): Bound {
  if (!literal) return anExpression;
  return value.kind === 'constant' ? { literal: value.value } : rawInString;
}

/** By name: in which order they were bound says nothing. */
function mapBound<T>(bound: Readonly<Record<string, T>>, each: (value: T) => Bound): Call['bound'] {
  return Object.fromEntries(
    Object.entries(bound)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, value]) => [name, each(value)]),
  );
}
