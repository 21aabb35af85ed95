import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readArguments } from '../../../src/cli/arguments.ts';
import { folderOf, kestraSecrets } from './command.ts';

describe('command line: usage', function () {
  this.timeout(30_000);

  it('says its version, and nothing else', async () => {
    const manifest = JSON.parse(
      await readFile(new URL('../../../package.json', import.meta.url), 'utf8'),
    ) as { version: string };
    assert.deepEqual(await kestraSecrets(['--version']), { code: 0, out: `${manifest.version}\n`, err: '' });
  });

  it('helps, for all and for one command', async () => {
    const all = await kestraSecrets(['--help']);
    assert.equal(all.code, 0);
    for (const word of [
      'list',
      'check',
      'explain',
      'config',
      'compare',
      '--kestra',
      'KESTRA_API_TOKEN',
      '--allow-endpoint',
      '--timeout',
      'HTTPS_PROXY',
      'NODE_EXTRA_CA_CERTS',
    ]) {
      assert.ok(all.out.includes(word), word);
    }
    for (const command of ['list', 'check', 'explain']) {
      assert.ok(all.out.includes(`kestra-secrets ${command} --help`), command);
    }
    const one = await kestraSecrets(['check', '--help']);
    assert.equal(one.code, 0);
    assert.match(one.out, /--fail-on/);
    assert.doesNotMatch(one.out, /--hidden/);
    const explain = await kestraSecrets(['explain', '--help']);
    assert.match(explain.out, /--ask-kestra .*server reads the secret, and may log/);
  });

  for (const [args, hint] of [
    [[], /command is missing/],
    [['lst'], /no command lst/],
    [['list', '--colour'], /no option --colour/],
    [['list', '--fail-on', 'none'], /--fail-on does not go with list/],
    [['list', 'x'], /"x"/],
    [['list', '--json=yes'], /--json takes no value/],
    [['list', '--folder'], /--folder needs a value/],
    [['list', '--folder', '--json'], /--folder needs a value/],
    [['explain'], /name of a secret/],
    [['explain', 'a', 'b'], /"b"/],
    [['check', '--fail-on', 'everything'], /--fail-on/],
    [['check', '--fail-on', 'none', '--fail-on', 'missing'], /none/],
    [['list', '--format', 'sarif'], /--format does not go with list/],
    [['check', '--format', 'sarif', '--json'], /contradict/],
    [['check', '--format', 'xml'], /no format xml/],
    [['check', '--format', 'text', '--json'], /contradict/],
    [['list', '--timeout', '0'], /--timeout/],
    [['list', '--timeout', 'soon'], /--timeout/],
    [['list', '--timeout=-1'], /--timeout/],
    [['list', '--address', 'https://v.example'], /--address/],
    [['list', '--address', 'vault=v.example:8200'], /--address/],
    [['list', '--address', 'vault=https://u:VALUE-MARKER-p@v.example'], /user name/],
    [['list', '--kestra', 'nonsense'], /^--kestra: the address is not a URL such as https:\/\/kestra\./],
    [['list', '--kestra', 'https://u:VALUE-MARKER-p@kestra.example'], /user name/],
    [['list', '--kestra', 'https://kestra.example', '--kestra-tenant', '../VALUE-MARKER'], /tenant/],
    [['list', '--kestra-tenant', 'main'], /--kestra-tenant needs --kestra/],
    [['config', '--kestra', 'https://kestra.example'], /--kestra does not go with config/],
    [['compare'], /compare needs --kestra/],
    [['compare', 'flows'], /"flows"/],
    [['explain', 'a', '--ask-kestra'], /--ask-kestra needs --kestra/],
    [['explain', 'a', '--ask-kestra', '--kestra', 'https://kestra.example'], /needs --namespace/],
    [['list', '--allow-endpoint', 'v.example'], /--allow-endpoint/],
    [['list', '--allow-variable', 'A=VALUE-MARKER-a'], /--allow-variable/],
  ] as const) {
    it(`is wrong: ${args.join(' ')}`, () => {
      const read = readArguments(args, () => undefined);
      assert.equal(read.kind, 'usage');
      assert.match(read.message, hint);
      assert.doesNotMatch(read.message, /VALUE-MARKER|\n/);
    });
  }

  it('says of an address of Kestra in the environment why it does not count', () => {
    const lonely = (name: string) => (name === 'KESTRA_URL' ? 'https://VALUE-MARKER.example' : undefined);
    for (const [args, needing] of [
      [['compare'], 'compare'],
      [['explain', 'a', '--ask-kestra'], '--ask-kestra'],
      [['list', '--kestra-tenant', 'main'], '--kestra-tenant'],
    ] as const) {
      assert.deepEqual(readArguments(args, lonely), {
        kind: 'usage',
        message: `${needing} needs --kestra URL (KESTRA_URL counts only beside KESTRA_API_TOKEN, or KESTRA_USERNAME and KESTRA_PASSWORD)`,
      });
    }
  });

  it('answers 64 and one line to wrong usage, with nothing on standard output', async () => {
    const run = await kestraSecrets(['list', '--json', '--colour']);
    assert.deepEqual([run.code, run.out], [64, '']);
    assert.equal(run.err, 'kestra-secrets: there is no option --colour: see kestra-secrets list --help.\n');
  });

  it('is wrong where Azure has no cloud of the name that a variable gives', async () => {
    const runWith = (KESTRA_SECRETS_AZURE_CLOUD: string) =>
      kestraSecrets(['list'], { env: { KESTRA_SECRETS_AZURE_CLOUD } });
    const run = await runWith('mars');
    assert.deepEqual([run.code, run.out], [64, '']);
    assert.match(run.err, /KESTRA_SECRETS_AZURE_CLOUD must be one of public, china, usGovernment: see/);
    for (const well of ['', 'china']) assert.equal((await runWith(well)).code, 0, well);
  });

  for (const [platform, typed, meant] of [
    ['win32', 'C:\\some dir"', 'C:\\some dir\\'],
    ['win32', 'C:"', 'C:\\'],
    ['win32', 'C:\\some dir', 'C:\\some dir'],
    ['win32', '\\\\server\\share"', '\\\\server\\share\\'],
    ['linux', '/some dir"', '/some dir"'],
    ['darwin', '/some dir"', '/some dir"'],
  ] as const) {
    it(`takes the quote that a backslash left over for that backslash on Windows: ${platform}, ${typed}`, () => {
      const read = readArguments(['check', typed, '--folder', typed], () => undefined, platform);
      assert.equal(read.kind, 'run');
      assert.equal(read.options.folder, meant);
      assert.deepEqual(read.command.name === 'check' && read.command.paths, [meant]);
    });
  }

  it('expands a pattern that no shell has expanded', async () => {
    const flow = (name: string) => `id: a\nnamespace: n\ntasks:\n  - m: "{{ secret('${name}') }}"\n`;
    const { root, remove } = await folderOf({
      'flows/a.yml': flow('A'),
      'flows/b.yml': flow('B'),
      'other/c.yml': flow('C'),
    });
    try {
      const run = await kestraSecrets(['check', 'flows/*.yml', '--json', '--fail-on', 'none'], { cwd: root });
      const { references } = JSON.parse(run.out) as { references: { name: string }[] };
      assert.deepEqual(
        references.map(({ name }) => name),
        ['A', 'B'],
      );
      const none = await kestraSecrets(['check', 'flows/*.txt'], { cwd: root });
      assert.deepEqual([none.code, none.out], [2, '']);
      assert.equal(none.err, 'kestra-secrets: no file matches flows/*.txt.\n');
    } finally {
      await remove();
    }
  });

  it('reads KESTRA_SECRETS_ALLOW_ENDPOINTS as critically as its flags', async () => {
    const env = { KESTRA_SECRETS_ALLOW_ENDPOINTS: 'https://v.example, nonsense' };
    const run = await kestraSecrets(['list'], { env });
    assert.equal(run.code, 64);
    assert.match(run.err, /KESTRA_SECRETS_ALLOW_ENDPOINTS/);
  });

  it('gives a run two minutes, or as many seconds as are wanted', () => {
    const timeoutOf = (...args: string[]) => {
      const read = readArguments(['check', ...args], () => undefined);
      return read.kind === 'run' ? read.options.timeout : read;
    };
    assert.equal(timeoutOf(), 120_000);
    assert.equal(timeoutOf('--timeout', '0.5'), 500);
  });

  it('reads what is given several times, and words wherever they stand', () => {
    const read = readArguments(
      [
        '--allow-endpoint',
        'https://a.example',
        'check',
        'one',
        '--allow-endpoint=https://b.example',
        'two',
        '--',
        '--json',
      ],
      (name) => (name === 'KESTRA_SECRETS_ALLOW_ENDPOINTS' ? ' https://c.example ,' : undefined),
    );
    assert.equal(read.kind, 'run');
    assert.deepEqual(read.command, {
      name: 'check',
      paths: ['one', 'two', '--json'],
      failOn: ['missing', 'hidden', 'error'],
      fix: false,
      readValues: false,
      since: null,
      baseline: null,
    });
    assert.deepEqual(read.options.allowEndpoints, [
      'https://a.example',
      'https://b.example',
      'https://c.example',
    ]);
    assert.equal(read.options.format, 'text');
  });

  it('answers 64 to an address for a backend that is not there', async () => {
    const { root, remove } = await folderOf({ 'a.txt': '' });
    try {
      const run = await kestraSecrets(['list', '--folder', root, '--address', 'vault=http://127.0.0.1:1']);
      assert.deepEqual([run.code, run.out], [64, '']);
      assert.match(run.err, /no backend vault/);
    } finally {
      await remove();
    }
  });

  it('answers 2 where there is no such folder or path', async () => {
    const folder = await kestraSecrets(['list', '--json', '--folder', 'nowhere']);
    assert.deepEqual([folder.code, folder.out], [2, '']);
    assert.match(folder.err, /no folder nowhere/);
    const path = await kestraSecrets(['check', 'nowhere.yml', '--json']);
    assert.deepEqual([path.code, path.out], [2, '']);
    assert.match(path.err, /no file or folder nowhere\.yml/);
    const { root, remove } = await folderOf({ 'binary.yml': 'a\0b', 'read.me': '' });
    const binary = await kestraSecrets(['check', '--folder', root, 'binary.yml']);
    const other = await kestraSecrets(['check', '--folder', root, 'read.me']);
    const whole = await kestraSecrets(['check', '--folder', root]);
    await remove();
    assert.deepEqual([other.code, other.out], [2, '']);
    assert.match(other.err, /read\.me is no YAML file/);
    assert.match(whole.out, /binary\.yml[^]*file-not-read/);
    assert.deepEqual([binary.code, binary.out], [2, '']);
    assert.match(binary.err, /binary\.yml is neither UTF-8 nor UTF-16/);
  });

  it('answers 2, and why, to a folder with more than 100,000 files; a smaller one is checked', async () => {
    const { root, remove } = await folderOf({
      'flows/a.yml': 'id: a\nnamespace: b\ntasks: [{id: c}]\n',
      'many/x.txt': '',
      'preload.mjs': `
        import fs from 'node:fs/promises';
        import { syncBuiltinESMExports } from 'node:module';
        const { readdir } = fs;
        const [yes, no] = [() => true, () => false];
        const entry = (name) => ({ name, isFile: yes, isDirectory: no, isSymbolicLink: no });
        const many = Array.from({ length: 100_001 }, (_, index) => entry(index + '.txt'));
        fs.readdir = async (path, options) => (/many.?$/.test(path) ? many : readdir(path, options));
        syncBuiltinESMExports();
      `,
    });
    const env = { NODE_OPTIONS: `--import=${pathToFileURL(join(root, 'preload.mjs')).href}` };
    try {
      for (const [paths, name] of [
        [[], '.'],
        [['many'], 'many'],
      ] as const) {
        const run = await kestraSecrets(['check', ...paths, '--offline', '--folder', root], { env });
        assert.deepEqual([run.code, run.out], [2, '']);
        assert.ok(run.err.includes(`the folder ${name} holds more than 100,000 files; name a folder in it`));
      }
      const part = await kestraSecrets(['check', 'flows', '--json', '--offline', '--folder', root], { env });
      const config = await kestraSecrets(['config', '--json', '--folder', root], { env });
      for (const run of [part, config]) {
        assert.equal(run.code, 0, run.err);
        assert.match(run.out, /"file": ?"\.",[^}]*"code": ?"too-large"/);
        assert.doesNotMatch(run.out, /file-not-read/);
      }
      assert.match(part.out, /"files": ?1,/);
    } finally {
      await remove();
    }
  });
});
