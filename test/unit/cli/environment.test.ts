import assert from 'node:assert/strict';
import path from 'node:path';
import { base64, folderOf, kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';

const compose = `services:
  kestra:
    image: kestra/kestra:latest
    environment:
      SECRET_API: ${base64('VALUE-MARKER-api')}
      SECRET_DB: ${base64('{"USER": "VALUE-MARKER-user", "PASSWORD": "VALUE-MARKER-password"}')}
      SECRET_PLAIN: VALUE-MARKER plain text
`;

const flow = `id: one
namespace: company.team
tasks:
  - id: found
    message: "{{ secret('API') }}"
  - id: missing
    message: "{{ secret('APY') }}"
  - id: hidden
    message: "{{ secret('PLAIN') }}"
  - id: subkey
    message: "{{ secret('DB', subkey='PORT') }}"
  - id: dynamic
    message: "{{ secret('A_' ~ inputs.x) }}"
`;

const quiet = `id: two
namespace: company.team
tasks:
  - id: found
    message: "{{ secret('DB', subkey='USER') }}"
`;

describe('command line: a folder with SECRET_ variables', function () {
  this.timeout(30_000);
  let root = '';
  let remove = () => Promise.resolve();

  before(async () => {
    ({ root, remove } = await folderOf({
      'docker-compose.yml': compose,
      'flows/one.yml': flow,
      'flows/deep/two.yaml': quiet,
      'flows/other.yml': 'jinja: "{{ secret(1) }}"\n',
      'notes.txt': "{{ secret('NOT_A_FLOW') }}",
    }));
  });
  after(() => remove());

  it('lists what Kestra sees, and what it does not on request', async () => {
    const run = await kestraSecrets(['list', '--json', '--folder', root]);
    assert.deepEqual([run.code, run.err], [0, '']);
    const [env, ...others] = readDocument('list', run.out).backends;
    assert.equal(others.length, 0);
    assert.deepEqual([env?.id, env?.type, env?.state, env?.readOnly], ['env', 'env', 'complete', true]);
    const names = (secrets: Record<string, unknown>[] | undefined) =>
      secrets?.map(({ name, value }) => [name, value]);
    assert.deepEqual(names(env?.secrets), [
      ['API', 'other'],
      ['DB', 'object'],
    ]);

    const hidden = await kestraSecrets(['list', '--json', '--hidden', '--subkeys', '--folder', root]);
    const secrets = readDocument('list', hidden.out).backends[0]?.secrets ?? [];
    const plain = secrets.find(({ name }) => name === 'PLAIN');
    assert.equal(plain?.visible, false);
    assert.deepEqual(
      (plain.hiddenBy as { rule: string }[]).map(({ rule }) => rule),
      ['not-base64'],
    );
    assert.deepEqual(secrets.find(({ name }) => name === 'DB')?.subkeys, ['USER', 'PASSWORD']);
  });

  it('tells what no flow asks for, and what one may ask for at run time', async () => {
    const run = await kestraSecrets(['unused', '--json', '--folder', root]);
    assert.deepEqual([run.code, run.err], [0, '']);
    const document = readDocument('unused', run.out);
    assert.deepEqual([document.unused, document.unusedComplete], [[], true]);

    const more = await folderOf({
      'docker-compose.yml': `${compose}      SECRET_A_ONE: ${base64('VALUE-MARKER-one')}\n      SECRET_LAST: ${base64('VALUE-MARKER-last')}\n`,
      'flows/one.yml': flow,
    });
    const found = await kestraSecrets(['unused', '--json', '--folder', more.root]);
    const { unused, references } = readDocument('unused', found.out);
    const maybe = references.findIndex(({ namePattern }) => namePattern === 'A_*');
    assert.deepEqual(unused, [
      { backend: 'env', name: 'A_ONE', verdict: 'may-be-used', because: [maybe], files: [] },
      { backend: 'env', name: 'LAST', verdict: 'unused', because: [], files: [] },
    ]);
    const text = await kestraSecrets(['unused', '--folder', more.root]);
    assert.match(text.out, /A_ONE .*flows\/one\.yml:\d+:\d+\n.*LAST\n1 secret/);
    await more.remove();
  });

  it('checks what the configuration of the server puts into tasks', async () => {
    const server = `kestra:
  policies:
    defaults:
      rules:
        - values:
            apiKey: "{{ secret('API') }}"
            password: "{{ secret('APY') }}"
`;
    const inner = server.replace(/^/gm, '        ').trimEnd();
    const folder = await folderOf({
      'docker-compose.yml': `${compose}      KESTRA_CONFIGURATION: |\n${inner}\n`,
      'flows/one.yml': flow,
    });
    const run = await kestraSecrets(['check', '--json', '--folder', folder.root]);
    const { references, problems, summary } = readDocument('check', run.out);
    const own = references
      .slice(0, 2)
      .map(({ file, line, column, name, verdict }) => [file, line, column, name, verdict]);
    assert.deepEqual(own, [
      ['docker-compose.yml', 14, 33, 'API', 'resolvable'],
      ['docker-compose.yml', 15, 35, 'APY', 'missing'],
    ]);
    const missing = problems.find(
      ({ file, code }) => file === 'docker-compose.yml' && code === 'secret-missing',
    );
    assert.deepEqual(
      [missing?.line, missing?.column, missing?.endColumn, missing?.reference],
      [15, 43, 46, 1],
    );
    assert.equal(summary.files, 1);
    await folder.remove();
  });

  it('counts what the configuration of the server puts into tasks as used, where its version reads it', async () => {
    const server = `kestra:
  policies:
    defaults:
      rules:
        - values: { apiKey: "{{ secret('OF_POLICY') }}" }
  plugins:
    defaults:
      - values: { apiKey: "{{ secret('OF_DEFAULTS') }}" }
`;
    const variables = ['OF_POLICY', 'OF_DEFAULTS']
      .map((name) => `      SECRET_${name}: ${base64('VALUE-MARKER')}\n`)
      .join('');
    const unusedWith = async (tag: string) => {
      const folder = await folderOf({
        'docker-compose.yml': `${compose.replace('latest', tag)}${variables}`,
        'application.yml': server,
        'flows/one.yml': flow.replace('A_', 'B_'),
      });
      const run = await kestraSecrets(['unused', '--json', '--folder', folder.root]);
      await folder.remove();
      const { unused, references } = readDocument('unused', run.out);
      const ofServer = references.filter(({ file }) => file === 'application.yml').map(({ name }) => name);
      return [ofServer, unused.filter(({ name }) => name !== 'DB').map(({ name }) => name)];
    };
    assert.deepEqual(await unusedWith('v2.0.0'), [['OF_POLICY'], ['OF_DEFAULTS']]);
    assert.deepEqual(await unusedWith('v1.3.31'), [['OF_DEFAULTS'], ['OF_POLICY']]);
    assert.deepEqual(await unusedWith('latest'), [[], ['OF_POLICY', 'OF_DEFAULTS']]);
  });

  it('tells of what another file names that it may be used', async () => {
    const names = ['BY_SCRIPT', 'BY_SERVER', 'BY_PAGE', 'BY_FLOW', 'BY_NOBODY', 'IGNORED', 'BINARY', 'OTHER'];
    const variables = names.map((name) => `      SECRET_${name}: ${base64('VALUE-MARKER')}\n`).join('');
    const folder = await folderOf({
      '.gitignore': 'build/\n',
      'docker-compose.yml': `${compose}${variables}`,
      'application.yml': `kestra:\n  policies:\n    a:\n      rules:\n        - values: {k: "{{ secret('BY_SERVER') }}"}\n`,
      'flows/one.yml': `${flow}# {{ secret('BY_FLOW') }}\n`,
      'files/query.sql': "-- OTHER\nselect '{{ secret(''by_script'') }}'\n",
      'README.md': 'Set `secret("BY_PAGE")` and OTHER.\n',
      'build/out.txt': "secret('IGNORED')\n",
      'data.bin': "\0secret('BINARY')\n",
    });
    const run = await kestraSecrets(['unused', '--json', '--folder', folder.root]);
    const { unused, unusedComplete } = readDocument('unused', run.out);
    assert.deepEqual(
      unused.map(({ name, verdict, files }) => [name, verdict, files]),
      [
        ['BY_SCRIPT', 'may-be-used', ['files/query.sql']],
        ['BY_SERVER', 'may-be-used', ['application.yml']],
        ['BY_PAGE', 'may-be-used', ['README.md']],
        ['BY_FLOW', 'may-be-used', ['flows/one.yml']],
        ['BY_NOBODY', 'unused', []],
        ['IGNORED', 'unused', []],
        ['BINARY', 'unused', []],
        ['OTHER', 'unused', []],
      ],
    );
    assert.equal(unusedComplete, true);
    const text = await kestraSecrets(['unused', '--folder', folder.root]);
    assert.match(text.out, /BY_PAGE .*may be used, because README\.md names it\n/);
    assert.match(text.out, /^4 secrets are not used by any flow\.$/m);
    await folder.remove();
  });

  it('checks every call, by file and place, with the problems of the editor', async () => {
    const run = await kestraSecrets(['check', '--json', '--folder', root]);
    assert.deepEqual([run.code, run.err], [1, '']);
    const { references, problems, summary } = readDocument('check', run.out);
    assert.deepEqual(
      references.map(({ file, line, name, verdict, reasonCode }) => [file, line, name, verdict, reasonCode]),
      [
        ['flows/deep/two.yaml', 5, 'DB', 'resolvable', 'found'],
        ['flows/one.yml', 5, 'API', 'resolvable', 'found'],
        ['flows/one.yml', 7, 'APY', 'missing', 'not-in-list'],
        ['flows/one.yml', 9, 'PLAIN', 'hidden', 'not-base64'],
        ['flows/one.yml', 11, 'DB', 'missing', 'subkey-not-found'],
        ['flows/one.yml', 13, null, 'unknown', 'dynamic-key'],
      ],
    );
    assert.deepEqual(summary, {
      ...{ files: 2, references: 6, resolvable: 2, missing: 2, hidden: 1, unknown: 1 },
      suppressed: 0,
    });

    const missing = references[2];
    assert.deepEqual(
      [missing?.column, missing?.endLine, missing?.endColumn, missing?.arguments],
      [18, 7, 31, { key: { literal: 'APY', line: 7, column: 25, endLine: 7, endColumn: 30 } }],
    );
    assert.deepEqual(references[4]?.arguments, {
      key: { literal: 'DB', line: 11, column: 25, endLine: 11, endColumn: 29 },
      subkey: { literal: 'PORT', line: 11, column: 38, endLine: 11, endColumn: 44 },
    });
    assert.deepEqual([references[4].positional, references[4].named], [1, ['subkey']]);
    assert.deepEqual(references[5]?.arguments, { key: { expr: true, line: 13 } });
    assert.equal(references[5].namePattern, 'A_*');

    const problem = problems.find(({ code }) => code === 'secret-missing');
    assert.deepEqual(
      [
        problem?.file,
        problem?.line,
        problem?.column,
        problem?.endColumn,
        problem?.reference,
        problem?.suggestions,
      ],
      ['flows/one.yml', 7, 26, 29, 2, ['API']],
    );
    const codes = problems.filter(({ file }) => file === 'flows/one.yml').map(({ code }) => code);
    assert.deepEqual(codes, ['secret-missing', 'secret-hidden', 'subkey-missing']);
  });

  it('tells what Kestra cannot bind from what fails after that', async () => {
    const calls = ["secret('API', sub_key='x')", "secret('API','','',false,'x')", 'secret(1)', 'secret()'];
    const folder = await folderOf({
      'docker-compose.yml': compose,
      'f.yml': `id: f\nnamespace: n\ntasks:\n${calls.map((call) => `  - a: "{{ ${call} }}"\n`).join('')}`,
    });
    try {
      const run = await kestraSecrets(['check', '--json', '--folder', folder.root]);
      const { references, problems } = readDocument('check', run.out);
      assert.deepEqual(
        references.map(({ bindError, name, dynamic }) => [bindError, name, dynamic]),
        [
          ['unknown named argument: sub_key', 'API', false],
          ['too many positional arguments', 'API', false],
          [null, null, false],
          [null, null, false],
        ],
      );
      assert.ok(references.every(({ reasonCode }) => reasonCode === 'call-fails'));
      const errors = problems
        .filter(({ severity }) => severity === 'error')
        .map(({ reference }) => reference);
      assert.deepEqual(errors, [0, 1, 2, 3]);
    } finally {
      await folder.remove();
    }
  });

  it('checks only what is named, from wherever it runs', async () => {
    const files = async (args: string[], cwd?: string) => {
      const run = await kestraSecrets(['check', '--json', ...args], cwd === undefined ? {} : { cwd });
      return readDocument('check', run.out).references.map(({ file }) => file);
    };
    assert.deepEqual(await files(['--folder', root, 'flows/deep']), ['flows/deep/two.yaml']);
    assert.deepEqual(await files(['deep/two.yaml', '--folder', '..'], path.join(root, 'flows')), [
      'flows/deep/two.yaml',
    ]);
    assert.deepEqual(await files(['--folder', root, path.join(root, 'flows/deep/two.yaml'), 'flows/deep']), [
      'flows/deep/two.yaml',
    ]);
    assert.deepEqual(
      await files(['--folder', path.join(root, 'flows/deep'), path.join(root, 'flows/one.yml')]),
      [...Array<string>(5).fill('../one.yml')],
    );
  });

  it('fails on what it is told to fail on', async () => {
    const code = async (...args: string[]) =>
      (await kestraSecrets(['check', '--folder', root, ...args])).code;
    const failOn = (...words: string[]) => words.flatMap((word) => ['--fail-on', word]);
    assert.equal(await code('flows/deep'), 0);
    assert.equal(await code(...failOn('none')), 0);
    assert.equal(await code(...failOn('error')), 0);
    assert.equal(await code(...failOn('hidden')), 1);
    assert.equal(await code(...failOn('unknown')), 1);
    assert.equal(await code(...failOn('unknown'), 'flows/deep'), 0);
    assert.equal(await code(...failOn('error', 'missing')), 1);
  });

  it('says the same for people, without colours where nobody sees them', async () => {
    const run = await kestraSecrets(['check', '--folder', root]);
    assert.equal(run.code, 1);
    assert.match(run.out, /flows\/one\.yml:7:26 {2}warning/);
    assert.match(run.out, /flows\/one\.yml:13:18 {2}unknown/);
    assert.match(run.out, /6 references in 2 flow files: 2 found, 2 missing, 1 hidden, 1 unknown\n$/);
    assert.ok(!run.out.includes('\u001b'));
    assert.doesNotMatch(run.out + run.err, /VALUE-MARKER|VkFMVUUtTUFSS0VS/);
  });

  it('explains a name', async () => {
    const run = await kestraSecrets([
      'explain',
      'PLAIN',
      '--json',
      '--folder',
      root,
      '--namespace',
      'company',
    ]);
    assert.equal(run.code, 0);
    const { explanation } = readDocument('explain', run.out);
    assert.deepEqual(
      [explanation.name, explanation.verdict, explanation.reasonCode, explanation.namespace],
      ['PLAIN', 'hidden', 'not-base64', 'company'],
    );
    assert.ok(explanation.steps.some(({ rule, result }) => rule === 'not-base64' && result === 'fail'));
    const subkey = await kestraSecrets(['explain', 'DB', '--subkey', 'USER', '--json', '--folder', root]);
    const steps = readDocument('explain', subkey.out).explanation.steps;
    assert.deepEqual(steps.at(-1)?.asked, 'subkeys');
  });

  it('names what was probably meant, for people too', async () => {
    const run = await kestraSecrets(['explain', 'DBX', '--folder', root]);
    assert.match(run.out, /Did you mean DB\?/);
  });

  it('tells where the configuration is, and of a credential only that it is set', async () => {
    const run = await kestraSecrets(['config', '--json', '--folder', root]);
    assert.deepEqual([run.code, run.err], [0, '']);
    const { configuration, problems } = readDocument('config', run.out);
    const api = configuration.find(({ key }) => key === 'SECRET_API');
    assert.equal(api?.value, 'set');
    assert.deepEqual(
      (api.origin as { file: string; line: number }[]).map(({ file, line }) => [file, line]),
      [['docker-compose.yml', 5]],
    );
    assert.ok(
      problems.some(({ code, file }) => code === 'secret-not-base64' && file === 'docker-compose.yml'),
    );
  });

  it('gives the settings of the folder their say, but not those of a user', async () => {
    const settings = `{
      // comments and trailing commas are allowed here
      "kestraSecrets.environmentFiles": ["deploy/secrets.env"],
      "kestraSecrets.useEnvironment": true,
    }`;
    const folder = await folderOf({
      '.vscode/settings.json': settings,
      'deploy/secrets.env': `SECRET_NAMED=${base64('VALUE-MARKER-named')}\n`,
      'flow.yml': `id: f\nnamespace: n\ntasks:\n  - a: "{{ secret('NAMED') }} {{ secret('SHELL') }}"\n`,
    });
    try {
      const verdicts = async (...args: string[]) => {
        const env = { SECRET_SHELL: base64('VALUE-MARKER-shell') };
        const run = await kestraSecrets(['check', '--json', '--folder', folder.root, ...args], { env });
        return readDocument('check', run.out).references.map(({ name, verdict }) => [name, verdict]);
      };
      assert.deepEqual(await verdicts(), [
        ['NAMED', 'resolvable'],
        ['SHELL', 'missing'],
      ]);
      assert.deepEqual(await verdicts('--use-environment'), [
        ['NAMED', 'resolvable'],
        ['SHELL', 'resolvable'],
      ]);
    } finally {
      await folder.remove();
    }
  });

  it('cannot tell anything of a folder without configuration', async () => {
    const folder = await folderOf({
      'flow.yml': `id: f\nnamespace: n\ntasks:\n  - a: "{{ secret('X') }}"\n`,
    });
    try {
      const run = await kestraSecrets(['check', '--json', '--folder', folder.root]);
      assert.equal(run.code, 0);
      assert.match(
        run.err,
        /^kestra-secrets: Kestra's configuration is looked for in application\.yml, .*\n$/,
      );
      const { backends, references, problems } = readDocument('check', run.out);
      assert.deepEqual([backends, problems], [[], []]);
      assert.deepEqual(
        references.map(({ verdict, reasonCode }) => [verdict, reasonCode]),
        [['unknown', 'no-configuration']],
      );
    } finally {
      await folder.remove();
    }
  });
});
