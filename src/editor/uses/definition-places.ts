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
  { origin, variable, through }: SecretDefinition,
  isFile: (file: string) => boolean,
  text: string,
  offset: number,
): DefinitionPlace | null {
  for (const each of [origin, ...through]) {
    if (!isFile(each.file) || each.range.end > text.length) continue;
    if (each !== origin && each.variable !== variable) continue;
    const place = placeIn(text, each, variable);
    if (place.name === null) continue;
    const start = Math.min(place.name.start - prefixLength(variable), place.whole.start);
    const end = Math.max(place.name.end, place.whole.end);
    if (start <= offset && offset <= end) return place;
  }
  return null;
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
