import { namesFilledAt, namesFilledBy } from '../../configuration/filled-names.ts';
import { writtenVariable } from '../../configuration/variable-name.ts';
import type { FilledPlace, FolderConfiguration } from '../../configuration/index.ts';
import { isOrdinaryName, type SecretDefinition } from '../../language/uses/index.ts';
import type { TextRange } from '../../ports/text.ts';
import type { Origin } from '../../ports/origin.ts';
import { isAbsoluteFile } from '../session/file-keys.ts';

/** Where a file writes the name of a secret that it defines. */
export interface DefinitionPlace {
  /** As an origin has it. */
  readonly file: string;
  /** null: Terraform creates the secret. */
  readonly variable: string | null;
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
      if (there === null || !isRangeOf(there, each.range)) continue;
      const key = `${each.file}\n${String(each.range.start)}`;
      places.set(key, placeIn(there, each, definition));
    }
  }
  return [...places.values()];
}

/** Where a place is shown: its name; else where it begins, for the rest may be the value, which VS Code would show with it. */
export function shownRange({ name, whole }: Pick<DefinitionPlace, 'name' | 'whole'>): TextRange {
  return name ?? { start: whole.start, end: whole.start };
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

/**
 * Where the configuration's files are certainly filled with a variable that is defined at one of the places: without `SECRET_`,
 * as the name of a place. `textOf`: as for {@link placesOfDefinitions}.
 */
export async function placesOfPlaceholders(
  places: readonly DefinitionPlace[],
  configuration: Pick<FolderConfiguration, 'backends' | 'notChosen' | 'files'>,
  textOf: (file: string) => Promise<string | null>,
): Promise<readonly { readonly file: string; readonly name: TextRange }[]> {
  const { backends, files } = configuration;
  const isOneServer = backends.filter(({ type }) => type === 'env').length === 1;
  const found = new Map<string, { file: string; name: TextRange }>();
  const note = (file: string, name: string, { start, end }: TextRange) => {
    const own = { start: start + prefixLength(name), end };
    found.set(`${file}\n${String(own.start)}`, { file, name: own });
  };
  for (const { file: source, name: written, variable: name } of places) {
    if (written === null || name === null) continue;
    for (const file of files) {
      const text = await textOf(file);
      const ranges = text === null ? [] : namesFilledBy({ source, name }, file, text, isOneServer);
      for (const range of ranges) note(file, name, range);
    }
  }
  for (const { at, name, filler } of placesFilledFrom(places, configuration)) {
    const text = await textOf(at.file);
    const ranges = text === null ? [] : namesFilledAt(at, name, filler, text);
    for (const range of ranges) note(at.file, name, range);
  }
  return [...found.values()];
}

/** A definition that is filled with a variable. */
type Filled = Pick<FilledPlace, 'at' | 'filler'> & { readonly name: string };

/** What is filled with a variable that stands at one of the places, and in no configuration with another of its name. */
function placesFilledFrom(
  places: readonly DefinitionPlace[],
  { backends, notChosen = [], files }: Pick<FolderConfiguration, 'backends' | 'notChosen' | 'files'>,
): readonly Filled[] {
  const keyOf = (file: string, { start }: TextRange) => `${file}\n${String(start)}`;
  const written = new Set(places.map(({ file, whole }) => keyOf(file, whole)));
  const found = new Map<string, Filled & { readonly isCertain: boolean }>();
  for (const backend of [...backends, ...notChosen]) {
    const filled = backend.type === 'env' ? (backend.definitions.filled ?? []) : [];
    for (const { at, by, filler } of filled) {
      const name = by.variable ?? '';
      const key = `${filler}\n${name}\n${keyOf(at.file, at.range)}`;
      const isWritten = written.has(keyOf(by.file, by.range));
      found.set(key, { at, name, filler, isCertain: isWritten && found.get(key)?.isCertain !== false });
    }
  }
  return [...found.values()].filter(({ at, isCertain }) => isCertain && files.includes(at.file));
}

/**
 * The places that a rename writes, and those that keep the old name and are told: of files outside the folder, of a name that
 * is made of others, and of one with signs in Terraform, for nobody knows here how its strings have it. `variables`: the old
 * names of both, which other files may have, too.
 */
export function divideForRename(
  all: readonly DefinitionPlace[],
  newName: string,
): {
  readonly places: readonly DefinitionPlace[];
  readonly kept: readonly DefinitionPlace[];
  readonly variables: ReadonlySet<string>;
} {
  const isToWrite = ({ file, name, variable }: DefinitionPlace) =>
    name !== null && isInFolder(file) && (variable !== null || isOrdinaryName(newName));
  return {
    places: all.filter(isToWrite),
    kept: all.filter((place) => !isToWrite(place)),
    variables: new Set(all.flatMap(({ variable }) => variable ?? [])),
  };
}

/** Whether an origin's file is one of the folder's. */
export function isInFolder(file: string): boolean {
  return !isAbsoluteFile(file) && !file.startsWith('../');
}

/** Whether a text has a variable's name elsewhere than at `names`, which are without their `SECRET_`. */
export function namesElsewhere(text: string, variable: string, names: readonly TextRange[]): boolean {
  const starts = new Set(names.map(({ start }) => start - prefixLength(variable)));
  for (let at = text.indexOf(variable); at !== -1; at = text.indexOf(variable, at + variable.length)) {
    const isPart = /\w/.test(text[at - 1] ?? '') || /\w/.test(text[at + variable.length] ?? '');
    if (!isPart && !starts.has(at)) return true;
  }
  return false;
}

function placesInFile(
  definition: SecretDefinition,
  isFile: (file: string) => boolean,
  text: string,
): readonly DefinitionPlace[] {
  const { origin, variable, through } = definition;
  return [origin, ...through]
    .filter((each) => isFile(each.file) && isRangeOf(text, each.range))
    .filter((each) => each === origin || each.variable === variable)
    .map((each) => placeIn(text, each, definition));
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

function placeIn(
  text: string,
  { file, range }: Origin,
  { variable, name: written }: SecretDefinition,
): DefinitionPlace {
  if (variable === null) {
    // The configuration may have been read before the text was changed, or says the name with escapes.
    const isName = text.slice(range.start, range.end) === written;
    return { file, variable, name: isName ? range : null, whole: range };
  }
  const found = writtenVariable(text, range, variable);
  const name =
    found === null ? null : { start: found.name.start + prefixLength(variable), end: found.name.end };
  return { file, variable, name, whole: range };
}

/** Whether a range may be one of this text, from which VS Code may have dropped a byte order mark. */
function isRangeOf({ length }: string, { end }: TextRange): boolean {
  return end <= length + 1;
}

/** Of `SECRET_`. */
function prefixLength(variable: string | null): number {
  return variable === null ? 0 : 'SECRET_'.length;
}
