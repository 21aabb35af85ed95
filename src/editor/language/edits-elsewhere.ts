import { workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import { loadingEdits } from '../../configuration/env-file-edits.ts';
import type { EnvFileToLoad } from '../../language/code-actions.ts';
import { uriOf } from '../session/paths.ts';
import { rangesIn } from './positions.ts';

/**
 * The edit of the compose file, as it is in the editor or else on the disk; null where it is not there any more, or no place
 * in it is sure.
 */
export async function editElsewhere(
  { uri }: TextDocument,
  { file, service, path }: EnvFileToLoad,
): Promise<WorkspaceEdit | null> {
  const folder = workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return null;
  const other = await openDocument(uriOf(folder, file));
  const edits = other === null ? null : loadingEdits(other.getText(), service, path);
  if (other === null || edits === null) return null;
  const rangeOf = rangesIn(other.getText());
  const edit = new WorkspaceEdit();
  for (const { range, text } of edits) edit.replace(other.uri, rangeOf(range), text);
  return edit;
}

async function openDocument(uri: TextDocument['uri']): Promise<TextDocument | null> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return null;
  }
}
