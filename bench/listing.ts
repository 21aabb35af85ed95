import { fork } from 'node:child_process';
import { paginateListSecrets, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SecretClient } from '@azure/keyvault-secrets';
import { SecretManagerServiceClient } from '@google-cloud/secret-manager';
import { PassThroughClient } from 'google-auth-library';
import type { Store } from '../src/stores/contract.ts';
import { openAwsStore, someKeys } from '../test/fakes/open-aws.ts';
import { openAzureStore } from '../test/fakes/open-azure.ts';
import { openGoogleStore } from '../test/fakes/open-google.ts';
import { secretsInAll, type Stub } from './listing-stub.ts';
import { ratioOf, spreadOf, spreadText } from './spread.ts';

const rounds = 9;
const warmUp = 2;

interface Contest {
  readonly name: string;
  readonly store: Store;
  /** Counts what the manager's own client lists, as its documentation has it. */
  readonly bare: () => Promise<number>;
}

/** Processor time of a whole list, beside the bare paginator of the manager's own client on the same answers. */
export async function measureListing(): Promise<void> {
  const child = fork(new URL('listing-stub.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  try {
    const stub = await new Promise<Stub>((resolve) =>
      child.once('message', (message) => resolve(message as Stub)),
    );
    for (const contest of contestsAt(stub)) await hold(contest);
  } finally {
    child.kill();
  }
}

async function hold({ name, store, bare }: Contest): Promise<void> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const mine = await processorTime(() => countIn(store));
    const other = await processorTime(bare);
    if (round < warmUp) continue;
    ours.push(mine);
    theirs.push(other);
  }
  store.close();
  console.log(`  ${name}`);
  console.log(`    kestra-secrets                 ${spreadText(spreadOf(ours), ' ms')}`);
  console.log(`    its own client's paginator     ${spreadText(spreadOf(theirs), ' ms')}`);
  console.log(`    ours takes                     ${spreadText(ratioOf(ours, theirs), ' of its time')}`);
}

/** Of this process, in milliseconds; the server is another. */
async function processorTime(list: () => Promise<number>): Promise<number> {
  const before = process.cpuUsage();
  const count = await list();
  const { user, system } = process.cpuUsage(before);
  if (count !== secretsInAll) throw new Error(`${count} secrets instead of ${secretsInAll}`);
  return (user + system) / 1000;
}

async function countIn(store: Store): Promise<number> {
  let count = 0;
  for await (const page of store.list({ withTags: true }, new AbortController().signal)) {
    count += page.secrets.length;
  }
  return count;
}

function contestsAt({ aws, azure, google, certificate }: Stub): Contest[] {
  const { accessKeyId, secretAccessKey } =
    someKeys.kind === 'keys' ? someKeys : { accessKeyId: '', secretAccessKey: '' };
  const awsClient = new SecretsManagerClient({
    region: 'eu-west-1',
    endpoint: aws,
    credentials: { accessKeyId, secretAccessKey },
  });
  const azureClient = new SecretClient(
    azure,
    { getToken: () => Promise.resolve({ token: 'token', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    { tlsOptions: { ca: certificate }, disableChallengeResourceVerification: true },
  );
  const googleUrl = new URL(google);
  const googleClient = new SecretManagerServiceClient({
    fallback: true,
    protocol: 'http',
    apiEndpoint: googleUrl.hostname,
    port: Number(googleUrl.port),
    authClient: new PassThroughClient(),
  });
  const token = { kind: 'token', token: 'token' } as const;
  return [
    {
      name: 'AWS Secrets Manager, 100 pages of 100',
      store: openAwsStore({ endpoint: aws }),
      bare: async () => {
        let count = 0;
        const pages = paginateListSecrets(
          { client: awsClient, pageSize: 100 },
          { IncludePlannedDeletion: true },
        );
        for await (const page of pages) count += page.SecretList?.length ?? 0;
        return count;
      },
    },
    {
      name: 'Azure Key Vault, 400 pages of 25',
      store: openAzureStore(
        { vaultUrl: azure, authorityUrl: 'https://localhost:1', certificate },
        { login: { identities: [token] } },
      ),
      bare: async () => {
        let count = 0;
        for await (const page of azureClient.listPropertiesOfSecrets().byPage()) count += page.length;
        return count;
      },
    },
    {
      name: 'Google Secret Manager, 10 pages of 1000',
      store: openGoogleStore({ url: google, certificate }),
      bare: async () => {
        const names = new Set<unknown>();
        const secrets = googleClient.listSecretsAsync({ parent: 'projects/shop-project', pageSize: 1000 });
        for await (const secret of secrets) names.add(secret.name);
        return names.size;
      },
    },
  ];
}
