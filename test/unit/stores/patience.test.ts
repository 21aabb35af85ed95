import assert from 'node:assert/strict';
import { FailureError } from '../../../src/ports/failure.ts';
import { createPatience } from '../../../src/stores/patience.ts';
import { anyReason } from '../../fakes/failure-reasons.ts';
import { never } from '../../fakes/never.ts';

/** A server that asks for `retryAfter` seconds of quiet at its first question, and a clock that waits for them. */
function world(retryAfter: number) {
  const time = { now: 0 };
  const sent: string[] = [];
  const clock = {
    now: () => time.now,
    after: (delay: number, action: () => void) => {
      const timer = setImmediate(() => {
        time.now += delay;
        action();
      });
      return () => clearImmediate(timer);
    },
  };
  const patience = createPatience(clock, () => 0);
  const ask = (name: string) =>
    patience(() => {
      sent.push(`${name} at ${String(time.now)}`);
      return sent.length === 1
        ? Promise.reject(
            new FailureError({ kind: 'throttled', message: anyReason, nextSteps: [], retryAfter }),
          )
        : Promise.resolve(name);
    }, never);
  return { ask, sent, time };
}

describe('The quiet that a server asks for', () => {
  it('holds for every question to it', async () => {
    const { ask, sent } = world(5);
    const first = ask('a');
    // Long enough for the answer to be known, and too short for the clock.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    const answers = await Promise.all([first, ask('b'), ask('c')]);
    assert.deepEqual(answers, ['a', 'b', 'c']);
    assert.equal(sent[0], 'a at 0');
    for (const later of sent.slice(1)) assert.ok(Number(later.split(' at ')[1]) >= 5000, later);
  });

  it('is too long for any of them where it is for one', async () => {
    const { ask, sent, time } = world(60);
    await assert.rejects(ask('a'), { message: 'throttled' });
    await assert.rejects(ask('b'), { message: 'throttled' });
    assert.deepEqual(sent, ['a at 0']);
    time.now = 60_000;
    assert.equal(await ask('b'), 'b');
  });
});
