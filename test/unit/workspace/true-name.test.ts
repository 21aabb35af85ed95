import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { createFolderFiles } from '../../../src/workspace/index.ts';
import { findFlows, namedPlaces } from '../../../src/workspace/flow-files.ts';
import { foldName } from '../../../src/workspace/file-names.ts';
import { never } from '../../fakes/never.ts';
import { temporaryFolder } from './support.ts';

const decomposed = 'Schlu\u0308ssel.yml';

/**
 * A disk as macOS has it, over the real one: names are found in any case and however their accents are written, and
 * listed as they were made, here decomposed. Where the real disk is such a one already, nothing is changed.
 */
function likeMacOs(root: string, names: readonly string[]): () => void {
  const originals = new Map<string, unknown>();
  const onDisk = (file: unknown): unknown => {
    if (typeof file !== 'string' || !file.toLowerCase().startsWith(root.toLowerCase())) return file;
    const found = names.find((name) => foldName(`${root}/${name}`) === foldName(file));
    return found === undefined ? file : `${root}/${found}`;
  };
  for (const name of ['realpath', 'lstat', 'stat', 'open', 'readdir'] as const) {
    const original: unknown = Reflect.get(fs, name);
    assert.ok(typeof original === 'function');
    originals.set(name, original);
    Reflect.set(fs, name, (file: unknown, ...rest: unknown[]): unknown => {
      const answer: unknown = Reflect.apply(original, fs, [onDisk(file), ...rest]);
      return answer;
    });
  }
  syncBuiltinESMExports();
  return () => {
    for (const [name, original] of originals) Reflect.set(fs, name, original);
    syncBuiltinESMExports();
  };
}

describe('a disk that takes names in any case for one', function () {
  const names = ['', 'Flows', `Flows/${decomposed}`, 'Flows/build', 'Flows/build/b.yml', '.gitignore'];
  const folder = temporaryFolder({
    [`Flows/${decomposed}`]: 'id: a',
    'Flows/build/b.yml': '',
    '.gitignore': 'BUILD/\n',
  });
  let restore: () => void = () => undefined;
  before(() => {
    if (process.platform === 'linux') restore = likeMacOs(folder.root, names);
  });
  after(() => {
    restore();
    folder.remove();
  });

  // Windows tells the ways of writing an accent apart.
  const listed = `Flows/${process.platform === 'win32' ? decomposed : decomposed.normalize('NFC')}`;

  it('has one name for a file, composed where the disk finds it so', async () => {
    const files = createFolderFiles(folder.root);
    assert.deepEqual(await files.list(never), ['.gitignore', listed]);
    assert.equal(files.ignoresCase?.(), true);
    for (const name of [listed, `flows/${decomposed}`, `./FLOWS/${decomposed.toUpperCase()}`]) {
      assert.equal(await files.nameOf?.(name, never), listed);
      assert.deepEqual(await files.read(name, never), { state: 'text', text: 'id: a' });
    }
    assert.equal(await files.nameOf?.('nowhere.yml', never), 'nowhere.yml');
  });

  it('has the flows below a folder that is named in another case, each once', async () => {
    const files = createFolderFiles(folder.root);
    assert.deepEqual(await findFlows(files, ['FLOWS', 'flows', `Flows/${decomposed}`], never), [listed]);
    const [place] = await namedPlaces(folder.root, folder.path('FLOWS'), never);
    assert.deepEqual([place?.base, place?.path], [null, 'Flows']);
  });
});
