import assert from 'node:assert/strict';
import { folderOf, kestraSecrets, type Run } from './command.ts';
import { readDocument } from './contract.ts';

const value = Buffer.from('VALUE-MARKER-of-a-secret').toString('base64');

function service(...secrets: readonly string[]): string {
  const variables = secrets.map((name) => `      SECRET_${name}: ${value}\n`).join('');
  return `services:\n  kestra:\n    image: kestra/kestra:v1.0\n    environment:\n${variables}`;
}

function flow(...names: readonly string[]): string {
  const tasks = names.map(
    (name, index) =>
      `  - id: t${String(index)}\n    type: io.kestra.plugin.core.log.Log\n    message: "{{ secret('${name}') }}"\n`,
  );
  return `id: f\nnamespace: company.team\ntasks:\n${tasks.join('')}`;
}

const files = {
  'envs/dev/compose.yml': service('BOTH', 'DEV'),
  'envs/dev/flow.yml': flow('DEV', 'PROD'),
  'envs/prod/compose.yml': service('BOTH', 'PROD', 'IDLE'),
  'envs/prod/flow.yml': flow('DEV', 'PROD'),
  'flows/flow.yml': flow('BOTH', 'DEV', 'NONE'),
  'notes.yml': 'a: b\n',
};

describe('command line: several configurations', function () {
  this.timeout(60_000);

  async function run(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Run> {
    const { root, remove } = await folderOf({ ...files, ...more });
    try {
      return await kestraSecrets([...args, '--folder', root]);
    } finally {
      await remove();
    }
  }

  async function verdicts(...flags: readonly string[]): Promise<readonly string[]> {
    const { out } = await run(['check', '--json', ...flags]);
    return readDocument('check', out).references.map(
      ({ file, name, verdict, reasonCode }) => `${String(file)} ${String(name)}: ${verdict} ${reasonCode}`,
    );
  }

  it('check judges each flow by the nearest, and others by what all agree on', async () => {
    assert.deepEqual(await verdicts(), [
      'envs/dev/flow.yml DEV: resolvable found',
      'envs/dev/flow.yml PROD: missing not-in-list',
      'envs/prod/flow.yml DEV: missing not-in-list',
      'envs/prod/flow.yml PROD: resolvable found',
      'flows/flow.yml BOTH: resolvable found',
      'flows/flow.yml DEV: unknown several-configurations',
      'flows/flow.yml NONE: missing not-in-list',
    ]);
  });

  it('--configuration names the one that judges all, from the folder or from elsewhere', async () => {
    assert.deepEqual(await verdicts('--configuration', 'envs/prod/compose.yml'), [
      'envs/dev/flow.yml DEV: missing not-in-list',
      'envs/dev/flow.yml PROD: resolvable found',
      'envs/prod/flow.yml DEV: missing not-in-list',
      'envs/prod/flow.yml PROD: resolvable found',
      'flows/flow.yml BOTH: resolvable found',
      'flows/flow.yml DEV: missing not-in-list',
      'flows/flow.yml NONE: missing not-in-list',
    ]);
    assert.deepEqual(
      (await verdicts('--configuration=./envs/dev/compose.yml')).filter((each) => each.startsWith('flows')),
      [
        'flows/flow.yml BOTH: resolvable found',
        'flows/flow.yml DEV: resolvable found',
        'flows/flow.yml NONE: missing not-in-list',
      ],
    );
  });

  it('--configuration names one of several in one file by its namespace', async () => {
    const pod = (namespace: string, name: string) =>
      `kind: Deployment\nmetadata: {name: kestra, namespace: ${namespace}}\nspec: {template: {spec: {containers: [{name: k, image: kestra/kestra, env: [{name: SECRET_${name}, value: ${value}}]}]}}}\n`;
    const { root, remove } = await folderOf({
      'k.yaml': `${pod('north', 'DEV')}---\n${pod('south', 'PROD')}`,
      'flow.yml': flow('DEV', 'PROD'),
    });
    try {
      const check = (chosen: string) =>
        kestraSecrets(['check', '--json', '--configuration', chosen, '--folder', root]);
      const { references } = readDocument('check', (await check('k.yaml#south')).out);
      assert.deepEqual(
        references.map(({ name, verdict }) => `${String(name)}: ${verdict}`),
        ['DEV: missing', 'PROD: resolvable'],
      );
      const { err } = await check('k.yaml#west');
      assert.match(err, /there is k\.yaml#north, k\.yaml#south/);
    } finally {
      await remove();
    }
  });

  it('check tells of each that there are several, until one is chosen', async () => {
    const told = async (...flags: readonly string[]) => {
      const { out } = await run(['check', '--json', ...flags]);
      return readDocument('check', out).problems.map(({ file, code }) => `${String(file)} ${code}`);
    };
    assert.deepEqual(
      (await told()).filter((each) => each.endsWith('several-configurations')),
      ['envs/dev/compose.yml several-configurations', 'envs/prod/compose.yml several-configurations'],
    );
    const chosen = await told('--configuration', 'envs/prod/compose.yml');
    assert.doesNotMatch(chosen.join(), /several-configurations/);
  });

  it('--configuration is refused for what is none, with those there are', async () => {
    for (const [given, sentence] of [
      [
        'notes.yml',
        /notes\.yml is no configuration of the folder; there is envs\/dev\/compose\.yml, envs\/prod/,
      ],
      ['gone.yml', /there is no file gone\.yml/],
      ['envs/dev', /envs\/dev is no file of the folder/],
    ] as const) {
      for (const command of ['check', 'config', 'list']) {
        const { code, err, out } = await run([command, '--configuration', given]);
        assert.deepEqual([code, out], [2, '']);
        assert.match(err, sentence);
      }
    }
  });

  it('explain asks all of them, and names those that do not agree', async () => {
    const { explanation } = readDocument('explain', (await run(['explain', 'DEV', '--json'])).out);
    assert.equal(explanation.reasonCode, 'several-configurations');
    assert.match(
      String(explanation.reason),
      /dev\/compose\.yml \(Found\), envs\/prod\/compose\.yml \(Missing\)/,
    );
    assert.deepEqual(
      new Set(explanation.steps.map(({ backend }) => backend)),
      new Set(['env#envs/dev/compose.yml', 'env#envs/prod/compose.yml']),
    );
    const { out } = await run(['explain', 'DEV']);
    assert.match(
      out,
      /Environment variables \(envs\/dev\/compose\.yml\): .*\n.*\(envs\/prod\/compose\.yml\): /,
    );
    const chosen = await run(['explain', 'DEV', '--json', '--configuration', 'envs/dev/compose.yml']);
    assert.equal(readDocument('explain', chosen.out).explanation.verdict, 'resolvable');
  });

  it('list and config put each under its file, and say in JSON whose a backend is', async () => {
    const list = (await run(['list'])).out;
    assert.match(list, /envs\/dev\/compose\.yml:\nEnvironment variables[^:]*\+ {2}DEV/);
    assert.match(list, /envs\/prod\/compose\.yml:\nEnvironment variables[^:]*\+ {2}PROD/);
    const config = (await run(['config'])).out;
    assert.match(config, /^envs\/dev\/compose\.yml:\n.*\n {2}SECRET_BOTH: set/);
    assert.match(config, /\nenvs\/prod\/compose\.yml:\n.*\n {2}SECRET_BOTH: set/);
    const { backends } = readDocument('config', (await run(['config', '--json'])).out);
    assert.deepEqual(
      backends.map(({ id, configuration }) => [id, configuration]),
      [
        ['env#envs/dev/compose.yml', 'envs/dev/compose.yml'],
        ['env#envs/prod/compose.yml', 'envs/prod/compose.yml'],
      ],
    );
    const chosen = (await run(['config', '--configuration', 'envs/prod/compose.yml'])).out;
    assert.doesNotMatch(chosen, /SECRET_DEV/);
  });

  it('unused counts a flow for the configuration that judges it', async () => {
    const { unused } = readDocument('unused', (await run(['unused', '--json'])).out);
    assert.deepEqual(
      unused.map(({ backend, name, verdict }) => [backend, name, verdict]),
      [
        ['env#envs/dev/compose.yml', 'BOTH', 'may-be-used'],
        ['env#envs/prod/compose.yml', 'BOTH', 'may-be-used'],
        ['env#envs/prod/compose.yml', 'IDLE', 'unused'],
      ],
    );
  });
});
