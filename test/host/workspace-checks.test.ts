import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/editor/contributions.ts';
import { until } from '../vscode/until.ts';
import { openedFolder, problemsOf } from './flow-document.ts';

const asking = (name: string, comment = '') =>
  `id: closed\nnamespace: orchard.test\ntasks:\n  - id: t\n    type: x\n    m: "{{ secret('${name}') }}"${comment}\n`;

const files: string[] = [];

async function write(name: string, text: string): Promise<vscode.Uri> {
  const file = path.join(openedFolder().uri.fsPath, name);
  files.push(file);
  await writeFile(file, text);
  return vscode.Uri.file(file);
}

const placesOf = (uri: vscode.Uri) =>
  problemsOf(uri).map(
    ({ code, range: { start } }) => `${JSON.stringify(code)} ${start.line}:${start.character}`,
  );

describe('the problems of flows that are not open', () => {
  after(async () => {
    for (const file of files) await rm(file, { force: true });
  });

  it('are not looked for by themselves', async () => {
    const uri = await write('closed-first.yml', asking('LOST_IN_A_CLOSED_FILE'));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.deepEqual(placesOf(uri), []);
  });

  it('are there once all flows are checked, and follow what changes on the disk', async () => {
    const uri = await write('closed.yml', asking('LOST_IN_A_CLOSED_FILE'));
    const ignored = await write('ignored.yml', asking('LOST', ' # kestra-secrets-ignore secret-missing'));
    await vscode.commands.executeCommand(commands.checkFlows);
    await until('it is told', () => placesOf(uri).join() === '"secret-missing" 5:19');
    assert.deepEqual(placesOf(ignored), []);
    await write('closed.yml', asking('HARVEST_API'));
    await until('it is told no more', () => placesOf(uri).length === 0);
    await write('closed.yml', asking('LOST_AGAIN'));
    await until('it is told again', () => placesOf(uri).length === 1);
  });

  it('are told once while the file is open, and again by the check when it is closed', async () => {
    const uri = vscode.Uri.file(path.join(openedFolder().uri.fsPath, 'closed.yml'));
    await vscode.window.showTextDocument(uri, { preview: false });
    await until('the open file is marked', () => placesOf(uri).length === 1);
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.equal(placesOf(uri).length, 1);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('it is marked still', () => placesOf(uri).length === 1);
  });

  it('stay while a file is open that nobody else tells of, such as one that a flow renders', async () => {
    await write('renders.yml', asking('HARVEST_API').replace(/secret\(.*\)/, "render(read('rendered.sql'))"));
    const uri = await write('rendered.sql', `-- a query\nselect '{{ secret("LOST_IN_A_QUERY") }}'\n`);
    await until('it is told', () => placesOf(uri).join() === '"secret-missing" 1:19');
    await vscode.window.showTextDocument(uri, { preview: false });
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), '-- one line more\n');
    await vscode.workspace.applyEdit(edit);
    await until('it is told where it is now', () => placesOf(uri).join() === '"secret-missing" 2:19');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('it is told as it was', () => placesOf(uri).join() === '"secret-missing" 1:19');
  });

  it('go with their file', async () => {
    const uri = await write('goes.yml', asking('GOES_WITH_ITS_FILE'));
    await until('it is told', () => placesOf(uri).length === 1);
    await rm(uri.fsPath);
    await until('it is told no more', () => placesOf(uri).length === 0);
  });
});
