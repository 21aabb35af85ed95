import * as l10n from '@vscode/l10n';
import {
  commands,
  WorkspaceEdit,
  type CancellationToken,
  type Position,
  type Range,
  type TextDocument,
} from 'vscode';
import {
  leftWords,
  nameRefusalMessage,
  refuseName,
  renameCalls,
  soughtWords,
  storeKeepsWords,
  type SecretUse,
  type SecretUses,
  type SoughtSecret,
} from '../../language/uses/index.ts';
import { runWithToken } from '../cancellation.ts';
import { errorMessage } from '../failures.ts';
import { rangeIn, rangesIn } from '../language/positions.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { isAbsoluteFile } from '../session/file-keys.ts';
import { uriOf } from '../session/paths.ts';
import { showInformation } from '../shown/messages.ts';
import { indexedRange, useLocation } from './find-references.ts';
import { findUses } from './folder-uses.ts';
import { definitionPlaces, openDocument, findPointed, type Pointed, type UsesAsked } from './pointed.ts';

/** A secret that can be renamed at the cursor. */
type Renamable = Pointed & { readonly sought: SoughtSecret };

/** The name under the cursor. Rejects with the reason where it cannot be renamed. */
export async function prepareRename(
  asked: UsesAsked,
  document: TextDocument,
  position: Position,
): Promise<{ range: Range; placeholder: string }> {
  const { range } = await findRenamable(asked, document, position);
  const own = rangeIn(document, range);
  if (!own.contains(position)) throw new Error(l10n.t('Put the cursor on the name to rename it.'));
  return { range: own, placeholder: document.getText(own) };
}

async function findRenamable(
  asked: UsesAsked,
  document: TextDocument,
  position: Position,
): Promise<Renamable> {
  const pointed = await findPointed(asked, document, position);
  if (pointed === null) throw new Error(l10n.t('No secret is here.'));
  const { sought, isLiteral } = pointed;
  if (sought === null || !isLiteral) {
    throw new Error(l10n.t('The name here is worked out by the expression, and cannot be renamed.'));
  }
  return { ...pointed, sought };
}

/**
 * Writes a new name wherever the folder's flows name the secret under the cursor for certain, and where a file defines it;
 * each is to be confirmed. What may mean it is left, and told. Rejects with the reason where the name is refused.
 */
export async function renameSecret(
  asked: UsesAsked,
  document: TextDocument,
  position: Position,
  newName: string,
  token: CancellationToken,
): Promise<WorkspaceEdit> {
  const { session, sought } = await findRenamable(asked, document, position);
  const refusal = refuseName(sought, newName, session.catalog.snapshot());
  if (refusal !== null) throw new Error(nameRefusalMessage(refusal, newName));
  const uses = await findUsesToRename(session, sought, token);
  const renamed = await renameCalls(uses, sought, newName, async (file) => {
    const flow = await openDocument(uriOf(session.folder, file));
    return flow?.getText() ?? null;
  });
  const keeps = storeKeepsWords(sought);
  const left = leftWords(renamed, uses);
  const description = left === null ? keeps : `${keeps} ${left}`;
  const edit = new WorkspaceEdit();
  await writeDefinitions(edit, session, sought, newName, description);
  const ofFlows = {
    needsConfirmation: true,
    label: l10n.t('Calls of {0}', soughtWords(sought)),
    description,
  };
  for (const { file, range, text } of renamed.edits) {
    edit.replace(uriOf(session.folder, file), indexedRange(range), text, ofFlows);
  }
  if (!token.isCancellationRequested) {
    tellOfRename(description, renamed.left, { session, sought }, document, position);
  }
  return edit;
}

/** Rejects with a reason that can be shown, and with an AbortError. */
async function findUsesToRename(
  session: FolderSession,
  sought: SoughtSecret,
  token: CancellationToken,
): Promise<SecretUses> {
  try {
    return await runWithToken(token, (signal) => findUses(session, sought, signal));
  } catch (error) {
    const message = await errorMessage(error);
    throw message === null ? error : new Error(message);
  }
}

/** A subkey is a field of the value, which is nobody's to write here; files outside the folder are others'. */
async function writeDefinitions(
  edit: WorkspaceEdit,
  session: FolderSession,
  sought: SoughtSecret,
  newName: string,
  description: string,
): Promise<void> {
  if (sought.subkey !== null) return;
  const metadata = {
    needsConfirmation: true,
    label: l10n.t('Where {0} is defined', sought.name),
    description,
  };
  for (const { file, name } of await definitionPlaces(session, sought)) {
    const isOutside = isAbsoluteFile(file) || file.startsWith('../');
    const document = name === null || isOutside ? null : await openDocument(uriOf(session.folder, file));
    if (document === null || name === null) continue;
    edit.replace(document.uri, rangesIn(document.getText())(name), newName, metadata);
  }
}

/** What the preview has no place for but where it groups by type. Nobody waits for the answer. */
function tellOfRename(
  words: string,
  left: readonly SecretUse[],
  { session, sought }: Pick<Renamable, 'session' | 'sought'>,
  { uri }: TextDocument,
  position: Position,
): void {
  const show = l10n.t('Show Them');
  void showInformation(words, ...(left.length === 0 ? [] : [show])).then((pressed) => {
    if (pressed !== show) return;
    const locations = left.map((use) => useLocation(session, use, sought));
    void commands.executeCommand('editor.action.showReferences', uri, position, locations);
  });
}
