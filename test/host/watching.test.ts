import assert from 'node:assert/strict';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { FolderSession } from '../../src/editor/session/folder-session.ts';
import { openFolderSession } from '../../src/editor/session/open-session.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { eventually } from '../vscode/until.ts';
import { extensionContext, openedFolder } from './flow-document.ts';

// Of a folder that is moved or removed VS Code may tell alone, and of no file in it.
describe('the configuration in a folder', () => {
  let session: FolderSession;
  const inFolder = (name: string) => path.join(openedFolder().uri.fsPath, name);
  const environments = () =>
    (session.configuration()?.backends ?? []).map(({ id }) => id).filter((id) => id.startsWith('env'));
  const only = ['env'];

  before(async () => {
    session = openFolderSession(openedFolder(), extensionContext, quietLog);
    await session.ready();
    assert.deepEqual(environments(), only);
  });
  beforeEach(async () => {
    await mkdir(inFolder('second/deploy'), { recursive: true });
    const service = 'services:\n  kestra:\n    image: kestra/kestra\n    environment: {SECRET_A: dg==}\n';
    await writeFile(inFolder('second/deploy/compose.yml'), service);
    await eventually(() => {
      assert.deepEqual(environments(), ['env#docker-compose.yml', 'env#second/deploy/compose.yml']);
    });
  });
  afterEach(async () => {
    for (const name of ['second', 'third']) await rm(inFolder(name), { recursive: true, force: true });
    await eventually(() => assert.deepEqual(environments(), only));
  });
  after(() => session.dispose());

  it('goes with it, removed on the disk', async () => {
    await rm(inFolder('second'), { recursive: true });
    await eventually(() => assert.deepEqual(environments(), only));
  });

  it('goes with it, deleted in the editor', async () => {
    await vscode.workspace.fs.delete(vscode.Uri.file(inFolder('second')), { recursive: true });
    await eventually(() => assert.deepEqual(environments(), only));
  });

  it('goes along with it to another name', async () => {
    await rename(inFolder('second'), inFolder('third'));
    await eventually(() => {
      assert.deepEqual(environments(), ['env#docker-compose.yml', 'env#third/deploy/compose.yml']);
    });
  });
});
