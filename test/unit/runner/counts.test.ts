import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  countsLine,
  failureLine,
  failureLines,
  flakyLines,
  readCounts,
  secondCounts,
  sum,
  writeCounts,
} from '../../runner/counts.ts';

describe('the counts of a run', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'counts-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('are one line, without skipped ones where there are none', () => {
    assert.equal(countsLine({ passed: 3, failed: 0, skipped: 0 }), '3 passed, 0 failed');
    assert.equal(countsLine({ passed: 3, failed: 1, skipped: 2 }), '3 passed, 1 failed, 2 skipped');
  });

  it('add up', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    assert.deepEqual(sum([one, one]), { passed: 2, failed: 4, skipped: 6 });
  });

  it('name what failed in its first run only, and with what', () => {
    const green = { passed: 2, failed: 0, skipped: 0 };
    const red = (...failures: readonly string[]) => ({
      passed: 1,
      failed: failures.length,
      skipped: 0,
      failures,
    });
    assert.deepEqual(flakyLines(sum([green, green])), []);
    const all = sum([
      green,
      secondCounts('a.test.ts', red('a door: it stands open', 'a lid: it is shut'), green),
      // It ended without a verdict.
      secondCounts('b.test.ts', { ...green, failed: 1 }, green),
    ]);
    assert.deepEqual(flakyLines(all), [
      'flaky: a.test.ts (a door: it stands open; a lid: it is shut)',
      'flaky: b.test.ts',
    ]);
    assert.deepEqual(all.failures, undefined);
  });

  it('tell a mistake, which fails twice, from what failed once', () => {
    const red = (...failures: readonly string[]) => ({ passed: 1, failed: 1, skipped: 0, failures });
    assert.equal(secondCounts('a.test.ts', red('a door: open'), red('a door: open')).flaky, undefined);
    const other = secondCounts('a.test.ts', red('a lid: shut'), red('a door: open'));
    assert.deepEqual(failureLines(other), ['failed: a door: open']);
    assert.deepEqual(flakyLines(other), ['flaky: a.test.ts (a lid: shut)']);
  });

  it('name each test that failed, with the first line of what it said', () => {
    const line = failureLine('a door is shut', new Error('it stands open\n  + open\n  - shut'));
    const all = sum([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 0, failed: 1, skipped: 0, failures: [line] },
    ]);
    assert.deepEqual(failureLines(all), ['failed: a door is shut: it stands open']);
  });

  it('survive the way from one process to another', async () => {
    const file = path.join(folder, 'some.json');
    const counts = { passed: 1, failed: 2, skipped: 3, failures: ['a', 'b'] };
    await writeCounts(file, counts);
    assert.deepEqual(await readCounts(file), counts);
  });

  it('are no verdict where the file is absent or broken', async () => {
    assert.equal(await readCounts(path.join(folder, 'absent.json')), null);
    for (const [index, text] of [
      '{"passed":1}',
      '[]',
      '7',
      '{"passed":"x","failed":0,"skipped":0}',
    ].entries()) {
      const file = path.join(folder, `broken-${index}.json`);
      await writeFile(file, text);
      assert.equal(await readCounts(file), null, text);
    }
  });

  it('are no verdict where the suite was cut off while it wrote them', async () => {
    const file = path.join(folder, 'cut.json');
    await writeFile(file, '{"passed":1,"fai');
    assert.equal(await readCounts(file), null);
  });
});
