import type { TextRange } from '../ports/text.ts';
import type { PlacePath } from './places/types.ts';
import {
  argumentNames,
  type ArgumentName,
  type CallFailure,
  type FlowProblem,
  type SecretArgument,
  type SecretReference,
  type UnplacedReference,
} from './types.ts';

/** A reference that was read from a part of a file, as one of the file, in which the part begins at `by`. */
export function shiftReference(
  reference: UnplacedReference,
  by: number,
  document: number,
  path: PlacePath,
): SecretReference {
  const { failure, range } = reference;
  if (by === 0) return { ...reference, document, path };
  const shifted: Partial<Record<ArgumentName, SecretArgument>> = {};
  for (const name of argumentNames) {
    const argument = reference.arguments[name];
    if (argument !== undefined) shifted[name] = shiftArgument(argument, by);
  }
  return {
    document,
    range: shiftRange(range, by),
    foundAs: reference.foundAs,
    arguments: shifted,
    positional: reference.positional,
    named: reference.named,
    failure: failure === null ? null : shiftFailure(failure, by),
    path,
  };
}

function shiftArgument(argument: SecretArgument, by: number): SecretArgument {
  return {
    name: argument.name,
    range: shiftRange(argument.range, by),
    content: argument.content === null ? null : shiftRange(argument.content, by),
    quote: argument.quote,
    literal: argument.literal,
    value: argument.value,
  };
}

function shiftFailure(failure: CallFailure, by: number): CallFailure {
  return { ...failure, range: shiftRange(failure.range, by) };
}

export function shiftProblem(problem: FlowProblem, by: number): FlowProblem {
  return { ...problem, range: shiftRange(problem.range, by) };
}

function shiftRange({ start, end }: TextRange, by: number): TextRange {
  return { start: start + by, end: end + by };
}
