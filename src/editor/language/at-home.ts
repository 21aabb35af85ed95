import { workspace, type TextDocument } from 'vscode';

/** Whether a document is the window's own: a file of its folders, or a new one. */
export function isAtHome({ uri, isUntitled }: TextDocument): boolean {
  return isUntitled || workspace.getWorkspaceFolder(uri) !== undefined;
}
