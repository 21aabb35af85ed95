import path from 'node:path';
import type { Installed } from '../servers/needed.ts';
import { installOpenBao, readSeed, seedOpenBao, startOpenBao } from '../servers/openbao.ts';
import { examplesFolder } from './examples.ts';

/** A running Vault that holds what `examples/vault` asks for. */
export interface ExampleVault {
  readonly url: string;
  /** May do what `policy.hcl` says: read names, no value. */
  readonly token: string;
  readonly stop: () => Promise<void>;
}

/** Installs OpenBao where it is not there yet, starts it on a free port, and fills it from `seed.json`. */
export async function startExampleVault(): Promise<Installed<ExampleVault>> {
  const installed = await installOpenBao();
  if ('missing' in installed) return installed;
  const server = await startOpenBao({ binary: installed.binary });
  try {
    const { seed, policy } = await readSeed(path.join(examplesFolder, 'vault'));
    return { url: server.url, token: await seedOpenBao(server, seed, policy), stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
