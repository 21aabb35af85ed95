import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { readConfiguration } from '../../../src/configuration/index.ts';
import { problemMessage } from '../../../src/language/messages/index.ts';
import { createFolderFiles, type SearchableFiles } from '../../../src/workspace/index.ts';
import { findFlows } from '../../../src/workspace/flow-files.ts';
import { never } from '../../fakes/never.ts';
import { temporaryFolder } from './support.ts';

const deep = Array.from({ length: 65 }, () => 'd').join('/');

async function problemsOf(files: SearchableFiles): Promise<readonly string[]> {
  const { problems } = await readConfiguration({
    files,
    settings: { environmentFiles: [], environment: null },
    signal: never,
  });
  return problems.map((problem) => `${problem.code} ${problem.file} ${problemMessage(problem)}`);
}

describe('a folder with more than 100,000 files', () => {
  const folder = temporaryFolder({ 'flows/a.yml': 'id: a', 'many/x.txt': '', 'z/b.yml': 'id: b' });
  const { readdir } = fs;
  before(() => {
    const read: unknown = readdir;
    assert.ok(typeof read === 'function');
    const names = Array.from({ length: 100_001 }, (_, index) => `${index}.txt`);
    const entries = names.map((name) => ({
      name,
      isFile: () => true,
      isDirectory: () => false,
      isSymbolicLink: () => false,
    }));
    Reflect.set(fs, 'readdir', (path: string, ...rest: unknown[]): unknown => {
      if (path.endsWith('many') || /many[/\\]$/.test(path)) return Promise.resolve(entries);
      const answer: unknown = Reflect.apply(read, fs, [path, ...rest]);
      return answer;
    });
    syncBuiltinESMExports();
  });
  after(() => {
    fs.readdir = readdir;
    syncBuiltinESMExports();
    folder.remove();
  });

  it('is told as such, by its name', async () => {
    const files = createFolderFiles(folder.root);
    assert.equal((await files.list(never)).length, 100_000);
    assert.deepEqual(files.notListed?.(), [{ path: '', reason: 'too-many' }]);
    assert.deepEqual(await problemsOf(files), [
      'too-large . This folder holds more than 100,000 files, so what the rest says is not known here. Open or name a folder in it.',
    ]);
  });

  it('lets others have their turn while it is listed, also where all are in one folder', async () => {
    let turns = 0;
    let turn = setImmediate(function next() {
      turns += 1;
      turn = setImmediate(next);
    });
    await createFolderFiles(folder.root).list(never);
    clearImmediate(turn);
    assert.ok(turns >= 20, String(turns));
  });

  it('has all flows of a smaller folder that is named', async () => {
    const files = createFolderFiles(folder.root);
    for (const [named, flow] of [
      ['flows', 'flows/a.yml'],
      ['z', 'z/b.yml'],
      ['z/b.yml', 'z/b.yml'],
    ] as const) {
      assert.deepEqual(await findFlows(files, [named], never), [flow]);
      assert.deepEqual(files.notListed?.(), [{ path: '', reason: 'too-many' }]);
    }
    await findFlows(files, ['many'], never);
    assert.deepEqual(files.notListed?.(), [
      { path: '', reason: 'too-many' },
      { path: 'many', reason: 'too-many' },
    ]);
  });
}).timeout(60_000);

describe('a folder below 64 others', () => {
  const folder = temporaryFolder({ [`${deep}/a.yml`]: 'id: a' });
  after(() => folder.remove());

  it('is told as such, by its name', async () => {
    const files = createFolderFiles(folder.root);
    assert.deepEqual(await files.list(never), []);
    assert.deepEqual(files.notListed?.(), [{ path: deep, reason: 'too-deep' }]);
    assert.deepEqual(await problemsOf(files), [
      `too-large ${deep} This folder lies more than 64 folders deep, so what is in it is not known here. Open or name a folder nearer to it.`,
    ]);
    assert.deepEqual(await findFlows(files, [deep], never), [`${deep}/a.yml`]);
  });
});
