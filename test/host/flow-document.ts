import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { until } from '../vscode/until.ts';

/** The folder that is open: a copy of the example `environment`. */
export function openedFolder(): vscode.WorkspaceFolder {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return folder;
}

/** What sessions of a test's own ask of the extension, which keeps nothing. */
export const extensionContext = {
  // What reads a large configuration: these are small.
  asAbsolutePath: (file: string) => file,
  globalState: { get: () => undefined, update: () => Promise.resolve() },
  secrets: { get: () => Promise.resolve(undefined) },
} as unknown as vscode.ExtensionContext;

const head = 'id: scratch\nnamespace: orchard.test\ntasks:\n  - id: t\n    type: x\n';

/** Every file of the folder as it was opened: all test files are loaded before the first test. */
const original = new Set(filesNow());

function filesNow(): readonly string[] {
  const { fsPath } = openedFolder().uri;
  return readdirSync(fsPath, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Takes away what other tests have typed and written, for those that count what all flows ask for. */
export async function removeFlows(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  for (const file of filesNow()) if (!original.has(file)) await rm(file);
}

/** A flow whose last lines are `text`, shown in an editor; the cursor is where `|` stands. */
export async function openFlow(
  name: string,
  text: string,
): Promise<{ readonly document: vscode.TextDocument; readonly cursor: vscode.Position }> {
  const [before = '', ...after] = text.split('|');
  const file = path.join(openedFolder().uri.fsPath, name);
  const whole = head + before + after.join('|');
  await writeFile(file, whole);
  const document = await vscode.workspace.openTextDocument(file);
  // One that was open is read again once VS Code hears of it; until then a flow may be asked about that is there in part.
  await until(
    'the file is read',
    () => document.isDirty || withoutReturns(document.getText()) === withoutReturns(whole),
  );
  await vscode.window.showTextDocument(document);
  return { document, cursor: document.positionAt(head.length + before.length) };
}

function withoutReturns(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** What the extension says of a document's problems, by code. */
export function problemsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Kestra Secrets');
}

/** A hover's text as a reader sees it, without its markup's escapes. */
export function shownText(contents: vscode.Hover['contents']): string {
  return contents
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
