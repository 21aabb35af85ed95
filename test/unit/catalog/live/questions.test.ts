import assert from 'node:assert/strict';
import { createQuestions, questionTimes, type Questions } from '../../../../src/catalog/live/questions.ts';
import { FailureError, isFailureError, type Failure } from '../../../../src/ports/failure.ts';
import { isCancellation } from '../../../../src/ports/cancellation.ts';
import { anyReason, namedVault } from '../../../fakes/failure-reasons.ts';

const failureOf = (kind: Failure['kind'], rest: Partial<Failure> = {}): FailureError =>
  new FailureError({ kind, message: anyReason, nextSteps: [], ...rest });

interface World {
  readonly questions: Questions;
  readonly time: { now: number };
  readonly life: AbortController;
  /** Lets the time of all questions together be over. */
  readonly over: () => void;
  /** What ends them, where it is still to come. */
  readonly timers: ReadonlySet<() => void>;
  readonly asked: string[];
  /** What became of each: an answer, or the failure's kind. */
  readonly ask: (
    names: readonly string[],
    answer: (name: string, signal: AbortSignal) => Promise<string>,
  ) => Promise<string[]>;
}

function world(): World {
  const time = { now: 0 };
  const life = new AbortController();
  const timers = new Set<() => void>();
  const clock = {
    now: () => time.now,
    after: (delay: number, action: () => void) => {
      assert.equal(delay, questionTimes.together);
      timers.add(action);
      return () => timers.delete(action);
    },
  };
  const questions = createQuestions(() => namedVault, clock, life.signal);
  const asked: string[] = [];
  return {
    questions,
    time,
    life,
    timers,
    over: () => {
      const due = [...timers];
      timers.clear();
      for (const action of due) action();
    },
    asked,
    ask: (names, answer) =>
      Promise.all(
        names.map((name) =>
          questions
            .ask((signal) => {
              asked.push(name);
              return answer(name, signal);
            })
            .catch((error: unknown) => {
              if (isCancellation(error)) return 'cancelled';
              return isFailureError(error) ? error.failure.kind : String(error);
            }),
        ),
      ),
  };
}

const names = Array.from({ length: 40 }, (_, index) => `n${String(index)}`);

/** Ends with its signal alone. */
const hang = (_name: string, signal: AbortSignal): Promise<string> =>
  new Promise((_, reject) => {
    const stop = () => reject(Object.assign(new Error('cancelled'), { name: 'AbortError' }));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
  });

describe('the single questions to a backend', () => {
  for (const failure of [
    ...(['unreachable', 'timeout', 'tls', 'proxy', 'throttled', 'signed-out'] as const).map((kind) =>
      failureOf(kind),
    ),
    failureOf('denied', { ofLogin: true }),
  ]) {
    const { kind, ofLogin } = failure.failure;
    it(`are not asked after three failures in a row: ${kind}${ofLogin === true ? ' of the login' : ''}`, async () => {
      const { ask, asked } = world();
      const answers = await ask(names, () => Promise.reject(failure));
      assert.deepEqual(new Set(answers), new Set([kind]));
      // Those that were under way beside the third.
      assert.ok(asked.length <= 3 + 8, String(asked.length));
      assert.deepEqual(await ask(['later'], () => Promise.resolve('found')), [kind]);
    });
  }

  for (const failure of [failureOf('denied'), failureOf('invalid-answer'), failureOf('missing')]) {
    it(`are asked on where single secrets fail: ${failure.failure.kind}`, async () => {
      const { ask, asked } = world();
      await ask(names, () => Promise.reject(failure));
      assert.equal(asked.length, names.length);
    });
  }

  it('are asked on where an answer comes between failures', async () => {
    const { ask, asked } = world();
    for (const name of names) {
      await ask([name], () =>
        asked.length % 3 === 0 ? Promise.resolve('found') : Promise.reject(failureOf('timeout')),
      );
    }
    assert.equal(asked.length, names.length);
  });

  it('take along those that hang beside the third failure', async () => {
    const { ask, asked } = world();
    const answers = await ask(names, (name, signal) =>
      ['n0', 'n1', 'n2'].includes(name) ? Promise.reject(failureOf('unreachable')) : hang(name, signal),
    );
    assert.deepEqual(new Set(answers), new Set(['unreachable']));
    assert.ok(asked.length <= 8, String(asked.length));
  });

  it('are over when their time together is, though none of them fails', async () => {
    const { ask, asked, over } = world();
    const answers = ask(names, hang);
    await new Promise((resolve) => setImmediate(resolve));
    over();
    assert.deepEqual(new Set(await answers), new Set(['timeout']));
    assert.equal(asked.length, 8);
  });

  it('have an end each time, also after one that nothing ends', async () => {
    const { ask, over, time, timers } = world();
    const deaf = ask(['deaf'], () => new Promise<string>(() => undefined));
    await new Promise((resolve) => setImmediate(resolve));
    over();
    assert.deepEqual(await deaf, ['timeout']);
    time.now += questionTimes.rest;
    const later = ask(names, hang);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(timers.size, 1);
    over();
    assert.deepEqual(new Set(await later), new Set(['timeout']));
    assert.equal(timers.size, 0);
  });

  it('may take two minutes together, and rest for one', () => {
    assert.deepEqual(questionTimes, { rest: 60_000, together: 120_000 });
  });

  it('are asked again after a rest, and at once after a list', async () => {
    const { ask, questions, time } = world();
    await ask(names, () => Promise.reject(failureOf('unreachable')));
    time.now += questionTimes.rest - 1;
    assert.deepEqual(await ask(['a'], () => Promise.resolve('found')), ['unreachable']);
    time.now += 1;
    assert.deepEqual(await ask(['a'], () => Promise.resolve('found')), ['found']);
    await ask(names, () => Promise.reject(failureOf('unreachable')));
    questions.resume();
    assert.deepEqual(await ask(['a'], () => Promise.resolve('found')), ['found']);
  });

  it('are asked whatever those fail with that were under way before a list', async () => {
    const { ask, questions } = world();
    const fail: (() => void)[] = [];
    const before = ask(
      ['a', 'b', 'c'],
      () => new Promise((_, reject) => fail.push(() => reject(failureOf('unreachable')))),
    );
    await new Promise((resolve) => setImmediate(resolve));
    questions.resume();
    for (const each of fail) each();
    assert.deepEqual(await before, ['unreachable', 'unreachable', 'unreachable']);
    assert.deepEqual(await ask(['d'], () => Promise.resolve('found')), ['found']);
  });

  it('end as cancelled with their backend', async () => {
    const { ask, life } = world();
    const answers = ask(names, hang);
    await new Promise((resolve) => setImmediate(resolve));
    life.abort();
    assert.deepEqual(new Set(await answers), new Set(['cancelled']));
  });
});
