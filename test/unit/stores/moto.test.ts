import { holdings, type Holding } from '../../contract/holdings.ts';
import { describeStore } from '../../contract/store-contract.ts';
import { openAwsStore } from '../../fakes/open-aws.ts';
import { installMoto, policyOf, startMoto, type MotoServer } from '../../servers/moto.ts';
import { neededBy } from '../../servers/needed.ts';

/** The server checks every signature and policy, which takes its time: some of the many are enough for pages. */
const tooMany = /^many-(?!0[0-3])/;

/**
 * AWS takes letters, digits and a few signs for a name; what is deleted keeps its value for a while; and moto does not
 * tell of a secret that it has no version.
 */
function holds({ name, fields, gone }: Holding): boolean {
  return /^[A-Za-z0-9/_+=.@-]+$/.test(name) && !tooMany.test(name) && fields !== null && gone !== 'destroyed';
}

describeStore(
  'AWS Secrets Manager',
  async (context) => {
    const server = await startMoto(neededBy(context, await installMoto()));
    for (const holding of holdings.filter(holds)) await seed(server, holding);
    const list = ['secretsmanager:ListSecrets', 'secretsmanager:DescribeSecret'];
    const least = await server.createUser('names', policyOf(...list, 'secretsmanager:GetSecretValue'));
    const nothing = await server.createUser('nothing', policyOf('s3:ListBucket'));
    await server.checkIdentities();
    const open = (keys: typeof least, region: string) =>
      openAwsStore({
        endpoint: server.url,
        identity: { kind: 'keys', ...keys, sessionToken: null },
        region,
        options: { pageSize: 15 },
      });
    return {
      store: open(least, 'eu-west-1'),
      refused: open(nothing, 'eu-west-1'),
      empty: open(least, 'eu-north-1'),
      stop: () => server.stop(),
    };
  },
  { holds, byReadingValue: true, refusedNames: [] },
);

async function seed(server: MotoServer, { name, fields, tags = {}, gone }: Holding): Promise<void> {
  await server.secrets('CreateSecret', {
    Name: name,
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    SecretString: JSON.stringify(fields),
  });
  if (gone !== undefined) await server.secrets('DeleteSecret', { SecretId: name });
}
