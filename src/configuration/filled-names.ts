import type { Origin } from '../ports/origin.ts';
import type { TextRange } from '../ports/text.ts';
import { statementAt } from './environment/env-file.ts';
import { baseName, folderOf } from './paths.ts';
import type { FilledPlace } from './environment-definitions.ts';
import { writtenVariable } from './variable-name.ts';

/** A variable that a file defines. */
export interface DefinedVariable {
  /** The file that defines it, relative to the folder, with `/`. */
  readonly source: string;
  readonly name: string;
}

/**
 * Where the placeholders of a file are certainly filled with a variable: the ranges of its name in `text`. Compose fills its
 * own files from the `.env` beside them, and each line of that `.env` from those above it; Kestra fills its `application.yml`
 * from the environment of its server, so that it is certain where the folder describes one server (`isOneServer`).
 */
export function namesFilledBy(
  { name, source }: DefinedVariable,
  file: string,
  text: string,
  isOneServer: boolean,
): readonly TextRange[] {
  if (!text.includes(name)) return [];
  const isDotEnv = baseName(source) === '.env';
  if (isDotEnv && file === source) return namesInLines(text, name);
  if (isDotEnv && isCompose(file) && folderOf(file) === folderOf(source))
    return placeholdersNaming(text, name);
  return isOneServer && isApplication(file) ? propertiesNaming(text, name) : [];
}

/**
 * Where a definition names a variable that it is filled with, by Compose or by Kestra out of what Compose makes of it: the
 * ranges of the name in `text`. Empty also where `at`, the definition as it was read, is another text by now.
 */
export function namesFilledAt(
  { range, variable = '' }: Origin,
  name: string,
  filler: FilledPlace['filler'],
  text: string,
): readonly TextRange[] {
  if (writtenVariable(text, range, variable) === null) return [];
  // In all of the text: cut off where the definition ended as it was read, a longer name may look like this one.
  const found = filler === 'compose' ? placeholdersNaming(text, name) : propertiesBehindCompose(text, name);
  return found.filter(({ start, end }) => range.start <= start && end <= range.end);
}

function isCompose(file: string): boolean {
  return /compose[^/]*\.ya?ml$/i.test(baseName(file));
}

function isApplication(file: string): boolean {
  return /^application(?:-[\w-]+)?\.ya?ml$/i.test(baseName(file));
}

/** In a text of Compose's. `$$` is a dollar sign, and no placeholder. */
function placeholdersNaming(text: string, variable: string): readonly TextRange[] {
  return [...text.matchAll(/(?<!\\)(\$+)\{?([A-Za-z_]\w*)/g)].flatMap(
    ({ 0: whole, 1: signs = '', 2: name, index }) =>
      name === variable && signs.length % 2 === 1 ? [rangeBefore(index + whole.length, variable)] : [],
  );
}

/** In the values of an env file that stand behind the variable's first definition, and are filled. */
function namesInLines(text: string, variable: string): readonly TextRange[] {
  const found: TextRange[] = [];
  let isDefined = false;
  let statement = statementAt(text, text.startsWith('\uFEFF') ? 1 : 0);
  for (; statement !== null; statement = statementAt(text, statement.next)) {
    if (statement.kind === 'junk') continue;
    const { name, value } = statement;
    if (isDefined && value?.expand === true) {
      const { start, end } = value.range;
      for (const own of placeholdersNaming(text.slice(start, end), variable)) {
        found.push({ start: start + own.start, end: start + own.end });
      }
    }
    isDefined ||= name === variable;
  }
  return found;
}

/** In a configuration of Micronaut's: `${NAME}`, or with a default behind `:`. */
function propertiesNaming(text: string, variable: string): readonly TextRange[] {
  return [...text.matchAll(/\$\{(\w+)(?=[:}])/g)].flatMap(({ 0: whole, 1: name, index }) =>
    name === variable ? [rangeBefore(index + whole.length, variable)] : [],
  );
}

/** The same, where Compose makes one dollar sign of two. */
function propertiesBehindCompose(text: string, variable: string): readonly TextRange[] {
  return propertiesNaming(text, variable).filter(({ start }) => {
    const signs = /\$*$/.exec(text.slice(0, start - 1))?.[0] ?? '';
    return signs.length % 2 === 0;
  });
}

function rangeBefore(end: number, { length }: string): TextRange {
  return { start: end - length, end };
}
