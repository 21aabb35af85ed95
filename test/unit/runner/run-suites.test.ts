import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import { runSuites } from '../../runner/run-suites.ts';
import type { Part, Suite } from '../../runner/suite.ts';

const context = { temporary: '', grep: undefined, started: () => undefined };

/** A suite whose parts say their names, and note in `log` when they begin. */
function suiteOf(
  name: string,
  parts: readonly string[],
  log: string[],
  running: { now: number; most: number },
): Suite {
  const partOf =
    (part: string): Part =>
    async ({ say }) => {
      log.push(part);
      running.now += 1;
      running.most = Math.max(running.most, running.now);
      say(`${part} begins\n`);
      await turn();
      await turn();
      say(`${part} ends\n`);
      running.now -= 1;
      return { passed: 1, failed: part === 'bad' ? 1 : 0, skipped: 0 };
    };
  return { name, title: `all of ${name}`, parts: () => Promise.resolve(parts.map(partOf)) };
}

describe('the suites of a run', () => {
  it('begin in order, two parts at a time, and each part is printed in one piece', async () => {
    const log: string[] = [];
    const running = { now: 0, most: 0 };
    let text = '';
    const counts = await runSuites(
      [suiteOf('one', ['a', 'b', 'c'], log, running), suiteOf('two', ['d', 'bad'], log, running)],
      context,
      (said) => void (text += said),
    );
    assert.deepEqual(log, ['a', 'b', 'c', 'd', 'bad']);
    assert.equal(running.most, Math.min(2, availableParallelism()));
    for (const part of log) assert.match(text, new RegExp(`${part} begins\n${part} ends\n`));
    assert.deepEqual(counts, [
      { passed: 3, failed: 0, skipped: 0 },
      { passed: 2, failed: 1, skipped: 0 },
    ]);
    assert.match(text, /^--- two: 2 passed, 1 failed \(\d+ s\)$/m);
  });

  it('are heard as they go where one part is all there is', async () => {
    const said: string[] = [];
    const running = { now: 0, most: 0 };
    await runSuites([suiteOf('one', ['a'], [], running)], context, (text) => void said.push(text));
    assert.deepEqual(said.slice(0, 3), ['\n=== one: all of one\n', 'a begins\n', 'a ends\n']);
  });

  it('fail as one where a part throws', async () => {
    const broken: Suite = {
      name: 'broken',
      title: 'nothing',
      parts: () => Promise.resolve([() => Promise.reject(new Error('no way'))]),
    };
    let text = '';
    const [counts] = await runSuites([broken], context, (said) => void (text += said));
    assert.deepEqual(counts, { passed: 0, failed: 1, skipped: 0 });
    assert.match(text, /no way/);
  });
});
