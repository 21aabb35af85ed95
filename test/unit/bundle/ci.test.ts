import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { bareEnvironment } from '../../processes/homes.ts';
import { runLeashed, runNpm } from '../../processes/leashed.ts';
import { findOnPath } from '../../processes/programs.ts';
import { removeFolder } from '../../processes/remove-folder.ts';
import { skipBecause } from '../../processes/skip.ts';
import { type CliPackage, packCli } from '../../runner/cli-package.ts';
import { installPreCommit } from '../../servers/install-pre-commit.ts';
import { skipWithout } from '../../servers/needed.ts';
import type { PythonTool } from '../../servers/pip.ts';
import { readCodeQuality } from '../cli/code-quality.ts';
import { runGit } from '../workspace/git-repository.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly shell: string;
      readonly run: string;
      readonly env: Readonly<Record<string, string>>;
    }[];
  };
}
interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { uses?: string; with?: Readonly<Record<string, unknown>> }[] }>
  >;
}

const action = parse(readFileSync('action.yml', 'utf8')) as Action;
const page = readFileSync('docs/ci.md', 'utf8').replaceAll('\r\n', '\n');
/** The examples of the page under a heading, in one language. */
const examplesUnder = (heading: string, language: string) =>
  [
    ...(page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '').matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm),
  ].flatMap(([, of, text = '']) => (of === language ? [text] : []));

const flow = (name: string) => `id: one\nnamespace: n\ntasks:\n  - message: "{{ secret('${name}') }}"\n`;
const files = {
  'docker-compose.yml': 'services: {k: {image: kestra/kestra, environment: {SECRET_API: YXBp}}}\n',
  'flows/found.yml': flow('API'),
  'flows/missing.yml': flow('OTHER'),
};

