import assert from 'node:assert/strict';
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fillExampleAws } from '../../demo/example-aws.ts';
import { flagsFor } from '../../demo/example-server.ts';
import { installMoto, policyOf, startMoto, type AwsKeys, type MotoServer } from '../../servers/moto.ts';
import { skipWithout } from '../../servers/needed.ts';
import { folderOf, kestraSecrets, type Run } from './command.ts';
import { readDocument } from './contract.ts';

const example = path.resolve(import.meta.dirname, '../../../examples/aws');
const reading = '--read-values-for-subkeys';

describe('command line: an AWS Secrets Manager', function () {
  this.timeout(120_000);
  let server: MotoServer | undefined;
  let lister: Readonly<Record<string, string>> = {};
  let reader: Readonly<Record<string, string>> = {};
  let reachIt: readonly string[] = [];

  before(async function () {
    server = await startMoto(skipWithout(this, await installMoto()));
    await fillExampleAws(server);
    const policy = await readFile(path.join(example, 'policy.json'), 'utf8');
    lister = variables(await server.createUser('lister', policy));
    reader = variables(await server.createUser('reader', policyOf('secretsmanager:*')));
    await server.checkIdentities();
    await server.writeDown();
    reachIt = flagsFor('aws-secret-manager', server.url);
  });
  after(() => server?.stop());

  function variables({ accessKeyId, secretAccessKey }: AwsKeys) {
    return { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  }

  /** Nothing that it prints may hold a value or a key. */
  async function ask(
    args: readonly string[],
    env: Readonly<Record<string, string>> = lister,
    folder = example,
  ): Promise<Run> {
    const run = await kestraSecrets([...args, '--json', '--folder', folder, ...reachIt], { env });
    assert.doesNotMatch(run.out + run.err, /VALUE-MARKER/);
    for (const key of Object.values(env)) assert.ok(!(run.out + run.err).includes(key));
    return run;
  }

  it('lists what Kestra sees, and what is hidden with its rules', async () => {
    const run = await ask(['list', '--hidden', '--subkeys']);
    assert.deepEqual([run.code, run.err], [0, '']);
    const [aws] = readDocument('list', run.out).backends;
    assert.deepEqual([aws?.id, aws?.state, aws?.readOnly], ['aws-secret-manager', 'complete', true]);
    const rulesOf = (hiddenBy: unknown) => (hiddenBy as { rule: string }[]).map(({ rule }) => rule);
    const shown = aws?.secrets?.map(({ name, storedName, hiddenBy, subkeys }) => [
      name,
      storedName,
      rulesOf(hiddenBy).join(' '),
      subkeys,
    ]);
    assert.deepEqual(shown, [
      ['ARCHIVE_KEY', 'lab_ARCHIVE_KEY', '', null],
      ['BALLOON_LOGIN', 'lab_BALLOON_LOGIN', 'filter-on-tags', null],
      ['LIDAR', 'lab_LIDAR', 'deleted', null],
      ['MAIL_PASSWORD', 'lab_MAIL_PASSWORD', '', null],
      ['OFFICE_WIFI', 'OFFICE_WIFI', 'filter-on-prefix', null],
      ['PAYROLL', 'lab_PAYROLL', 'filter-on-tags', null],
      ['SENSOR_API', 'lab_SENSOR_API', '', null],
      ['SENSOR_API_2019', 'lab_SENSOR_API_2019', 'excluded-tags', null],
    ]);
  });

  it('checks the flows of the example, each mistake with its verdict, and reads no value', async () => {
    const run = await ask(['check'], reader);
    assert.deepEqual([run.code, run.err], [1, '']);
    const { references } = readDocument('check', run.out);
    const verdictOf = (wanted: string) => {
      const asked = references.filter(({ name }) => name === wanted);
      return [...new Set(asked.map(({ verdict, reasonCode }) => `${verdict} ${reasonCode}`))].join();
    };
    assert.deepEqual(
      ['ARCHIVE_KEY', 'SENSOR_APY', 'lab_ARCHIVE_KEY', 'OFFICE_WIFI', 'PAYROLL', 'LIDAR'].map(verdictOf),
      [
        'resolvable found',
        'missing not-in-list',
        'missing not-in-list',
        'hidden filter-on-prefix',
        'hidden filter-on-tags',
        'hidden deleted',
      ],
    );
    assert.deepEqual(subkeysAsked(run), [
      'STATION unknown subkeys-not-read',
      'TOKEN unknown subkeys-not-read',
    ]);
    assert.ok(!(await server?.asked())?.includes('GetSecretValue'));
  });

  it('explains by which rule a name is hidden, and of one that is missing that the list may lag', async () => {
    const explain = async (name: string) =>
      readDocument('explain', (await ask(['explain', name])).out).explanation;
    const { verdict, steps } = await explain('PAYROLL');
    assert.equal(verdict, 'hidden');
    assert.deepEqual(
      steps.map(({ rule, result }) => `${String(rule)} ${String(result)}`),
      ['name pass', 'filter-on-prefix pass', 'filter-on-tags fail', 'excluded-tags pass'],
    );
    const missing = await explain('NOTHING');
    assert.deepEqual([missing.verdict, missing.steps.at(-1)?.asked], ['missing', 'fresh']);
    assert.match(String(missing.reason), /5 minutes/);
  });

  it('reads single values only where that is asked for, and says where it may not', async () => {
    const valuesRead = async () =>
      (await server?.asked())?.filter((action) => action === 'GetSecretValue').length ?? 0;
    const before = await valuesRead();
    const checked = await ask(['check', reading], reader);
    assert.deepEqual([checked.code, checked.err], [1, '']);
    assert.deepEqual(subkeysAsked(checked), ['STATION resolvable found', 'TOKEN resolvable found']);
    assert.equal(await valuesRead(), before + 1, 'one secret is asked for a subkey');

    const [aws] = readDocument('list', (await ask(['list', reading], reader)).out).backends;
    assert.deepEqual(
      aws?.secrets?.map(({ name, value, subkeys }) => [name, value, subkeys]),
      [
        ['ARCHIVE_KEY', 'other', null],
        ['MAIL_PASSWORD', 'other', null],
        ['SENSOR_API', 'object', ['TOKEN', 'STATION']],
      ],
    );
    const plain = await ask(['explain', 'ARCHIVE_KEY', '--subkey', 'TOKEN', reading], reader);
    const { explanation } = readDocument('explain', plain.out);
    assert.deepEqual([explanation.verdict, explanation.reasonCode], ['missing', 'value-not-object']);

    const denied = await ask(['check', reading]);
    assert.equal(denied.code, 2);
    assert.match(denied.err, /secretsmanager:GetSecretValue on lab_SENSOR_API/);
    assert.deepEqual(subkeysAsked(denied), [
      'STATION unknown subkeys-not-read',
      'TOKEN unknown subkeys-not-read',
    ]);
  });

  it('answers for its own names where another backend fails', async () => {
    const manager = {
      namespace: 'lab.weather',
      secretType: 'vault',
      secretReadOnly: true,
      secretConfiguration: { address: 'http://127.0.0.1:1', token: { token: 'VALUE-MARKER-token' } },
    };
    const settings = JSON.stringify({ 'kestraSecrets.secretManagers': [manager] });
    const folder = await folderOf({ '.vscode/settings.json': settings });
    await cp(example, folder.root, { recursive: true, filter: (file) => !file.endsWith('seed.json') });
    try {
      const run = await ask(['check', 'flows'], lister, folder.root);
      assert.equal(run.code, 2);
      assert.match(run.err, /Vault of lab\.weather could not be reached/);
      const { references, backends } = readDocument('check', run.out);
      assert.deepEqual(
        backends.map(({ id, state }) => `${String(id)} ${String(state)}`),
        ['vault@lab.weather failed', 'aws-secret-manager complete'],
      );
      const answers = references.map(({ name, verdict, backend }) => [name, verdict, backend].join(' '));
      // One flow's namespace asks AWS alone; in the other, nothing is missing while the Vault does not answer.
      assert.ok(answers.includes('MAIL_PASSWORD resolvable aws-secret-manager'));
      assert.ok(!references.some(({ verdict }) => verdict === 'missing'));
    } finally {
      await folder.remove();
    }
  });
});

/** Each subkey that the flows ask for, with what became of it. */
function subkeysAsked(run: Run): string[] {
  return readDocument('check', run.out)
    .references.filter(({ subkey }) => subkey !== null)
    .map((each) => `${String(each.subkey)} ${each.verdict} ${each.reasonCode}`)
    .sort();
}
