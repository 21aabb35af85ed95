import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ExampleServer } from '../../demo/example-server.ts';
import { startExampleServers } from '../../demo/example-servers.ts';
import { layOutDemo, remoteExamples } from '../../demo/examples.ts';
import { skipWithout } from '../../servers/needed.ts';
import { kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';

describe('the demo', function () {
  this.timeout(120_000);
  let home = '';
  let servers: ExampleServer[] = [];
  const missing: string[] = [];

  before(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'kestra-secrets-demo-'));
    servers = await startExampleServers((line) => missing.push(line));
    await layOutDemo(home, servers);
  });
  after(async () => {
    await Promise.all(servers.map(({ stop }) => stop()));
    await rm(home, { recursive: true, force: true });
  });

  for (const name of remoteExamples) {
    it(`works without a question: ${name}`, async function () {
      const server = servers.find((each) => each.name === name);
      const { env } = skipWithout<ExampleServer>(this, server ?? { missing: missing.join(' ') });
      const run = await kestraSecrets(['list', '--json', '--folder', path.join(home, name)], { env });
      const [backend] = readDocument('list', run.out).backends;
      assert.deepEqual([run.code, run.err, backend?.state], [0, '', 'complete']);
    });
  }

  it('has a running Kestra that settles what no file tells', async () => {
    const { flags = [] } = servers.find(({ name }) => name === 'kestra') ?? {};
    const folder = path.join(home, 'kestra');
    const verdicts = async (flags: readonly string[]) => {
      const { references } = readDocument(
        'check',
        (await kestraSecrets(['check', '--json', '--folder', folder, ...flags])).out,
      );
      return references.map(({ name, verdict }) => [name, verdict]);
    };
    assert.deepEqual(await verdicts([]), [
      ['RING_REGISTER', 'unknown'],
      ['NEST_BOX', 'resolvable'],
      ['LETTER_KEY', 'unknown'],
    ]);
    assert.deepEqual(await verdicts(flags), [
      ['RING_REGISTER', 'resolvable'],
      ['NEST_BOX', 'unknown'],
      ['LETTER_KEY', 'missing'],
    ]);
  });
});