describe('what runs the command line in CI', function () {
  this.timeout(300_000);
  const home = mkdtempSync(path.join(tmpdir(), 'kestra-secrets-ci-'));
  const folder = path.join(home, 'repository');
  /** As GitHub has it: the action's repository, of a release that holds what is built. */
  const actionFolder = path.join(home, 'action');
  const sh = findOnPath(['bash']);
  let packed: CliPackage;

  before(async function () {
    if (sh === null || process.platform === 'win32') skipBecause(this, 'there is no bash here');
    packed = await packCli(home);
    cpSync(packed.folder, actionFolder, { recursive: true });
    for (const name of ['action.yml', 'ci']) cpSync(name, path.join(actionFolder, name), { recursive: true });
  });
  beforeEach(() => {
    mkdirSync(path.join(folder, 'flows'), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  });
  afterEach(() => removeFolder(folder));
  after(() => removeFolder(home));

  /** As a runner's bash runs a step. */
  const runStep = async (script: string, env: Readonly<Record<string, string>> = {}) => {
    const options = { cwd: folder, env: { ...bareEnvironment(home), ...env } };
    const run = runLeashed(sh ?? 'bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], options);
    return { code: await run.ended, output: run.output() };
  };

  const runAction = async (inputs: Readonly<Record<string, string>>) => {
    assert.equal(action.runs.using, 'composite');
    const [step, ...others] = action.runs.steps;
    assert.ok(step !== undefined && others.length === 0);
    // An input in the script itself would be run as a part of it.
    assert.doesNotMatch(step.run, /\$\{\{/);
    const env = Object.entries(step.env).map(([name, value]): [string, string] => {
      const [, input = ''] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value) ?? [];
      return [name, inputs[input] ?? action.inputs[input]?.default ?? assert.fail(value)];
    });
    return runStep(step.run, { ...Object.fromEntries<string>(env), GITHUB_ACTION_PATH: actionFolder });
  };

  it('annotates as GitHub’s action, and fails on what is missing', async () => {
    const { code, output } = await runAction({});
    assert.equal(code, 1, output);
    assert.match(output, /^::warning file=flows\/missing\.yml,line=4,.*title=secret-missing::/m);
    assert.match(output, /2 references in 2 flow files: 1 found, 1 missing/);
  });

  it('takes each input of the action', async () => {
    const run = await runAction({
      paths: 'flows/found.yml\nflows/miss*.yml\n',
      'fail-on': 'none',
      format: 'sarif',
      output: 'report.sarif',
      endpoints: 'https://vault.example.com:8200\nhttp://127.0.0.1:1',
      folder: '.',
    });
    assert.equal(run.code, 0, run.output);
    const log = JSON.parse(readFileSync(path.join(folder, 'report.sarif'), 'utf8')) as { version: string };
    assert.equal(log.version, '2.1.0');
    const wrong = await runAction({ endpoints: 'nonsense', output: 'none.sarif' });
    assert.equal(wrong.code, 64);
    assert.equal(existsSync(path.join(folder, 'none.sarif')), false, 'an empty report');
    const since = await runAction({ since: 'main' });
    assert.equal(since.code, 2);
    assert.match(since.output, /--since: /);
    const baseline = await runAction({ baseline: 'no.json' });
    assert.match(baseline.output, /--baseline: /);
    const asPath = await runAction({ paths: '--version\n$(touch proof)' });
    assert.equal(asPath.code, 2);
    assert.match(asPath.output, /no file or folder (?:--version|\$\(touch proof\))\.$/m);
    assert.equal(existsSync(path.join(folder, 'proof')), false);
  });

  it('writes its output through no link of the repository', async () => {
    const other = path.join(home, 'other.txt');
    writeFileSync(other, 'as it was');
    symlinkSync(other, path.join(folder, 'report.sarif'));
    const run = await runAction({ format: 'sarif', output: 'report.sarif' });
    assert.equal(run.code, 2, run.output);
    assert.match(run.output, /report\.sarif is a link/);
    assert.equal(readFileSync(other, 'utf8'), 'as it was');
  });

  it('has an example for GitHub whose inputs the action has, and a row for each of them', () => {
    const [text = ''] = examplesUnder('GitHub', 'yaml');
    const steps = Object.values((parse(text) as Workflow).jobs).flatMap((job) => job.steps);
    const own = steps.find(({ uses = '' }) => uses.startsWith('OWNER/'));
    assert.ok(own?.with !== undefined);
    for (const name of Object.keys(own.with)) assert.ok(Object.hasOwn(action.inputs, name), name);
    const upload = steps.find(({ uses = '' }) => uses.includes('upload-sarif'));
    assert.equal(upload?.with?.sarif_file, own.with.output);
    const rows = [...page.matchAll(/^\| `([\w-]+)` \| /gm)].map(([, name]) => name);
    assert.deepEqual(
      rows.filter((name = '') => /^[a-z]/.test(name)),
      Object.keys(action.inputs),
    );
  });

  const install = () => {
    cpSync(packed.file, path.join(folder, path.basename(packed.file)));
    const prefix = path.join(home, 'global');
    return { npm_config_prefix: prefix, PATH: `${path.join(prefix, 'bin')}:${process.env.PATH ?? ''}` };
  };

  it('runs GitLab’s example', async () => {
    const [text = ''] = examplesUnder('GitLab', 'yaml');
    const [job] = Object.values(parse(text) as Record<string, { script: string[] }>);
    assert.ok(job !== undefined);
    const run = await runStep(job.script.join('\n'), install());
    assert.equal(run.code, 1, run.output);
    const report = readCodeQuality(readFileSync(path.join(folder, 'gl-code-quality-report.json'), 'utf8'));
    assert.deepEqual(
      report.map(({ location }) => location),
      [{ path: 'flows/missing.yml', lines: { begin: 4 } }],
    );
  });

  it('runs the example of a shell, and those of a baseline', async () => {
    runGit(folder, 'init', '--quiet', '--initial-branch', 'main');
    runGit(folder, 'add', '--all');
    runGit(folder, 'commit', '--quiet', '--message', 'first');
    runGit(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    const env = install();
    const [baseline = ''] = examplesUnder('In an old repository: a baseline', 'sh');
    const [shell = ''] = examplesUnder('Any other shell', 'sh');
    const installed = await runStep('npm install --global ./kestra-secrets-*.tgz', env);
    assert.equal(installed.code, 0, installed.output);
    const first = await runStep(baseline, env);
    assert.equal(first.code, 0, first.output);
    writeFileSync(path.join(folder, 'flows/new.yml'), flow('NEW'));
    const run = await runStep(shell, env);
    assert.equal(run.code, 1, run.output);
    const xml = readFileSync(path.join(folder, 'kestra-secrets.xml'), 'utf8');
    assert.match(xml, /<testsuite name="flows\/new\.yml" tests="1" failures="1"/);
    assert.doesNotMatch(xml, /missing\.yml/);
  });

  it('is a hook of pre-commit, which checks the files of a commit', async function () {
    const tool = skipWithout<PythonTool>(this, await installPreCommit());
    const hooks = path.join(home, 'hooks');
    cpSync(packed.folder, hooks, { recursive: true });
    for (const name of ['.pre-commit-hooks.yaml', 'ci'])
      cpSync(name, path.join(hooks, name), { recursive: true });
    for (const repository of [hooks, folder])
      runGit(repository, 'init', '--quiet', '--initial-branch', 'main');
    runGit(hooks, 'add', '--all', '--force');
    runGit(hooks, 'commit', '--quiet', '--message', 'a release');
    const rev = runGit(hooks, 'rev-parse', 'HEAD').trim();
    const [text = ''] = examplesUnder('pre-commit', 'yaml');
    const config = text.replace(/repo: .*/, `repo: ${hooks}`).replace(/rev: .*/, `rev: ${rev}`);
    writeFileSync(path.join(folder, '.pre-commit-config.yaml'), config);
    const env = {
      ...bareEnvironment(home),
      PYTHONPATH: tool.folder,
      PYTHONDONTWRITEBYTECODE: '1',
      PRE_COMMIT_HOME: path.join(home, 'pre-commit'),
    };
    const run = async (...args: readonly string[]) => {
      const run = runLeashed(tool.python, ['-m', 'pre_commit', 'run', ...args], { cwd: folder, env });
      return { code: await run.ended, output: run.output() };
    };
    runGit(folder, 'add', '--all');
    const all = await run('--all-files');
    assert.equal(all.code, 1, all.output);
    assert.match(all.output, /secrets of Kestra flows\.+Failed/);
    assert.match(all.output, /flows\/missing\.yml:4:.*OTHER/);
    const one = await run('--files', 'flows/found.yml');
    assert.equal(one.code, 0, one.output);
    assert.match(one.output, /Passed/);
  });

  it('takes no file for an option, whatever it is called', async () => {
    const script = JSON.stringify(path.join(actionFolder, 'ci', 'pre-commit.js'));
    const hook = (...args: readonly string[]) => runStep(`"${process.execPath}" ${script} ${args.join(' ')}`);
    const known = await hook('--baseline=known.json --update-baseline');
    assert.equal(known.code, 0, known.output);
    writeFileSync(path.join(folder, 'known.yaml'), readFileSync(path.join(folder, 'known.json')));
    const args = ['--fail-on=missing', 'flows/missing.yml', '--baseline=known.yaml', '-x.yml'];
    const asOption = await hook(...args.slice(0, 3));
    assert.equal(asOption.code, 0, asOption.output);
    for (const name of args.slice(2)) writeFileSync(path.join(folder, name), flow('ONE'));
    const run = await hook(...args);
    assert.equal(run.code, 1, run.output);
    assert.match(run.output, /^flows\/missing\.yml:4:/m);
    for (const name of args.slice(2)) assert.ok(`\n${run.output}`.includes(`\n${name}:4:`), run.output);
  });

  it('packs of a clone what runs alone', async () => {
    const run = runNpm(['pack', '--dry-run', '--json', '--ignore-scripts']);
    assert.equal(await run.ended, 0, run.output());
    const [clone] = JSON.parse(run.output().slice(run.output().indexOf('['))) as [
      { files: { path: string }[] },
    ];
    const others = clone.files
      .map((file) => file.path)
      .filter((file) => !file.startsWith('dist/') || file.endsWith('.map'));
    assert.deepEqual(others.sort(), ['LICENSE', 'README.md', 'package.json']);
  });
});
