import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { until } from '../vscode/until.ts';
import { type Watch, watchHost } from './watched-host.ts';

const extensionId = 'kestra-secrets.kestra-secrets';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('activation', () => {
  let extension: vscode.Extension<unknown>;
  let watch: Watch;

  before(async () => {
    const found = vscode.extensions.getExtension(extensionId);
    assert.ok(found, `${extensionId} is not installed`);
    extension = found;
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder, 'no folder is open');
    assert.equal(extension.isActive, false, 'nothing that needs the extension is open yet');
    watch = watchHost(folder.uri.fsPath, path.join(extension.extensionPath, 'dist'));
    await extension.activate();
    await until('what activate() has put off is done', () => watch.isDone());
    // What came of it may take a turn of the window.
    await vscode.commands.getCommands();
  });

  after(() => watch.end());

  it('succeeds', () => {
    assert.equal(extension.isActive, true);
  });

  it('registers each command of the manifest', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    // The manifest is the extension's own, and checked against its code by another test.
    const { contributes } = extension.packageJSON as Manifest;
    assert.ok(contributes.commands.length > 0);
    for (const { command } of contributes.commands) assert.ok(registered.has(command), command);
  });

  it('connects to nothing', () => {
    assert.deepEqual(watch.connections, []);
  });

  it('neither reads nor searches the workspace', () => {
    assert.deepEqual(watch.read, []);
    assert.deepEqual(watch.searches, []);
  });

  it('reads the workspace once a flow is open, which shows that reads are seen', async () => {
    const [flow] = await vscode.workspace.findFiles('flows/harvest-import.yaml');
    assert.ok(flow);
    await vscode.window.showTextDocument(flow);
    await until('the configuration is read', () => watch.read.includes('docker-compose.yml'));
  });
});
