import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryRoot } from '../../processes/homes.ts';
import { removeFolder } from '../../processes/remove-folder.ts';
import { startServer } from '../../vscode/server.ts';

describe('a server of VS Code', function () {
  this.timeout(60_000);

  it('keeps the sockets of its extension hosts in its own folder, which is removed with all else', async () => {
    const home = mkdtempSync(path.join(temporaryRoot(), 'kestra-secrets-'));
    const server = path.join(home, 'vscode');
    mkdirSync(path.join(server, 'out'), { recursive: true });
    writeFileSync(path.join(server, 'package.json'), '{"type": "commonjs"}');
    writeFileSync(
      path.join(server, 'out/server-main.js'),
      "console.log('sockets in', process.env.XDG_RUNTIME_DIR);\nconsole.log('Extension host agent listening on 1');\nsetInterval(() => {}, 1000);\n",
    );
    const vscode = { version: '1.0.0', server, node: process.execPath, outputChannels: false };
    const started = await startServer(vscode, { home });
    try {
      assert.ok(started.output().includes(`sockets in ${home}\n`), started.output());
    } finally {
      await started.stop();
      await removeFolder(home);
    }
  });
});
