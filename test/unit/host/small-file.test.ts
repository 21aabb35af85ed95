import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readSmallFile, writeSmallFile } from '../../../src/host/small-file.ts';
import { isCancellation } from '../../../src/ports/cancellation.ts';
import { never } from '../../fakes/never.ts';
import { takeInParts } from '../../fakes/slow-disk.ts';
import { makesPipe } from '../../processes/pipes.ts';
import { skipBecause } from '../../processes/skip.ts';

describe('a small file of the machine', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'small-file-'));
    file = path.join(folder, 'token');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is read up to its limit, in bytes', async () => {
    await writeFile(file, 'é'.repeat(5));
    assert.equal(await readSmallFile(file, 10, never), 'é'.repeat(5));
    assert.equal(await readSmallFile(file, 9, never), null);
    await writeFile(file, '');
    assert.equal(await readSmallFile(file, 10, never), '');
  });

  it('is read as what its byte order mark says, and without the mark', async () => {
    const marked = '\uFEFFhvs.token-é\r\n';
    const little = Buffer.from(marked, 'utf16le');
    for (const bytes of [Buffer.from(marked), little, Buffer.from(little).swap16()]) {
      await writeFile(file, bytes);
      assert.equal(await readSmallFile(file, 100, never), 'hvs.token-é\r\n');
    }
  });

  it('is not read where it is larger than any memory', async function () {
    if (process.platform === 'win32') {
      return skipBecause(this, 'Windows would set the whole of it aside on the disk');
    }
    await writeFile(file, 'x');
    await truncate(file, 2 ** 40);
    assert.equal(await readSmallFile(file, 16_384, never), null);
  });

  it('is not read further than its limit where it tells no size', async function () {
    if (process.platform !== 'linux') return skipBecause(this, 'only Linux has files that tell no size');
    assert.ok(((await readSmallFile('/proc/self/status', 100_000, never))?.length ?? 0) > 100);
    assert.equal(await readSmallFile('/proc/self/status', 100, never), null);
  });

  it('is none where it is not there, a folder, or a pipe that nobody writes to', async () => {
    const pipe = path.join(folder, 'pipe');
    const others = [file, folder, ...(makesPipe(pipe) ? [pipe] : [])];
    for (const other of others) assert.equal(await readSmallFile(other, 10, never), null);
  });

  it('is not read for one who has cancelled', async () => {
    await writeFile(file, 'x');
    await assert.rejects(readSmallFile(file, 10, AbortSignal.abort()), isCancellation);
  });

  it('is written anew or over what was there, as the caller knows of it', async () => {
    assert.equal(await writeSmallFile(file, 'long', true), false);
    assert.equal(await writeSmallFile(file, 'long', false), true);
    assert.equal(await writeSmallFile(file, 'other', false), false);
    assert.equal(await writeSmallFile(file, 'é', true), true);
    assert.equal(await readFile(file, 'utf8'), 'é');
    assert.equal(await writeSmallFile(folder, 'x', true), false);
  });

  it('holds what it held, or is not there, where the disk is full', async () => {
    await writeFile(file, 'before');
    const restore = await takeInParts(file, [2, null]);
    try {
      assert.equal(await writeSmallFile(file, 'something else', true), false);
    } finally {
      restore();
    }
    assert.equal(await readFile(file, 'utf8'), 'before');

    const fresh = path.join(folder, 'fresh');
    const restoreAgain = await takeInParts(file, [null]);
    try {
      assert.equal(await writeSmallFile(fresh, 'something', false), false);
    } finally {
      restoreAgain();
    }
    await assert.rejects(readFile(fresh));
  });
});
