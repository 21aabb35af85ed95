import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bareEnvironment } from '../../processes/homes.ts';
import { runLeashed, runNpm } from '../../processes/leashed.ts';
import { removeFolder } from '../../processes/remove-folder.ts';
import { type CliPackage, packCli } from '../../runner/cli-package.ts';
import { installNode } from '../../runner/install-node.ts';
import { skipWithout } from '../../servers/needed.ts';
import { projectFolder } from '../../vscode/releases.ts';
import { base64 } from '../cli/command.ts';

const compose = `services:
  kestra:
    image: kestra/kestra:latest
    environment:
      SECRET_API: ${base64('VALUE-MARKER-api')}
`;
const flow = `id: one
namespace: company.team
tasks:
  - id: log
    type: io.kestra.plugin.core.log.Log
    message: "{{ secret('API') }} {{ secret('OTHER') }}"
`;

/** Where the versions in the sentences come from. */
const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
const oldest = /[\d.]+/.exec(JSON.stringify(readJson('package.json').engines))?.[0] ?? '';

describe('the command line as a package', function () {
  this.timeout(300_000);
  const home = mkdtempSync(path.join(tmpdir(), 'kestra-secrets-package-'));
  const elsewhere = path.join(home, 'else where');
  const folder = path.join(home, 'folder');
  const installed = path.join(elsewhere, 'node_modules', 'kestra-secrets');
  let packed: CliPackage;

  before(async () => {
    for (const each of [elsewhere, folder]) mkdirSync(each);
    packed = await packCli(home);
    const install = ['install', '--offline', '--no-audit', '--no-fund', '--prefix', elsewhere];
    const installing = runNpm([...install, packed.file], { cwd: elsewhere });
    assert.equal(await installing.ended, 0, installing.output());
  });
  after(() => removeFolder(home));

  it('is small, and holds what runs, its licences and its readme alone', () => {
    assert.ok(packed.size < 1_000_000, String(packed.size));
    const others = packed.files.filter((file) => !/^dist\/(?:chunks\/[\w-]+|cli)\.js$/.test(file));
    assert.deepEqual(others, [
      'LICENSE',
      'README.md',
      'THIRD-PARTY-NOTICES.txt',
      'dist/kestra-secrets.cjs',
      'package.json',
    ]);
  });

  it('is the build for users, without a path of the machine that built it', () => {
    for (const file of readdirSync(path.join(installed, 'dist'), { recursive: true, encoding: 'utf8' })) {
      const whole = path.join(installed, 'dist', file);
      if (!statSync(whole).isFile()) continue;
      const text = readFileSync(whole, 'utf8');
      assert.ok(!text.includes(projectFolder) && !text.includes('sourceMappingURL='), file);
    }
  });

  it('runs nothing and fetches nothing when it is installed', () => {
    const manifest = readJson(path.join(installed, 'package.json'));
    const own = readJson('package.json');
    assert.deepEqual(
      Object.keys(manifest).filter((key) => /^scripts$|dependencies$/i.test(key)),
      [],
    );
    assert.deepEqual([manifest.version, manifest.license], [own.version, own.license]);
    assert.deepEqual(readdirSync(path.join(elsewhere, 'node_modules')).sort(), [
      '.bin',
      '.package-lock.json',
      'kestra-secrets',
    ]);
  });

  it('says in package.json, in its readme and in the project’s from which Node on it runs', () => {
    const words = `Node ${oldest.replace(/\.0$/, '')} or later`;
    for (const file of ['README.md', 'CONTRIBUTING.md', 'src/cli/README.md']) {
      assert.ok(readFileSync(file, 'utf8').includes(words), file);
    }
    assert.deepEqual(readJson(path.join(installed, 'package.json')).engines, { node: `>=${oldest}` });
  });

  const run = async (node: string, args: readonly string[]) => {
    const command = path.join(installed, 'dist/kestra-secrets.cjs');
    const run = runLeashed(node, [command, ...args], { cwd: folder, env: bareEnvironment(home) });
    const code = await run.ended;
    assert.doesNotMatch(run.output(), /VALUE-MARKER|VkFMVUUtTUFSS0VS/);
    return { code, output: run.output() };
  };
  const nodeFor = (version: string) =>
    installNode(version).then(
      (program) => ({ program }),
      (error: unknown) => ({ missing: String(error) }),
    );

  it('is linked as a command', async function () {
    if (process.platform === 'win32') this.skip();
    const command = path.join(elsewhere, 'node_modules/.bin/kestra-secrets');
    const run = runLeashed(command, ['--version'], { env: bareEnvironment(home) });
    assert.deepEqual([await run.ended, run.output()], [0, `${String(readJson('package.json').version)}\n`]);
  });

  for (const version of [oldest, 'latest']) {
    it(`works in an empty folder under Node ${version}`, async function () {
      const { program } = skipWithout<{ program: string }>(this, await nodeFor(version));
      writeFileSync(path.join(folder, 'docker-compose.yml'), compose);
      writeFileSync(path.join(folder, 'flow.yml'), flow);
      const check = await run(program, ['check']);
      assert.equal(check.code, 1);
      assert.match(check.output, /flow\.yml:6:.* warning .*OTHER/);
      assert.match(check.output, /2 references in 1 flow file: 1 found, 1 missing/);
      const list = await run(program, ['list']);
      assert.equal(list.code, 0);
      assert.match(list.output, /API/);
      const help = await run(program, ['--help']);
      assert.equal(help.code, 0);
      assert.match(help.output, /^kestra-secrets COMMAND/);
    });
  }

  for (const version of ['12.22.12', '20.18.1']) {
    it(`says in one sentence that Node ${version} is too old`, async function () {
      const { program } = skipWithout<{ program: string }>(this, await nodeFor(version));
      const { code, output } = await run(program, ['check']);
      assert.equal(code, 2);
      assert.match(
        output,
        /^kestra-secrets: Node 20\.19 or later is needed, and this is Node [\d.]+: install .*\.\n$/,
      );
    });
  }
});
