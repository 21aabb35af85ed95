import assert from 'node:assert/strict';
import { readOnce } from '../../../src/folder/files.ts';
import type { FileText } from '../../../src/ports/files.ts';
import { createFolderFiles } from '../../../src/workspace/index.ts';
import { never } from '../../fakes/never.ts';
import { temporaryFolder } from '../workspace/support.ts';

describe('the files of one run', () => {
  const folder = temporaryFolder({ 'a.yml': 'a', 'b.yml': 'b', 'c.yml': 'c' });
  after(() => folder.remove());

  it('are each opened once for two who read many of them, and handed on in order', async () => {
    const opened: string[] = [];
    const onDisk = createFolderFiles(folder.root);
    const files = readOnce({
      ...onDisk,
      readMany: (paths, signal, take) => {
        opened.push(...paths);
        return onDisk.readMany?.(paths, signal, take) ?? Promise.resolve();
      },
    });
    const read = async (paths: readonly string[]) => {
      const found: (readonly [string, FileText])[] = [];
      await files.readMany?.(paths, never, (path, file) => found.push([path, file]));
      return found.map(([path, file]) => `${path} ${file.state === 'text' ? file.text : file.state}`);
    };
    assert.deepEqual(await read(['b.yml', 'none.yml']), ['b.yml b', 'none.yml absent']);
    assert.deepEqual(await read(['a.yml', 'b.yml', 'c.yml']), ['a.yml a', 'b.yml b', 'c.yml c']);
    assert.deepEqual(opened, ['b.yml', 'none.yml', 'a.yml', 'c.yml']);
  });

  it('are read anew by who reads them a third time', async () => {
    const files = readOnce(createFolderFiles(folder.root));
    let count = 0;
    for (let time = 0; time < 3; time += 1) {
      await files.readMany?.(['a.yml'], never, (_, file) => (count += file.state === 'text' ? 1 : 0));
    }
    assert.equal(count, 3);
  });
});
