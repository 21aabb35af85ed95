import { DocumentHighlight, DocumentHighlightKind, type Position, type TextDocument } from 'vscode';
import { definitionsOf, occurrencesIn, type SoughtSecret } from '../../language/uses/index.ts';
import { rangeIn } from '../language/positions.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { placesOfDefinitions } from './definition-places.ts';
import { isFileOf, findPointed, type UsesAsked } from './pointed.ts';

/** The same secret, or subkey, everywhere in the document: read where a call names it, written where it is defined. */
export async function findHighlights(
  asked: UsesAsked,
  document: TextDocument,
  position: Position,
): Promise<DocumentHighlight[] | undefined> {
  const pointed = await findPointed(asked, document, position);
  if (pointed?.sought == null) return undefined;
  const { session, sought } = pointed;
  const file = await asked.flows.flowOrValues(document);
  const snapshot = session.viewOf(document.uri).snapshot();
  const calls = file === null ? [] : occurrencesIn(file, sought, snapshot);
  const mark = (kind: DocumentHighlightKind) => (range: Parameters<typeof rangeIn>[1]) =>
    new DocumentHighlight(rangeIn(document, range), kind);
  return [
    ...calls.map(mark(DocumentHighlightKind.Read)),
    ...(await namesDefinedIn(session, sought, document)).map(mark(DocumentHighlightKind.Write)),
  ];
}

async function namesDefinedIn(session: FolderSession, sought: SoughtSecret, document: TextDocument) {
  const configuration = session.configuration();
  if (configuration === null) return [];
  const isFile = isFileOf(session, document);
  const places = await placesOfDefinitions(definitionsOf(sought, configuration), (file) =>
    Promise.resolve(isFile(file) ? document.getText() : null),
  );
  return places.flatMap(({ name }) => name ?? []);
}
