import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { startKestra } from '../servers/kestra/kestra.ts';
import type { Installed } from '../servers/needed.ts';
import type { ExampleServer } from './example-server.ts';
import { examplesFolder } from './examples.ts';

interface Seed {
  readonly secrets: readonly { readonly key: string; readonly value: string }[];
  readonly executions: readonly string[];
}

/** Starts what answers as an open-source Kestra, with the secrets of `examples/kestra`; nobody has to log in. */
export async function startExampleKestra(): Promise<Installed<ExampleServer>> {
  const seed = JSON.parse(await readFile(path.join(examplesFolder, 'kestra/seed.json'), 'utf8')) as Seed;
  const server = await startKestra({
    generation: '2.0',
    edition: 'open-source',
    secrets: seed.secrets.map((secret) => ({ namespace: '', ...secret })),
    executions: seed.executions,
    users: [],
  });
  return {
    name: 'kestra',
    dotEnv: {},
    settings: { 'kestraSecrets.kestra.url': server.url },
    env: {},
    flags: ['--kestra', server.url],
    stop: () => server.stop(),
  };
}
