import { Location, Range, type CancellationToken, type Position, type TextDocument } from 'vscode';
import { isWritten, type SecretUse, type SecretUses, type SoughtSecret } from '../../language/uses/index.ts';
import { runWithToken } from '../cancellation.ts';
import { errorMessage } from '../failures.ts';
import { rangesIn } from '../language/positions.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { uriOf } from '../session/paths.ts';
import { showError } from '../shown/messages.ts';
import { shownRange } from './definition-places.ts';
import { findAllUses } from './all-uses.ts';
import { definitionPlaces, openDocument, findPointed, type UsesAsked } from './pointed.ts';

/**
 * The calls that name the secret under the cursor, for certain or perhaps; undefined: no secret is there. Where it is defined
 * is not among them: VS Code lists the whole line of each, and that line may hold the value.
 */
export async function findReferences(
  asked: UsesAsked,
  document: TextDocument,
  position: Position,
  token: CancellationToken,
): Promise<Location[] | undefined> {
  const pointed = await findPointed(asked, document, position);
  if (pointed?.sought == null) return undefined;
  const { session, sought } = pointed;
  try {
    const found = await runWithToken(token, (signal) => findAllUses(session, sought, signal));
    return writtenUses(found).map((use) => useLocation(session, use, sought));
  } catch (error) {
    // VS Code would say that there are none.
    const message = await errorMessage(error);
    if (message !== null) void showError(message);
    return undefined;
  }
}

/** Those where the name itself stands. */
export function writtenUses({ certain, perhaps }: SecretUses): readonly SecretUse[] {
  return [...certain, ...perhaps.filter(({ doubt }) => isWritten(doubt))];
}

/** Of the name, or of the subkey, in the file of the call. */
export function useLocation(
  { folder }: FolderSession,
  { file, reference }: SecretUse,
  { subkey }: SoughtSecret,
): Location {
  const argument = subkey === null ? reference.key : reference.subkey;
  return new Location(uriOf(folder, file), indexedRange(argument?.range ?? reference.range));
}

/** A range of the index, as VS Code counts. */
export function indexedRange(range: SecretUse['reference']['range']): Range {
  return new Range(range.line - 1, range.column - 1, range.endLine - 1, range.endColumn - 1);
}

/** Where the folder's files define a secret: its name there, else where the definition begins. */
export async function definitionLocations(
  session: FolderSession,
  sought: SoughtSecret,
): Promise<readonly Location[]> {
  const locations: Location[] = [];
  for (const place of await definitionPlaces(session, sought)) {
    const document = await openDocument(uriOf(session.folder, place.file));
    if (document === null) continue;
    locations.push(new Location(document.uri, rangesIn(document.getText())(shownRange(place))));
  }
  return locations;
}
