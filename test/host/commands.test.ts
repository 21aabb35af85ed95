import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openedFolder, openFlow } from './flow-document.ts';

const target = (stored: string, subkey?: string) => ({
  folder: openedFolder().uri.toString(),
  backend: 'env',
  stored,
  ...(subkey === undefined ? {} : { subkey }),
});

describe('commands on a row', () => {
  before(() => vscode.commands.executeCommand('kestraSecrets.refresh'));

  it('copy the expression, never a value', async () => {
    await vscode.commands.executeCommand('kestraSecrets.copyExpression', {
      target: target('SECRET_ORCHARD_DB', 'HOST'),
    });
    assert.equal(await vscode.env.clipboard.readText(), "{{ secret('ORCHARD_DB', subkey='HOST') }}");
  });

  it('insert it at the cursor', async () => {
    const { document, cursor } = await openFlow('insert.yml', `    m: 'Bearer |'\n`);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(cursor, cursor);
    await vscode.commands.executeCommand('kestraSecrets.insertExpression', {
      target: target('SECRET_HARVEST_API'),
    });
    assert.equal(document.lineAt(cursor.line).text, `    m: 'Bearer {{ secret("HARVEST_API") }}'`);
    await document.save();
  });

  it('open the line that defines it', async () => {
    await vscode.commands.executeCommand('kestraSecrets.openConfiguration', {
      target: target('SECRET_HARVEST_API'),
    });
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.match(editor.document.fileName, /docker-compose\.yml$/);
    assert.match(editor.document.lineAt(editor.selection.active.line).text, /SECRET_HARVEST_API/);
  });
});
