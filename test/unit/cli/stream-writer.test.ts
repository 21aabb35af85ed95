import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { writerTo } from '../../../src/cli/stream-writer.ts';

/** A stream in which each write fails with this code. */
function failing(code: string): Writable {
  return new Writable({ write: (_, __, done) => done(Object.assign(new Error(code), { code })) });
}

describe('what the command line writes to', () => {
  it('is waited for until somebody has read what is there', async () => {
    const stream = new PassThrough({ highWaterMark: 1 });
    const writer = writerTo(stream);
    let isTaken = false;
    const writing = writer.write('one').then(() => (isTaken = true));
    await setImmediate();
    assert.equal(isTaken, false);
    assert.equal(String(stream.read()), 'one');
    await writing;
    assert.equal(writer.failure(), null);
  });

  it('is not waited for where it has room', async () => {
    const stream = new PassThrough();
    const writer = writerTo(stream);
    await writer.write('one');
    await writer.write('two');
    await writer.finish();
    assert.equal(String(stream.read()), 'onetwo');
  });

  for (const [code, expected] of [
    ['EPIPE', { kind: 'closed' }],
    ['EOF', { kind: 'closed' }],
    ['ECONNRESET', { kind: 'closed' }],
    ['ENOSPC', { kind: 'failed', code: 'ENOSPC' }],
  ] as const) {
    it(`is left alone once it says ${code}`, async () => {
      const writer = writerTo(failing(code));
      await writer.write('a'.repeat(100_000));
      await setImmediate();
      assert.deepEqual(writer.failure(), expected);
      await writer.write('a'.repeat(100_000));
      await writer.finish();
      assert.deepEqual(writer.failure(), expected);
    });
  }

  it('is not written to where there was nothing to write', async () => {
    const writer = writerTo(failing('ENOSPC'));
    await writer.finish();
    await setImmediate();
    assert.equal(writer.failure(), null);
  });

  it('has its failure known by the end', async () => {
    const writer = writerTo(failing('EIO'));
    void writer.write('one');
    await writer.finish();
    assert.deepEqual(writer.failure(), { kind: 'failed', code: 'EIO' });
  });
});
