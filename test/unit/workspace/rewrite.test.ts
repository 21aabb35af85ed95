import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createFolderFiles } from '../../../src/workspace/index.ts';
import { never } from '../../fakes/never.ts';
import { takeInParts } from '../../fakes/slow-disk.ts';

describe('writing a file that was read', () => {
  let root = '';
  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'kestra-secrets-rewrite-'));
  });
  after(() => rm(root, { recursive: true, force: true }));

  const rewrite = async (held: string | Buffer, before: string, after: string) => {
    const file = path.join(root, 'a.yml');
    await writeFile(file, held);
    const done = await createFolderFiles(root).rewrite('a.yml', before, after, never);
    return [done, await readFile(file)] as const;
  };

  it('makes it longer or shorter', async () => {
    assert.deepEqual(await rewrite('äb', 'äb', 'äbc'), ['written', Buffer.from('äbc')]);
    assert.deepEqual(await rewrite('äb', 'äb', 'ä'), ['written', Buffer.from('ä')]);
  });

  it('leaves one alone that holds another text by now, or is not there any more', async () => {
    assert.deepEqual(await rewrite('abc', 'ab', 'x'), ['changed', Buffer.from('abc')]);
    assert.equal(await createFolderFiles(root).rewrite('none.yml', 'a', 'b', never), 'changed');
  });

  it('leaves bytes alone that are no text', async () => {
    const bytes = Buffer.from([0x61, 0xff, 0x62]);
    assert.deepEqual(await rewrite(bytes, 'a\ufffdb', 'a\ufffdc'), ['unwritable', bytes]);
  });

  describe('of which the system takes a part at a time', () => {
    const rewriteInParts = async (parts: readonly (number | null)[], before: string, after: string) => {
      const restore = await takeInParts(path.join(root, 'a.yml'), parts);
      try {
        return await rewrite(Buffer.from(before), before, after);
      } finally {
        restore();
      }
    };

    it('writes all of it', async () => {
      const written = ['written', Buffer.from('abcdefg')];
      assert.deepEqual(await rewriteInParts([2, 2, 2], 'abc', 'abcdefg'), written);
    });

    it('puts back what it held where the disk is full', async () => {
      const asBefore = ['unwritable', Buffer.from('abc')];
      assert.deepEqual(await rewriteInParts([2, null], 'abc', 'xyz12345'), asBefore);
    });
  });

  it('refuses what leads out of the folder', async () => {
    assert.equal(await createFolderFiles(root).rewrite('../a.yml', 'a', 'b', never), 'outside');
  });
});
