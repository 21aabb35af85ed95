import { writtenVariable } from '../../configuration/variable-name.ts';
import type { SecretDefinition } from '../../language/uses/index.ts';
import type { TextRange } from '../../ports/text.ts';
import type { Origin } from '../../ports/origin.ts';

/** Where a file writes the name of a secret that it defines. */
export interface DefinitionPlace {
  /** As an origin has it. */
  readonly file: string;
  /** The name as flows ask for it: without `SECRET_`. null: it is made of others, and stands nowhere by itself. */
  readonly name: TextRange | null;
  /** The definition, or its value. */
  readonly whole: TextRange;
}

/**
 * The places of definitions, each once. A variable that is handed on by its name alone is defined where its value stands,
 * too. `textOf`: the present text of an origin's file; null: it is not there.
 */
export async function placesOfDefinitions(
  definitions: readonly SecretDefinition[],
  textOf: (file: string) => Promise<string | null>,
): Promise<readonly DefinitionPlace[]> {
  const places = new Map<string, DefinitionPlace>();
  for (const definition of definitions) {
    const { origin } = definition;
    const text = await textOf(origin.file);
    for (const each of text === null ? [] : [origin, ...valuesBehind(definition, text)]) {
      const there = each.file === origin.file ? text : await textOf(each.file);
      if (there === null || each.range.end > there.length) continue;
      const key = `${each.file}\n${String(each.range.start)}`;
      places.set(key, placeIn(there, each, definition.variable));
    }
  }
  return [...places.values()];
}

/** The place of a definition around an offset of a text, its end included; null: it is at another, or not to be told. */
export function definitionAround(
  definition: SecretDefinition,
  isFile: (file: string) => boolean,
  text: string,
  offset: number,
): DefinitionPlace | null {
  const places = placesInFile(definition, isFile, text).filter(({ name }) => name !== null);
  return (
    places.find((place) => {
      const { start, end } = stretchOf(place, definition.variable);
      return start <= offset && offset <= end;
    }) ?? null
  );
}

/** The stretches of a file's text that a definition takes, from its name or its value on, whichever comes first. */
export function stretchesIn(
  definition: SecretDefinition,
  isFile: (file: string) => boolean,
  text: string,
): readonly TextRange[] {
  return placesInFile(definition, isFile, text).map((place) => stretchOf(place, definition.variable));
}

function placesInFile(
  { origin, variable, through }: SecretDefinition,
  isFile: (file: string) => boolean,
  text: string,
): readonly DefinitionPlace[] {
  return [origin, ...through]
    .filter((each) => isFile(each.file) && each.range.end <= text.length)
    .filter((each) => each === origin || each.variable === variable)
    .map((each) => placeIn(text, each, variable));
}

/** With the `SECRET_` of its variable. */
function stretchOf({ name, whole }: DefinitionPlace, variable: string | null): TextRange {
  if (name === null) return whole;
  return {
    start: Math.min(name.start - prefixLength(variable), whole.start),
    end: Math.max(name.end, whole.end),
  };
}

function valuesBehind({ origin, variable, through }: SecretDefinition, text: string): readonly Origin[] {
  if (variable === null || writtenVariable(text, origin.range, variable)?.isAlone !== true) return [];
  return through.filter((each) => each.variable === variable);
}

function placeIn(text: string, { file, range }: Origin, variable: string | null): DefinitionPlace {
  if (variable === null) return { file, name: range, whole: range };
  const written = writtenVariable(text, range, variable);
  const name =
    written === null ? null : { start: written.name.start + prefixLength(variable), end: written.name.end };
  return { file, name, whole: range };
}

/** Of `SECRET_`. */
function prefixLength(variable: string | null): number {
  return variable === null ? 0 : 'SECRET_'.length;
}
