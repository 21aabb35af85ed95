import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import fc from 'fast-check';
import { createFolderFiles, createNamedFiles } from '../../../src/workspace/index.ts';
import { leadsToServer } from '../../../src/workspace/real-path.ts';
import { folderNamedIn } from '../../../src/workspace/tracked-files.ts';
import { never } from '../../fakes/never.ts';
import { describeWithGit, runGit } from './git-repository.ts';
import { itWithLinks, makeLinks, temporaryFolder } from './support.ts';
import { writeIndex } from './write-index.ts';

const files = {
  '.gitignore': '*.ignored.yml\nbuild/\n',
  'a.yml': '',
  'tracked.ignored.yml': '',
  'new.ignored.yml': '',
  'build/new.yml': '',
  'build/deep/tracked.yml': '',
  'build/deep/new.yml': '',
  'build/empty/new.yml': '',
  'sub/.gitignore': 'grüße*\n',
  'sub/grüße.yml': '',
  'sub/grüße-new.yml': '',
};
const tracked = ['.gitignore', 'a.yml', 'build/deep/tracked.yml', 'sub/.gitignore', 'sub/grüße.yml'];
const counted = [...tracked, 'tracked.ignored.yml'];

function repository(...options: readonly string[]): ReturnType<typeof temporaryFolder> {
  const folder = temporaryFolder(files);
  runGit(folder.root, 'init', '-q', ...options);
  runGit(folder.root, 'add', '-f', ...counted);
  return folder;
}

function list(root: string): Promise<readonly string[]> {
  return createFolderFiles(root).list(never);
}

/** The files that are opened meanwhile. */
async function openedWhile(work: () => Promise<unknown>): Promise<readonly string[]> {
  const { open } = fs;
  const opened: string[] = [];
  fs.open = (...given) => {
    opened.push(String(given[0]));
    return open(...given);
  };
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    fs.open = open;
    syncBuiltinESMExports();
  }
  return opened;
}

/** Where the repository itself is elsewhere, a file says so. */
function withoutGit(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => path !== '.git');
}

describeWithGit('what git tracks', () => {
  for (const version of ['2', '3', '4']) {
    it(`counts though a rule ignores it, as an index of version ${version} says`, async () => {
      const folder = repository();
      runGit(folder.root, 'update-index', '--index-version', version);
      // Only an entry with a further flag makes it the third version.
      if (version === '3') runGit(folder.root, 'update-index', '--skip-worktree', 'a.yml');
      assert.equal(readFileSync(folder.path('.git/index')).readUInt32BE(4), Number(version));
      assert.deepEqual(await list(folder.root), counted);
      folder.remove();
    });
  }

  it('counts with the longer names of objects', async () => {
    const folder = repository('--object-format=sha256');
    assert.deepEqual(await list(folder.root), counted);
    folder.remove();
  });

  it('counts in a folder below the top of its repository', async () => {
    const folder = repository();
    assert.deepEqual(await list(folder.path('sub')), ['.gitignore', 'grüße.yml']);
    const named = createNamedFiles(folder.path('sub'));
    assert.deepEqual(await named.list(never), ['.gitignore', 'grüße.yml']);
    assert.equal(await named.isTracked?.('grüße.yml', never), true);
    folder.remove();
  });

  it('counts in a worktree', async () => {
    const folder = repository();
    const tree = temporaryFolder({});
    runGit(folder.root, 'commit', '-q', '-m', 'a');
    runGit(folder.root, 'worktree', 'add', '-q', tree.path('tree'));
    writeFileSync(tree.path('tree/build/new.yml'), '');
    assert.deepEqual(withoutGit(await list(tree.path('tree'))), counted);
    folder.remove();
    tree.remove();
  });

  it('counts in a submodule, from outside and from inside of it', async () => {
    const inner = repository();
    runGit(inner.root, 'commit', '-q', '-m', 'a');
    const outer = temporaryFolder({});
    runGit(outer.root, 'init', '-q');
    runGit(outer.root, 'submodule', '--quiet', 'add', inner.root, 'lib/inner');
    writeFileSync(outer.path('lib/inner/build/new.yml'), '');
    assert.deepEqual(withoutGit(await list(outer.path('lib/inner'))), counted);
    assert.deepEqual(
      (await list(outer.root)).filter((path) => path.endsWith('.yml')),
      counted.filter((path) => path.endsWith('.yml')).map((path) => `lib/inner/${path}`),
    );
    inner.remove();
    outer.remove();
  });

  it('is told of a file, for the last list', async () => {
    const folder = repository();
    const ofFolder = createFolderFiles(folder.root);
    assert.equal(await ofFolder.isTracked?.('a.yml', never), false, 'there was no list yet');
    await ofFolder.list(never);
    const told = async (path: string) => ofFolder.isTracked?.(path, never);
    assert.equal(await told('a.yml'), true);
    assert.equal(await told('tracked.ignored.yml'), true);
    assert.equal(await told('new.ignored.yml'), false);
    assert.equal(await told('build'), false);
    folder.remove();
  });

  it('does not count without a repository', async () => {
    const folder = temporaryFolder(files);
    assert.deepEqual(await list(folder.root), ['.gitignore', 'a.yml', 'sub/.gitignore']);
    folder.remove();
  });

  itWithLinks('is not followed to where a link leads out of the folder', async () => {
    const folder = repository();
    const outside = temporaryFolder({ 'x.yml': '' });
    makeLinks({ [folder.path('link.ignored.yml')]: outside.path('x.yml') });
    runGit(folder.root, 'add', '-f', 'link.ignored.yml');
    assert.deepEqual(await list(folder.root), counted);
    folder.remove();
    outside.remove();
  });

  it('is what git says', async () => {
    const name = fc.string({
      unit: fc.constantFrom('a', 'b', '.', '-', 'é', '😀'),
      minLength: 1,
      maxLength: 5,
    });
    const path = fc
      .array(
        name.filter((text) => !text.startsWith('.') && !text.endsWith('.')),
        { minLength: 1, maxLength: 3 },
      )
      .map((parts) => `${parts.join('/')}/f.yml`);
    for (const [version, paths] of fc.sample(
      fc.tuple(fc.constantFrom('2', '4'), fc.uniqueArray(path, { minLength: 1, maxLength: 40 })),
      { numRuns: 5, seed: 7 },
    )) {
      const folder = temporaryFolder(Object.fromEntries(['.gitignore', ...paths].map((each) => [each, '*'])));
      runGit(folder.root, 'init', '-q');
      const half = paths.filter((_, index) => index % 2 === 0);
      runGit(folder.root, 'add', '-f', '--', ...half);
      runGit(folder.root, 'update-index', '--index-version', version);
      const said = runGit(folder.root, 'ls-files', '-z')
        .split('\0')
        .filter((each) => each !== '');
      assert.deepEqual(await list(folder.root), said.sort());
      folder.remove();
    }
  });

  it('is not known where the index is split, cut off or more than is read, and all else is listed', async () => {
    const ignored = ['.gitignore', 'a.yml', 'sub/.gitignore'];
    const folder = repository();
    const index = folder.path('.git/index');
    const whole = readFileSync(index);
    for (const bytes of [
      whole.subarray(0, -1),
      whole.subarray(0, 40),
      Buffer.alloc(0),
      Buffer.from('DIRC'),
    ]) {
      writeFileSync(index, bytes);
      assert.deepEqual(await list(folder.root), ignored);
    }
    writeFileSync(index, whole);
    appendFileSync(index, 'x');
    assert.deepEqual(await list(folder.root), ignored);
    writeFileSync(index, whole);
    runGit(folder.root, 'update-index', '--split-index');
    assert.deepEqual(await list(folder.root), ignored);
    folder.remove();
  });
});

