import assert from 'node:assert/strict';
import path from 'node:path';
import { createCatalog } from '../../../src/catalog/index.ts';
import { awsBackend } from '../../fakes/aws-backend.ts';
import { never } from '../../fakes/never.ts';
import { openAwsStore } from '../../fakes/open-aws.ts';
import { runLeashed } from '../../processes/leashed.ts';
import { answerTo, questionOf } from '../../fakes/question.ts';
import { listSecrets, startAwsStub } from '../../servers/aws-stub.ts';
import { behaviours } from '../../servers/hostile.ts';

describe('AWS Secrets Manager that does not answer', () => {
  it('ends thirty questions at their deadline, whatever the garbage collector does', async function () {
    this.timeout(60_000);
    const server = await startAwsStub(() => ({ by: behaviours.hang }));
    try {
      const script = path.join(import.meta.dirname, '../../processes/hang-aws.ts');
      const node = ['--expose-gc', '--import', 'tsx', script, server.url, '1500'];
      const run = runLeashed(process.execPath, node, {
        env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
      });
      assert.equal(await run.ended, 0, run.output());
      assert.deepEqual(
        JSON.parse(run.output()),
        Array.from({ length: 30 }, () => 'timeout'),
      );
    } finally {
      await server.stop();
    }
  });

  it('leaves a list incomplete where its second page fails, and nothing is missing', async () => {
    const server = await startAwsStub((question) => {
      if (question.action !== 'ListSecrets') return { error: 'ResourceNotFoundException' };
      return question.body.NextToken === '1'
        ? { error: 'InternalServiceError', status: 500 }
        : listSecrets(['one', 'two', 'three'], question);
    });
    const catalog = createCatalog({
      open: () =>
        Promise.resolve({
          state: 'open',
          store: openAwsStore({ endpoint: server.url, options: { pageSize: 1 } }),
        }),
      locationOf: () => server.url,
      clock: { now: Date.now, after: () => () => undefined },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    try {
      const configuration = { found: true, partial: false, entries: [], problems: [], files: [] };
      catalog.configure({ ...configuration, backends: [awsBackend()] });
      await catalog.refresh(never);
      const [backend] = catalog.snapshot().backends;
      assert.equal(backend?.state, 'incomplete');
      assert.deepEqual(
        backend.secrets.map(({ name }) => name),
        ['one'],
      );
      const verdictOf = async (name: string) => {
        const { verdict, reasonCode } = await answerTo(catalog, questionOf(name));
        return [verdict, reasonCode];
      };
      assert.deepEqual(await verdictOf('one'), ['resolvable', 'found']);
      assert.deepEqual(await verdictOf('three'), ['unknown', 'incomplete-list']);
    } finally {
      catalog.close();
      await server.stop();
    }
  });
});
