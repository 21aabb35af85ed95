import type { DefinitionLink, Position, TextDocument } from 'vscode';
import type { SoughtSecret } from '../../language/uses/index.ts';
import { rangeIn } from '../language/positions.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { uriOf } from '../session/paths.ts';
import { definitionLocations } from './find-references.ts';
import { openDocument, findPointed, type UsesAsked } from './pointed.ts';

/** Where the secret under the cursor is defined; where no file does, where its backend is configured. */
export async function findDefinition(
  asked: UsesAsked,
  document: TextDocument,
  position: Position,
): Promise<DefinitionLink[] | undefined> {
  const pointed = await findPointed(asked, document, position);
  if (pointed?.sought == null) return undefined;
  const { session, sought, range } = pointed;
  const defined = await definitionLocations(session, sought);
  const targets = defined.length > 0 ? defined : await backendPlaces(session, sought);
  return targets.map((target) => ({
    originSelectionRange: rangeIn(document, range),
    targetUri: target.uri,
    targetRange: target.range,
  }));
}

async function backendPlaces(
  { folder }: FolderSession,
  { held }: SoughtSecret,
): Promise<readonly { readonly uri: TextDocument['uri']; readonly range: DefinitionLink['targetRange'] }[]> {
  const [origin] = held?.backend.sources ?? [];
  const document = origin === undefined ? null : await openDocument(uriOf(folder, origin.file));
  if (origin === undefined || document === null) return [];
  return [{ uri: document.uri, range: rangeIn(document, origin.range) }];
}
