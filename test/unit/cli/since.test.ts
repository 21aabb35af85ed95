import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describeWithGit, runGit } from '../workspace/git-repository.ts';
import { folderOf, kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';

const flow = (name: string) =>
  `id: one\nnamespace: n\ntasks:\n  - message: "{{ secret('${name}') }}"\n  - message: "{{ secret('A', x='1') }}"\n`;

describeWithGit('command line: what changed since a commit', function () {
  this.timeout(60_000);
  let folder: Awaited<ReturnType<typeof folderOf>>;
  const at = (name: string) => path.join(folder.root, name);
  const commit = (words: string) => {
    runGit(folder.root, 'add', '--all');
    runGit(folder.root, 'commit', '--quiet', '--message', words);
  };

  beforeEach(async () => {
    folder = await folderOf({
      'docker-compose.yml': 'services: {k: {image: kestra/kestra, environment: {SECRET_A: "not base64"}}}\n',
      'flows/grüße 1.yml': flow('ONE'),
      'flows/two.yml': flow('TWO'),
      'flows/three.yml': flow('THREE'),
    });
    runGit(folder.root, 'init', '--quiet', '--initial-branch', 'main');
    commit('first');
  });
  afterEach(() => folder.remove());

  const check = async (since: string, ...args: readonly string[]) => {
    const run = await kestraSecrets(['check', '--json', '--since', since, '--folder', folder.root, ...args]);
    assert.notEqual(run.code, 2, run.err);
    const { problems, references, summary } = readDocument('check', run.out);
    return {
      names: references.map(({ name }) => name).filter((name) => name !== 'A'),
      files: [...new Set(problems.map(({ file }) => file))],
      count: summary.files,
    };
  };

  it('is nothing where nothing did, the configuration’s problems included', async () => {
    assert.deepEqual(await check('HEAD'), { names: [], files: [], count: 0 });
  });

  it('is what was committed, staged, edited and added', async () => {
    await writeFile(at('flows/grüße 1.yml'), flow('COMMITTED'));
    commit('second');
    await writeFile(at('flows/two.yml'), flow('STAGED'));
    runGit(folder.root, 'add', '--all');
    await writeFile(at('flows/three.yml'), flow('EDITED'));
    await writeFile(at('flows/four.yml'), flow('ADDED'));
    assert.deepEqual((await check('HEAD~1')).names, ['ADDED', 'COMMITTED', 'EDITED', 'STAGED']);
    assert.deepEqual((await check('HEAD')).names, ['ADDED', 'EDITED', 'STAGED']);
    assert.deepEqual((await check('HEAD', at('flows/two.yml'))).names, ['STAGED']);
  });

  it('is a file, too, that a flow renders which did not change', async () => {
    const render = `- { id: a, type: io.kestra.plugin.jdbc.Query, sql: "{{ render(read('x.sql')) }}" }`;
    await writeFile(at('flows/two.yml'), `id: two\nnamespace: n\ntasks:\n  ${render}\n`);
    await writeFile(at('x.sql'), `{{ secret('BEFORE') }}\n`);
    commit('second');
    assert.deepEqual((await check('HEAD')).names, []);
    await writeFile(at('x.sql'), `{{ secret('RENDERED') }}\n`);
    assert.deepEqual((await check('HEAD')).names, ['RENDERED']);
  });

  it('is what a branch did since it left another, and not what came to the other since', async () => {
    runGit(folder.root, 'switch', '--quiet', '--create', 'side');
    await writeFile(at('flows/two.yml'), flow('MINE'));
    commit('mine');
    runGit(folder.root, 'switch', '--quiet', 'main');
    await writeFile(at('flows/three.yml'), flow('THEIRS'));
    commit('theirs');
    runGit(folder.root, 'switch', '--quiet', 'side');
    assert.deepEqual((await check('main')).names, ['MINE']);
  });

  it('is not a file with other line ends', async () => {
    await writeFile(at('flows/two.yml'), flow('TWO').replaceAll('\n', '\r\n'));
    assert.deepEqual((await check('HEAD')).names, []);
  });

  it('is told of a folder in a repository, by the paths from the folder on', async () => {
    await writeFile(at('flows/two.yml'), flow('EDITED'));
    const run = await kestraSecrets(['check', '--json', '--since', 'HEAD', '--folder', at('flows')]);
    assert.deepEqual(
      readDocument('check', run.out).references.map(({ file, name }) => [file, name]),
      [
        ['two.yml', 'EDITED'],
        ['two.yml', 'A'],
      ],
    );
  });

  it('runs nothing that the folder names for git, and none of its programs', async () => {
    const proof = at('proof');
    const program = at('git');
    await writeFile(program, `#!/bin/sh\necho started > '${proof}'\n`);
    await chmod(program, 0o755);
    await writeFile(at('.gitattributes'), '*.yml filter=evil diff=evil\n');
    for (const key of ['core.fsmonitor', 'filter.evil.clean', 'filter.evil.process', 'diff.external']) {
      runGit(folder.root, 'config', key, program);
    }
    runGit(folder.root, 'config', 'core.hooksPath', folder.root);
    await writeFile(at('flows/two.yml'), flow('EDITED'));
    const PATH = ['.', '', process.env.PATH ?? ''].join(path.delimiter);
    const run = await kestraSecrets(['check', '--json', '--since', 'HEAD'], {
      cwd: folder.root,
      env: { PATH, GIT_DIR: '/nowhere', GIT_EXTERNAL_DIFF: program },
    });
    assert.notEqual(run.code, 2, run.err);
    assert.deepEqual(
      readDocument('check', run.out).references.map(({ name }) => name),
      ['EDITED', 'A'],
    );
    assert.equal(existsSync(proof), false);
  });

  for (const reference of ['no-such-branch', '-x', '--output=proof', 'HEAD:flows', '$(touch proof)']) {
    it(`cannot be said of what is no commit: ${reference}`, async () => {
      const run = await kestraSecrets(['check', `--since=${reference}`, '--folder', folder.root]);
      assert.deepEqual([run.code, run.out], [2, '']);
      assert.match(run.err, /^kestra-secrets: --since: git does not find the commit .*\.\n$/);
      assert.equal(existsSync(at('proof')), false);
    });
  }

  it('cannot be said without a repository, nor without git', async () => {
    const other = await folderOf({ 'a.yml': flow('A') });
    try {
      const run = await kestraSecrets(['check', '--since', 'HEAD', '--folder', other.root]);
      assert.deepEqual([run.code, run.out], [2, '']);
    } finally {
      await other.remove();
    }
    const env = { PATH: folder.root };
    const without = await kestraSecrets(['check', '--since', 'HEAD', '--folder', folder.root], { env });
    assert.deepEqual([without.code, without.out], [2, '']);
  });
});
