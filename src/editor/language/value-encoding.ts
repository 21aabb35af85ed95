import { Position, Uri, workspace, WorkspaceEdit, type Command, type TextDocument } from 'vscode';
import { encodingEdit } from '../../configuration/env-value-edits.ts';
import { fixCommands } from '../contributions.ts';
import { rangeIn } from './positions.ts';

/** Whether the definition at a place of an env file has a value that can be encoded. */
export function canEncode(document: TextDocument, at: Position): boolean {
  return encodingEdit(document.getText(), document.offsetAt(at)) !== null;
}

/** What encodes that value. It says where, and not what. */
export function encodeCommand(title: string, { uri, version }: TextDocument, at: Position): Command {
  const args = [uri.toString(), version, at.line, at.character];
  return { command: fixCommands.encodeValue, title, arguments: args };
}

/** Does what {@link encodeCommand} says; nothing where the text has changed since that was offered. */
export async function encodeValueAt(args: readonly unknown[]): Promise<void> {
  const [uri, version, line, character] = args;
  if (typeof uri !== 'string' || typeof line !== 'number' || typeof character !== 'number') return;
  const document = await workspace.openTextDocument(Uri.parse(uri, true));
  if (document.version !== version) return;
  const found = encodingEdit(document.getText(), document.offsetAt(new Position(line, character)));
  if (found === null) return;
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, rangeIn(document, found.range), found.text);
  await workspace.applyEdit(edit);
}
