import assert from 'node:assert/strict';
import path from 'node:path';
import { skipWithout } from '../servers/needed.ts';
import { installOpenBao, readSeed, seedOpenBao, startOpenBao } from '../servers/openbao.ts';
import { projectFolder } from '../vscode/releases.ts';

export type OpenBao = Awaited<ReturnType<typeof startOpenBao>>;

/** A Vault with the example's secrets, for the tests of one `describe`. */
export function useVault(): () => { readonly server: OpenBao; readonly token: string } {
  let vault: { readonly server: OpenBao; readonly token: string } | undefined;
  before(async function () {
    const { binary } = skipWithout(this, await installOpenBao());
    const server = await startOpenBao({ binary });
    const { seed, policy } = await readSeed(path.join(projectFolder, 'examples/vault'));
    vault = { server, token: await seedOpenBao(server, seed, policy) };
  });
  after(() => vault?.server.stop());
  return () => {
    assert.ok(vault, 'the Vault runs');
    return vault;
  };
}