describe('a submodule that an index names', () => {
  itWithLinks('is not looked into outside of its repository, nor by a link to there', async () => {
    const outside = temporaryFolder({ '.git/index': '' });
    const submodules = [`../${path.basename(outside.root)}`, 'link', 'own'];
    const folder = temporaryFolder({
      '.gitignore': '*.yml',
      'a.yml': '',
      '.git/index': writeIndex({ paths: submodules, submodules, version: 2, length: 20 }),
      'own/.git/index': '',
    });
    makeLinks({ [folder.path('link')]: outside.root });
    const opened = await openedWhile(() => list(folder.root));
    assert.deepEqual(
      opened.filter((each) => each.endsWith('index')),
      [folder.path('.git/index'), folder.path('own/.git/index')],
    );
    folder.remove();
    outside.remove();
  });
});

describe('the index of a folder that a user named', () => {
  it('is read once, though all there is is ignored', async () => {
    const folder = temporaryFolder({
      '.gitignore': '*\n',
      '.git/index': writeIndex({ paths: ['.gitignore'], version: 2, length: 20 }),
      'sub/.gitignore': '*.log\n',
      'sub/a.yml': '',
      'sub/a.log': '',
    });
    const opened = await openedWhile(async () => {
      assert.deepEqual(await createNamedFiles(folder.path('sub')).list(never), ['.gitignore', 'a.yml']);
    });
    assert.deepEqual(
      opened.filter((each) => each.endsWith('index')),
      [folder.path('.git/index')],
    );
    folder.remove();
  });
});

describe('a file .git', () => {
  const lines = [
    'gitdir: //evil.example/share/.git',
    'gitdir: \\\\evil.example\\share\\.git',
    'gitdir: \\\\.\\pipe\\evil',
    'gitdir: /net/evil.example/.git',
    'gitdir: ',
    'gitdir: a\ngitdir: b',
    'gitdir: .',
    'x'.repeat(10_000),
  ];
  for (const line of lines) {
    it(`that says ${JSON.stringify(line.slice(0, 40))} tells nothing`, async () => {
      const folder = temporaryFolder({ ...files, '.git': line });
      assert.deepEqual(withoutGit(await list(folder.root)), ['.gitignore', 'a.yml', 'sub/.gitignore']);
      folder.remove();
    });
  }
});

describe('the folder that a file .git names', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['gitdir: C:/repo/.git/worktrees/tree\n', 'C:\\repo\\.git\\worktrees\\tree'],
    ['gitdir: ../.git/modules/inner\r\n', 'D:\\trees\\.git\\modules\\inner'],
    ['gitdir: \\\\.\\pipe\\a', null],
    ['gitdir: //?/UNC/server/share', null],
    ['gitdir: ', null],
    ['gitdir: a\nb', null],
    ['C:/repo/.git', null],
  ];
  for (const [text, expected] of cases) {
    it(`is ${expected ?? 'none'} of ${JSON.stringify(text)}`, () => {
      assert.equal(folderNamedIn(text, 'D:\\trees\\tree', path.win32), expected);
    });
  }

  it('is not looked into where it is on another machine', async () => {
    const folder = folderNamedIn('gitdir: //server/share/a', 'D:\\tree', path.win32) ?? '';
    const { root } = path.win32.parse(folder);
    const noLink = () => Promise.reject(new Error('EINVAL'));
    assert.equal(await leadsToServer(root, `${folder}\\index`, [null], path.win32, noLink), true);
    assert.equal(await leadsToServer(root, `${folder}\\index`, ['server'], path.win32, noLink), false);
  });
});
