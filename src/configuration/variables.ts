import type { Origin } from '../ports/origin.ts';
import type { Stretch } from './text/stretches.ts';

/** An environment variable that the files of the folder set, or say that a shell sets. */
export interface Variable {
  readonly name: string;
  /** With `${NAME}` where a placeholder could not be filled. */
  readonly text: string;
  /** The text, each stretch with the way it came, which begins at the variable's own place. */
  readonly stretches: readonly Stretch[];
  /** Names of what could not be filled; empty: the text is all there is. */
  readonly missing: readonly string[];
  /** The first one is its own place; it names the variable. */
  readonly origins: readonly Origin[];
}

/** By name; where a name is set several times, the last. */
export type Variables = ReadonlyMap<string, Variable>;

export const noVariables: Variables = new Map();

export function variablesByName(variables: readonly Variable[]): Variables {
  return new Map(variables.map((variable) => [variable.name, variable]));
}
