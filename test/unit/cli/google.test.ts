import assert from 'node:assert/strict';
import path from 'node:path';
import { startExampleGoogle } from '../../demo/example-google.ts';
import type { ExampleServer } from '../../demo/example-server.ts';
import { kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';

const example = path.resolve(import.meta.dirname, '../../../examples/google');

describe('command line: a Google Secret Manager', function () {
  this.timeout(120_000);
  let server: ExampleServer;
  before(async () => {
    server = await startExampleGoogle();
  });
  after(() => server.stop());

  const ask = (command: string, args: readonly string[] = [], env = server.env) =>
    kestraSecrets([command, '--folder', example, '--json', ...args], { env });

  it('lists the names that flows use, and what is hidden, by which rule', async () => {
    const run = await ask('list', ['--hidden']);
    assert.deepEqual([run.code, run.err], [0, '']);
    const [google] = readDocument('list', run.out).backends;
    assert.equal(google?.state, 'complete');
    const shown = google.secrets?.map(({ name, visible, hiddenBy }) => [
      name,
      visible,
      (hiddenBy as { rule: string }[]).map(({ rule }) => rule).join(' '),
    ]);
    assert.deepEqual(shown, [
      ['MOORING_FEES', true, ''],
      ['crane-2019', false, 'excluded-tags'],
      ['customs', false, 'filter-on-tags'],
      ['ferry', false, 'filter-on-tags'],
      ['lighthouse', true, ''],
      ['payroll', false, 'filter-on-prefix'],
      ['radio', true, ''],
      ['tide-tables', true, ''],
    ]);
  });

  it('lists as hidden, with subkeys, what cannot be read, as a check has it', async () => {
    const run = await ask('list', ['--hidden', '--subkeys']);
    assert.deepEqual([run.code, run.err], [0, '']);
    const secrets = readDocument('list', run.out).backends[0]?.secrets ?? [];
    const lighthouse = secrets.find(({ name }) => name === 'lighthouse');
    assert.deepEqual(
      (lighthouse?.hiddenBy as { rule: string }[]).map(({ rule }) => rule),
      ['no-version'],
    );
    const without = readDocument('list', (await ask('list', ['--subkeys'])).out).backends[0]?.secrets ?? [];
    assert.ok(
      without.some(({ name }) => name === 'radio') && !without.some(({ name }) => name === 'lighthouse'),
    );
  });

  it('checks many references, and asks for what the list does not tell', async () => {
    const run = await ask('check');
    assert.deepEqual([run.code, run.err], [1, '']);
    const { references } = readDocument('check', run.out);
    const verdictOf = (key: string) => references.find(({ name }) => name === key)?.verdict;
    assert.deepEqual(['MOORING_FEES', 'radio', 'tide-table', 'customs', 'lighthouse'].map(verdictOf), [
      'resolvable',
      'resolvable',
      'missing',
      'hidden',
      'hidden',
    ]);
  });

  it('says that it may not read values where that is asked for', async () => {
    const run = await ask('explain', ['tide-tables', '--subkey', 'TOKEN', '--read-values-for-subkeys']);
    assert.ok(!run.out.includes('VALUE-MARKER') && !run.err.includes('VALUE-MARKER'));
    assert.match(`${run.out}${run.err}`, /Secret Accessor/);
  });

  it('writes nothing of what Google answers, whatever the environment wants to have logged', async () => {
    const env = { ...server.env, GOOGLE_SDK_NODE_LOGGING: '*' };
    const run = await ask('list', [], env);
    assert.deepEqual([run.code, run.err], [0, '']);
  });

  it('sends nothing without a credential, and says where to get one', async () => {
    const run = await ask('list', [], {});
    assert.equal(run.code, 0);
    assert.match(run.err, /gcloud auth application-default login/);
  });
});
