import type { Origin } from '../ports/origin.ts';
import { isVariableOf } from './names.ts';
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
  /** Set, with a value that is out of sight, such as a key of a cluster's Secret; its text is empty. */
  readonly elsewhere?: true;
  /** Set by an env file of `format: raw`, where quotes and signs of comments are part of the value. */
  readonly raw?: true;
  /** The first one is its own place; it names the variable. */
  readonly origins: readonly Origin[];
}

/** By name; where a name is set several times, the last. */
export type Variables = ReadonlyMap<string, Variable>;

/** Finds a variable by its name. */
export type Lookup = Pick<Variables, 'get'>;

export const noVariables: Variables = new Map();

export function variablesByName(variables: readonly Variable[]): Variables {
  return new Map(variables.map((variable) => [variable.name, variable]));
}

/** Each set of variables by how Micronaut may spell them; a set never changes. */
const spelled = new WeakMap<Variables, ReadonlyMap<string, Variable>>();

/** The variable of that name, or else the one that Micronaut takes for the property of that name. */
export function variableNamed(variables: Variables, name: string): Variable | undefined {
  const known =
    spelled.get(variables) ??
    new Map([...variables.values()].map((variable) => [spellingOf(variable.name), variable]));
  spelled.set(variables, known);
  const exact = variables.get(name);
  if (exact !== undefined) return exact;
  const near = known.get(spellingOf(name));
  return near !== undefined && isVariableOf(near.name, name) ? near : undefined;
}

/** What the names have in common by which variables and properties find each other. */
function spellingOf(name: string): string {
  return name.toLowerCase().replace(/[_.]/g, '-');
}
