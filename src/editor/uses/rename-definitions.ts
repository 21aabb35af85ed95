import type { Range, Uri } from 'vscode';
import { namedStillWords, type SoughtSecret } from '../../language/uses/index.ts';
import type { TextRange } from '../../ports/text.ts';
import { rangeIn } from '../language/positions.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { uriOf } from '../session/paths.ts';
import { divideForRename, isInFolder, namesElsewhere, placesOfPlaceholders } from './definition-places.ts';
import { definitionPlaces, openDocument } from './pointed.ts';

/** What a new name makes of the files that define a secret. */
export interface RenamedDefinitions {
  /** Of the names alone, as VS Code counts. */
  readonly edits: readonly { readonly uri: Uri; readonly range: Range }[];
  /** Where the old name stands all the same; null: nowhere that is known. */
  readonly left: string | null;
}

/**
 * `secrets`: one, and those that are defined with it. A subkey is a field of the value, which is nobody's to write here; files outside the folder are others'.
 */
export async function renameDefinitions(
  session: FolderSession,
  secrets: readonly SoughtSecret[],
  newName: string,
  signal: AbortSignal,
): Promise<RenamedDefinitions> {
  const configuration = session.configuration();
  const [sought] = secrets;
  if (sought?.subkey !== null || configuration === null) return { edits: [], left: null };
  const found = (await Promise.all(secrets.map(async (each) => definitionPlaces(session, each)))).flat();
  const all = [
    ...new Map(found.map((place) => [`${place.file}\n${String(place.whole.start)}`, place])).values(),
  ];
  const { places, kept, variables } = divideForRename(all, newName);
  const files = configuration.files.filter(isInFolder);
  const textOf = readTextsNaming(session, variables, signal);
  const placeholders = await placesOfPlaceholders(places, { ...configuration, files }, textOf);
  const names = new Map<string, TextRange[]>();
  for (const { file, name } of [...places, ...placeholders]) {
    if (name !== null) names.set(file, [...(names.get(file) ?? []), name]);
  }
  const edits: RenamedDefinitions['edits'][number][] = [];
  for (const [file, own] of names) {
    const uri = uriOf(session.folder, file);
    const document = await openDocument(uri);
    if (document === null) continue;
    for (const name of own) edits.push({ uri, range: rangeIn(document, name) });
  }
  const still = new Set(kept.map(({ file }) => file));
  const [variable = null] = variables;
  for (const file of variable === null ? [] : files) {
    const text = await textOf(file);
    if (variable === null || text === null) continue;
    if (namesElsewhere(text, variable, names.get(file) ?? [])) still.add(file);
  }
  return { edits, left: namedStillWords(variable ?? sought.name, [...still]) };
}

/**
 * Answers the texts of files that name one of these variables, each read once; null: it does not, or is not to be read. As
 * the editor has them, with what is typed.
 */
function readTextsNaming(
  { files, folder }: FolderSession,
  variables: ReadonlySet<string>,
  signal: AbortSignal,
): (file: string) => Promise<string | null> {
  const known = new Map<string, Promise<string | null>>();
  const read = async (file: string) => {
    const found = await files.read(file, signal);
    if (found.state !== 'text' || ![...variables].some((name) => found.text.includes(name))) return null;
    // Its offsets are those of the document, which has no byte order mark.
    return (await openDocument(uriOf(folder, file)))?.getText() ?? null;
  };
  return (file) => {
    const text = known.get(file) ?? read(file);
    known.set(file, text);
    return text;
  };
}
