import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { installMoto, startMoto, type MotoServer } from '../servers/moto.ts';
import type { Installed } from '../servers/needed.ts';
import { flagsFor, type ExampleServer } from './example-server.ts';
import { examplesFolder } from './examples.ts';

const folder = path.join(examplesFolder, 'aws');

interface Seed {
  readonly secrets: readonly {
    readonly name: string;
    /** A map is kept as JSON. */
    readonly value: unknown;
    readonly tags?: Readonly<Record<string, string>>;
    readonly deleted?: boolean;
  }[];
}

/** Installs moto where it is not there yet, starts it on a free port, and fills it from `seed.json`. */
export async function startExampleAws(): Promise<Installed<ExampleServer>> {
  const installed = await installMoto();
  if ('missing' in installed) return installed;
  const server = await startMoto(installed);
  try {
    await fillExampleAws(server);
    const policy = await readFile(path.join(folder, 'policy.json'), 'utf8');
    const keys = await server.createUser('names', policy);
    await server.checkIdentities();
    return {
      name: 'aws',
      dotEnv: { AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url },
      env: {
        AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url,
        AWS_ACCESS_KEY_ID: keys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      },
      flags: flagsFor('aws-secret-manager', server.url),
      stop: () => server.stop(),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Puts the secrets of `seed.json` into it. */
export async function fillExampleAws(server: MotoServer): Promise<void> {
  const seed = JSON.parse(await readFile(path.join(folder, 'seed.json'), 'utf8')) as Seed;
  for (const secret of seed.secrets) await create(server, secret);
}

async function create(server: MotoServer, secret: Seed['secrets'][number]): Promise<void> {
  const { name, value, tags = {}, deleted = false } = secret;
  await server.secrets('CreateSecret', {
    Name: name,
    SecretString: typeof value === 'string' ? value : JSON.stringify(value),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  });
  if (deleted) await server.secrets('DeleteSecret', { SecretId: name });
}
