import { Location, Range, type CancellationToken, type Position, type TextDocument } from 'vscode';
import { secretSoughtAt, usesOfSecret, type SecretUse } from '../../language/uses/index.ts';
import { runWithToken } from '../cancellation.ts';
import type { OpenFlows } from '../flows.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { uriOf } from '../session/paths.ts';
import type { Sessions } from '../session/sessions.ts';

/** Whom to ask. */
export interface UsesAsked {
  readonly sessions: Sessions;
  readonly flows: OpenFlows;
}

/** The calls that mean the secret under the cursor; undefined: there is none. */
export async function findReferences(
  { sessions, flows }: UsesAsked,
  document: TextDocument,
  position: Position,
  token: CancellationToken,
): Promise<Location[] | undefined> {
  const session = await sessions.find(document.uri);
  const file = await flows.flowOrValues(document);
  if (session === undefined || file === null) return undefined;
  const offset = document.offsetAt(position);
  const sought = secretSoughtAt(file, offset, session.viewOf(document.uri).snapshot());
  if (sought === null) return undefined;
  const index = await runWithToken(token, async (signal) => (await session.flows()).read(signal));
  const { certain, perhaps } = usesOfSecret(index, sought, session.catalog.snapshot());
  const written = perhaps.filter(({ doubt }) => doubt !== 'dynamic' && doubt !== 'pattern');
  return [...certain, ...written].map((use) => locationOf(session, use, sought.subkey !== null));
}

/** Of the name, or of the subkey, in the file of the call. */
function locationOf({ folder }: FolderSession, { file, reference }: SecretUse, isSubkey: boolean): Location {
  const argument = isSubkey ? reference.subkey : reference.key;
  const { line, column, endLine, endColumn } = argument?.range ?? reference.range;
  return new Location(uriOf(folder, file), new Range(line - 1, column - 1, endLine - 1, endColumn - 1));
}
