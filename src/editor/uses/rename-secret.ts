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
  definitionsOf,
  leftWords,
  nameRefusalMessage,
  refuseName,
  renameCalls,
  secretsDefinedWith,
  soughtWords,
  storeKeepsWords,
  type SecretUse,
  type SoughtSecret,
} from '../../language/uses/index.ts';
import { runWithToken } from '../cancellation.ts';
import { errorMessage } from '../failures.ts';
import { rangeIn } from '../language/positions.ts';
import { uriOf } from '../session/paths.ts';
import { showInformation } from '../shown/messages.ts';
import { indexedRange, useLocation } from './find-references.ts';
import { findUsesToRename } from './all-uses.ts';
import { openDocument, findPointed, type Pointed, type UsesAsked } from './pointed.ts';
import { renameDefinitions } from './rename-definitions.ts';
import { isKnownRendered } from './rendered-uses.ts';

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
  const configuration = session.configuration();
  const snapshot = session.catalog.snapshot();
  const all = configuration === null ? [sought] : secretsDefinedWith(sought, configuration, snapshot);
  for (const each of all) {
    const definitions = configuration === null ? [] : definitionsOf(each, configuration);
    const variables = definitions.flatMap(({ variable }) => variable ?? []);
    const refusal = refuseName(each, newName, snapshot, variables);
    if (refusal !== null) throw new Error(nameRefusalMessage(refusal, newName));
  }
  const { uses, renamed, defined } = await runForUser(token, async (signal) => {
    const found = await findUsesToRename(session, all, signal);
    return {
      uses: found,
      renamed: await renameCalls(found, sought, newName, async (file) => {
        // Signs are written there as in no style of YAML.
        if (isKnownRendered(session.knownFlows(), file)) return null;
        const flow = await openDocument(uriOf(session.folder, file));
        return flow?.getText() ?? null;
      }),
      defined: await renameDefinitions(session, all, newName, signal),
    };
  });
  const sentences = [storeKeepsWords(sought), defined.left, leftWords(renamed, uses)];
  const description = sentences.filter((sentence) => sentence !== null).join(' ');
  const edit = new WorkspaceEdit();
  const ofDefinitions = {
    needsConfirmation: true,
    label: l10n.t('Where {0} is defined', sought.name),
    description,
  };
  for (const { uri, range } of defined.edits) edit.replace(uri, range, newName, ofDefinitions);
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
async function runForUser<T>(
  token: CancellationToken,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  try {
    return await runWithToken(token, work);
  } catch (error) {
    const message = await errorMessage(error);
    throw message === null ? error : new Error(message);
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
