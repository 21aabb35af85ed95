import type { FolderConfiguration } from '../configuration/index.ts';
import { namedPlaces } from '../workspace/flow-files.ts';
import { CannotDo } from './trouble.ts';

/**
 * The file that `--configuration` names, by its path in the folder; behind it, as of several in one file, `#` and a
 * namespace. Rejects with {@link CannotDo} where it is not in there.
 */
export async function chosenFile(root: string, given: string, signal: AbortSignal): Promise<string> {
  const [, before, part] = /^(.+)(#[^#/\\]+)$/.exec(given) ?? [];
  const asGiven = await namedPlaces(root, given, signal);
  if (asGiven.length === 0 && before !== undefined && part !== undefined) {
    return (await chosenFile(root, before, signal)) + part;
  }
  const [place, ...others] = asGiven;
  if (place === undefined) throw new CannotDo(`--configuration: there is no file ${given}`);
  if (place.base !== null || !place.isFile || others.length > 0) {
    throw new CannotDo(`--configuration: ${given} is no file of the folder`);
  }
  return place.path;
}

/** A file that is no configuration would choose nothing, silently: rejects with {@link CannotDo}. */
export function checkChosen(file: string, { configurations = [] }: FolderConfiguration): void {
  const there = configurations.map((configuration) => configuration.file);
  if (there.includes(file)) return;
  const others = there.length === 0 ? 'it has none' : `there is ${there.join(', ')}`;
  throw new CannotDo(`--configuration: ${file} is no configuration of the folder; ${others}`);
}
