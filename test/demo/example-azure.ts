import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAzure } from '../servers/azure/azure.ts';
import { flagsFor, type ExampleServer } from './example-server.ts';
import { examplesFolder } from './examples.ts';

interface Seed {
  readonly secrets: readonly {
    readonly name: string;
    /** A map is kept as JSON. */
    readonly value: unknown;
    readonly tags?: Readonly<Record<string, string>>;
    readonly enabled?: boolean;
    /** ISO 8601. */
    readonly expires?: string;
  }[];
}

/** As in the example's configuration. */
const application = {
  tenant: '6f1c1f0e-3a55-4d5c-9d0a-2f6f0c3e7a10',
  id: '0d9a2c58-7c1b-4a5e-8f0e-b8a4f6f5c211',
  secret: 'secret-of-the-museum',
};

/** Starts a key vault and its Entra ID on free ports, filled from `seed.json`. */
export async function startExampleAzure(): Promise<ExampleServer> {
  const seed = JSON.parse(await readFile(path.join(examplesFolder, 'azure', 'seed.json'), 'utf8')) as Seed;
  const azure = await startAzure({
    secrets: seed.secrets.map(azureSecretOf),
    applications: [application],
    permissions: { [application.id]: ['list', 'get'] },
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'kestra-secrets-azure-'));
  const certificates = path.join(folder, 'certificates.pem');
  await writeFile(certificates, azure.certificate);
  return {
    name: 'azure',
    // The credential too: the process's own would wait for leave, at an address that only the folder names.
    dotEnv: { KEY_VAULT_URI: azure.vaultUrl, AZURE_CLIENT_SECRET: application.secret },
    env: {
      AZURE_AUTHORITY_HOST: azure.authorityUrl,
      AZURE_CLIENT_SECRET: application.secret,
      NODE_EXTRA_CA_CERTS: certificates,
    },
    flags: flagsFor('azure-key-vault', azure.vaultUrl),
    stop: async () => {
      await azure.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function azureSecretOf({ name, value, tags = {}, enabled = true, expires }: Seed['secrets'][number]) {
  return {
    name,
    versions: [
      {
        value: typeof value === 'string' ? value : JSON.stringify(value),
        tags,
        enabled,
        ...(expires === undefined ? {} : { exp: Date.parse(expires) / 1000 }),
      },
    ],
  };
}
