import assert from 'node:assert/strict';
import { withUnsavedTexts } from '../../../src/folder/files.ts';
import { readOnce } from '../../../src/folder/one-run.ts';
import type { FileText } from '../../../src/ports/files.ts';
import { createFolderFiles, type SearchableFiles } from '../../../src/workspace/index.ts';
import { never } from '../../fakes/never.ts';
import { temporaryFolder } from '../workspace/support.ts';

describe('the files of one run', () => {
  const folder = temporaryFolder({ 'a.yml': 'a', 'b.yml': 'b', 'c.yml': 'c' });
  after(() => folder.remove());

  it('are each opened once for two who read many of them, and handed on in order', async () => {
    const opened: string[] = [];
    const onDisk = createFolderFiles(folder.root);
    const files = readOnce(noting(onDisk, opened), always);
    const read = async (paths: readonly string[]) => {
      const found: (readonly [string, FileText])[] = [];
      await files.readMany?.(paths, never, (path, file) => found.push([path, file]));
      return found.map(([path, file]) => `${path} ${file.state === 'text' ? file.text : file.state}`);
    };
    assert.deepEqual(await read(['b.yml', 'none.yml']), ['b.yml b', 'none.yml absent']);
    assert.deepEqual(await read(['a.yml', 'b.yml', 'c.yml']), ['a.yml a', 'b.yml b', 'c.yml c']);
    assert.deepEqual(opened, ['b.yml', 'none.yml', 'a.yml', 'c.yml']);
  });

  it('are handed on one by one, and not held until the last is read', async () => {
    const events: string[] = [];
    const onDisk = createFolderFiles(folder.root);
    const files = readOnce(
      {
        ...onDisk,
        async readMany(paths, signal, take) {
          for (const path of paths) {
            events.push(`reads ${path}`);
            take(path, await onDisk.read(path, signal));
          }
        },
      },
      always,
    );
    await files.readMany?.(['b.yml'], never, () => undefined);
    events.length = 0;
    await files.readMany?.(['a.yml', 'b.yml', 'c.yml', 'a.yml'], never, (path) =>
      events.push(`takes ${path}`),
    );
    const expected = ['reads a.yml', 'takes a.yml', 'takes b.yml', 'reads c.yml', 'takes c.yml'];
    assert.deepEqual(events, [...expected, 'reads a.yml', 'takes a.yml']);
  });

  it('are read anew by who reads them a third time', async () => {
    const files = readOnce(createFolderFiles(folder.root), always);
    let count = 0;
    for (let time = 0; time < 3; time += 1) {
      await files.readMany?.(['a.yml'], never, (_, file) => (count += file.state === 'text' ? 1 : 0));
    }
    assert.equal(count, 3);
  });

  it('are handed on and not opened again without those of no use to who says so, and are all there for anybody else', async () => {
    const opened: string[] = [];
    const isOfUse = (text: string) => text !== 'b';
    const files = readOnce(noting(createFolderFiles(folder.root), opened), isOfUse);
    const read = async (asked?: (text: string) => boolean) => {
      const found: string[] = [];
      await files.readMany?.(['a.yml', 'b.yml', 'c.yml'], never, (path) => found.push(path), asked);
      return found;
    };
    const all = ['a.yml', 'b.yml', 'c.yml'];
    assert.deepEqual(await read(), all);
    assert.deepEqual(await read(isOfUse), ['a.yml', 'c.yml']);
    assert.deepEqual(opened, all);
    opened.length = 0;
    assert.deepEqual(await read(), all);
    assert.deepEqual(await read((text) => text !== 'a'), all);
    assert.deepEqual(opened, [...all, 'b.yml']);
  });

  it('are not even decoded where neither who reads them first nor who reads them next has a use for them', async () => {
    const some = temporaryFolder({
      'a.yml': 'first',
      'b.yml': 'neither',
      'c.yml': 'next',
      'd.yml': 'neither',
    });
    const onDisk = createFolderFiles(some.root);
    const decoded: string[] = [];
    const isNext = (text: string) => text.includes('next');
    const files = readOnce(
      {
        ...onDisk,
        readMany: async (paths, signal, take, isOfUse) => {
          const note = (path: string, file: FileText): void => {
            decoded.push(path);
            take(path, file);
          };
          await onDisk.readMany?.(paths, signal, note, isOfUse);
        },
      },
      isNext,
    );
    const read = async (isOfUse: (text: string, path: string) => boolean) => {
      const found: string[] = [];
      const paths = ['a.yml', 'b.yml', 'c.yml', 'd.yml'];
      await files.readMany?.(paths, never, (path) => found.push(path), isOfUse);
      return found;
    };
    assert.deepEqual(await read((text, path) => text === 'first' && path === 'a.yml'), ['a.yml', 'c.yml']);
    assert.deepEqual(decoded, ['a.yml', 'c.yml']);
    assert.deepEqual(await read(isNext), ['c.yml']);
    assert.deepEqual(decoded, ['a.yml', 'c.yml']);
    some.remove();
  });
});

const always = () => true;

/** The same files; what many are read of is noted. */
function noting(files: SearchableFiles, opened: string[]): SearchableFiles {
  return {
    ...files,
    readMany: (paths, signal, take) => {
      opened.push(...paths);
      return files.readMany?.(paths, signal, take) ?? Promise.resolve();
    },
  };
}

describe('a file that is typed in', () => {
  it('is still one in UTF-16', async () => {
    const folder = temporaryFolder({ 'a.yml': Buffer.from('\uFEFFa', 'utf16le'), 'b.yml': 'b' });
    const files = withUnsavedTexts(createFolderFiles(folder.root), () => 'typed');
    assert.deepEqual(await files.read('a.yml', never), { state: 'text', text: 'typed', isUtf16: true });
    assert.deepEqual(await files.read('b.yml', never), { state: 'text', text: 'typed' });
    assert.deepEqual(await files.read('none.yml', never), { state: 'absent' });
    folder.remove();
  });
});
