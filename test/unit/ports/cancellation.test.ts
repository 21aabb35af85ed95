import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { waitFor } from '../../../src/ports/cancellation.ts';

describe('waiting for work that others wait for', () => {
  it('as often as one likes with one signal takes one listener of it, and ends with it', async () => {
    const controller = new AbortController();
    const never = new Promise<void>(() => undefined);
    const waits: Promise<void>[] = [];
    for (let count = 0; count < 30; count++) waits.push(waitFor(never, controller.signal));
    assert.equal(getEventListeners(controller.signal, 'abort').length, 1);
    controller.abort();
    for (const wait of waits) await assert.rejects(wait, { name: 'AbortError' });
  });

  it('leaves no rejection unhandled where the caller had gone before', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      const wait = waitFor(Promise.reject(new Error('late')), AbortSignal.abort());
      await assert.rejects(wait, { name: 'AbortError' });
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('unhandledRejection', note);
    }
    assert.deepEqual(unhandled, []);
  });

  it('leaves the signal alone once the work is done', async () => {
    const controller = new AbortController();
    assert.equal(await waitFor(Promise.resolve('done'), controller.signal), 'done');
    controller.abort();
    await assert.rejects(waitFor(Promise.resolve('done'), controller.signal), { name: 'AbortError' });
  });
});
