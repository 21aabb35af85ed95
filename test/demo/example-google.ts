import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { accountOf } from '../servers/google/accounts.ts';
import { startGoogle } from '../servers/google/google.ts';
import type { SecretVersion } from '../servers/google/secret-manager.ts';
import { flagsFor, type ExampleServer } from './example-server.ts';
import { examplesFolder } from './examples.ts';

interface Seed {
  readonly secrets: readonly {
    readonly id: string;
    /** A map is kept as JSON. */
    readonly value: unknown;
    readonly labels?: Readonly<Record<string, string>>;
    readonly state?: NonNullable<SecretVersion['state']>;
    /** RFC 3339. */
    readonly expireTime?: string;
  }[];
}

/** As in the example's configuration. */
const project = 'harbour-office';

/** Starts a Secret Manager on a free port, filled from `seed.json`, with the key of an account that may read names. */
export async function startExampleGoogle(): Promise<ExampleServer> {
  const seed = JSON.parse(await readFile(path.join(examplesFolder, 'google', 'seed.json'), 'utf8')) as Seed;
  const account = accountOf('kestra-names', project);
  const google = await startGoogle({
    project,
    secrets: seed.secrets.map(({ value, state, ...secret }) => ({
      ...secret,
      versions: [
        {
          value: typeof value === 'string' ? value : JSON.stringify(value),
          ...(state === undefined ? {} : { state }),
        },
      ],
    })),
    accounts: [account],
    permissions: { [account.email]: ['secrets.list', 'secrets.get', 'versions.get'] },
    plain: true,
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'kestra-secrets-google-'));
  const keyFile = path.join(folder, 'key.json');
  const key = {
    type: 'service_account',
    project_id: project,
    private_key_id: account.keyId,
    private_key: account.privateKey,
    client_email: account.email,
    token_uri: 'https://oauth2.googleapis.com/token',
  };
  await writeFile(keyFile, JSON.stringify(key), { mode: 0o600 });
  return {
    name: 'google',
    dotEnv: {},
    env: {
      GOOGLE_APPLICATION_CREDENTIALS: keyFile,
      CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER: google.url,
    },
    flags: flagsFor('google-secret-manager', google.url),
    stop: async () => {
      await google.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
