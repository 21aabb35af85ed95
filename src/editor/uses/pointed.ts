import { workspace, type Position, type TextDocument, type Uri } from 'vscode';
import {
  callPointedAt,
  definitionsOf,
  secretsDefinedIn,
  type SoughtSecret,
} from '../../language/uses/index.ts';
import type { TextRange } from '../../ports/text.ts';
import type { OpenFlows } from '../flows.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { keyInside, pathInside, uriOf } from '../session/paths.ts';
import type { Sessions } from '../session/sessions.ts';
import { definitionAround, placesOfDefinitions, type DefinitionPlace } from './definition-places.ts';

/** Whom to ask. */
export interface UsesAsked {
  readonly sessions: Sessions;
  readonly flows: OpenFlows;
}

/** What the cursor is on. */
export interface Pointed {
  readonly session: FolderSession;
  /** null: which secret it is is known when the flow runs. */
  readonly sought: SoughtSecret | null;
  /** Of the name or subkey, in the document's text. */
  readonly range: TextRange;
  /** Whether another name can be written there. */
  readonly isLiteral: boolean;
  readonly isDefinition: boolean;
}

/** The secret or subkey under the cursor, in a call or where a file of the configuration defines it; null: there is none. */
export async function findPointed(
  { sessions, flows }: UsesAsked,
  document: TextDocument,
  position: Position,
): Promise<Pointed | null> {
  const session = await sessions.find(document.uri);
  if (session === undefined) return null;
  const offset = document.offsetAt(position);
  const file = await flows.flowOrValues(document);
  const call = file === null ? null : callPointedAt(file, offset, session.viewOf(document.uri).snapshot());
  if (call !== null) return { session, ...call, isDefinition: false };
  return findPointedDefinition(session, document, offset);
}

function findPointedDefinition(
  session: FolderSession,
  document: TextDocument,
  offset: number,
): Pointed | null {
  const configuration = session.configuration();
  const isFile = isFileOf(session, document);
  if (configuration === null) return null;
  const text = document.getText();
  for (const { definition, sought } of secretsDefinedIn(isFile, configuration, session.catalog.snapshot())) {
    const name = definitionAround(definition, isFile, text, offset)?.name ?? null;
    if (name !== null) return { session, sought, range: name, isLiteral: true, isDefinition: true };
  }
  return null;
}

/** Whether an origin's file is this document. */
export function isFileOf({ folder }: FolderSession, { uri }: TextDocument): (file: string) => boolean {
  const path = pathInside(folder, uri);
  const key = path === null ? null : keyInside(path);
  return (file) =>
    key === null ? uriOf(folder, file).toString() === uri.toString() : keyInside(file) === key;
}

/** Where the folder's files define a secret, as they are in the editor or else on the disk. */
export async function definitionPlaces(
  session: FolderSession,
  sought: SoughtSecret,
): Promise<readonly DefinitionPlace[]> {
  const configuration = session.configuration();
  if (configuration === null) return [];
  return placesOfDefinitions(definitionsOf(sought, configuration), async (file) => {
    const document = await openDocument(uriOf(session.folder, file));
    return document?.getText() ?? null;
  });
}

/** The document, as VS Code has it; null: it cannot be opened. */
export async function openDocument(uri: Uri): Promise<TextDocument | null> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return null;
  }
}
