import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import { inspect } from 'node:util';
import { FailureError, isFailureError } from '../../../src/ports/failure.ts';
import { holdings, type Holding } from '../../contract/holdings.ts';
import { describeStore } from '../../contract/store-contract.ts';
import { never } from '../../fakes/never.ts';
import { openAwsStore } from '../../fakes/open-aws.ts';
import { installMoto, policyOf, startMoto, type AwsKeys, type MotoServer } from '../../servers/moto.ts';
import { skipWithout } from '../../servers/needed.ts';

/** The server checks every signature and policy, which takes its time: some of the many are enough for pages. */
const tooMany = /^many-(?!0[0-3])/;

/**
 * AWS takes letters, digits and a few signs for a name; what is deleted keeps its value for a while; and moto does not
 * tell of a secret that it has no version.
 */
function holds({ name, fields, gone }: Holding): boolean {
  return /^[A-Za-z0-9/_+=.@-]+$/.test(name) && !tooMany.test(name) && fields !== null && gone !== 'destroyed';
}

describe('moto', () => {
  let server: MotoServer | undefined;
  let taken: { arn: string; allowed: AwsKeys; refused: AwsKeys } | undefined;

  describeStore(
    'AWS Secrets Manager',
    async (context) => {
      server = await startMoto(skipWithout(context, await installMoto()));
      const { url } = server;
      for (const holding of holdings.filter(holds)) await seed(server, holding);
      const list = ['secretsmanager:ListSecrets', 'secretsmanager:DescribeSecret'];
      const least = await server.createUser('names', policyOf(...list, 'secretsmanager:GetSecretValue'));
      const nothing = await server.createUser('nothing', policyOf('s3:ListBucket'));
      taken = {
        arn: await server.createRole('lister', policyOf(...list)),
        // Without sts:AssumeRole nobody takes it.
        allowed: await server.createUser('taker', policyOf('sts:AssumeRole')),
        refused: nothing,
      };
      await server.checkIdentities();
      const open = (keys: typeof least, region: string) =>
        openAwsStore({
          endpoint: url,
          identity: { kind: 'keys', ...keys, sessionToken: null },
          region,
          options: { pageSize: 15 },
        });
      return {
        store: open(least, 'eu-west-1'),
        refused: open(nothing, 'eu-west-1'),
        empty: open(least, 'eu-north-1'),
        stop: () => Promise.resolve(),
      };
    },
    { holds, byReadingValue: true, refusedNames: [] },
  );

  // In a suite of its own, which comes after the one above.
  describe('A role on top', () => {
    /** Lists with the role, as the owner of the keys. */
    async function listWith(context: Mocha.Context, who: 'allowed' | 'refused'): Promise<number> {
      if (server === undefined || taken === undefined) return context.skip();
      const store = openAwsStore({
        endpoint: server.url,
        identity: { kind: 'keys', ...taken[who], sessionToken: null },
        role: {
          arn: taken.arn,
          externalId: 'our-id',
          sessionName: 'kestra-secrets',
          duration: 900,
          endpoint: server.url,
        },
      });
      let count = 0;
      try {
        for await (const page of store.list({ withTags: true }, never)) {
          if (page.refused !== undefined) throw new FailureError(page.refused);
          count += page.secrets.length;
        }
      } finally {
        store.close();
      }
      return count;
    }

    it('lists what its own policy allows', async function () {
      assert.equal(await listWith(this, 'allowed'), holdings.filter(holds).length);
    });

    it('is refused to those who may not take it', async function () {
      await assert.rejects(listWith(this, 'refused'), (error: unknown) => {
        assert.ok(isFailureError(error), inspect(error));
        assert.equal(error.failure.kind, 'denied');
        assert.match(failureMessage(error.failure), /sts:AssumeRole on arn:aws:iam::\d+:role\/lister/);
        return true;
      });
    });
  });

  after(async () => {
    await server?.stop();
  });
});

async function seed(server: MotoServer, { name, fields, tags = {}, gone }: Holding): Promise<void> {
  await server.secrets('CreateSecret', {
    Name: name,
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    SecretString: JSON.stringify(fields),
  });
  if (gone !== undefined) await server.secrets('DeleteSecret', { SecretId: name });
}
