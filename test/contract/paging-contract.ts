import assert from 'node:assert/strict';
import type { Failure } from '../../src/ports/failure.ts';
import type { Store } from '../../src/stores/contract.ts';
import { never } from '../fakes/never.ts';

/** With what a page is refused. */
export interface Refusal {
  readonly status: 429 | 500;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A manager that wants to hear nothing until `when`, as it says at noon. */
function slowDown(when: string): Refusal {
  return { status: 429, headers: { date: 'Tue, 01 Jul 2025 12:00:00 GMT', 'retry-after': when } };
}

/** A manager that holds `secret-0`, `secret-1` and so on, and gives so many with a page. */
export interface PagedHolding {
  readonly count: number;
  readonly pageSize: number;
  /** What the second of pages of two is refused with, one after the other, before it is given. */
  readonly refusals?: readonly Refusal[];
  /** Gets the milliseconds of every wait, and ends each at once. */
  readonly waits?: number[];
}

export interface PagedManager {
  readonly store: Store;
  /** How many pages it was asked for. */
  readonly pagesAsked: () => number;
}

/** What every store of a manager that lists page by page must do; `failureOf` gives how a question to it failed. */
export function describePaging(
  start: (holding: PagedHolding) => Promise<PagedManager>,
  failureOf: (ask: () => Promise<unknown>) => Promise<Failure>,
): void {
  async function namesOf(store: Store, names: string[] = []): Promise<readonly string[]> {
    for await (const page of store.list({ withTags: true }, never)) {
      assert.equal(page.refused, undefined);
      names.push(...page.secrets.map(({ name }) => name));
    }
    return names;
  }

  for (const [count, pageSize] of [
    [10, 1],
    [11, 2],
    [100, 25],
    [101, 25],
    [250, 25],
  ] as const) {
    it(`lists ${count} secrets in pages of ${pageSize}, the last one too`, async () => {
      const { store, pagesAsked } = await start({ count, pageSize });
      const names = Array.from({ length: count }, (_, index) => `secret-${String(index)}`);
      assert.deepEqual([...(await namesOf(store))].sort(), names.sort());
      assert.equal(pagesAsked(), Math.ceil(count / pageSize));
    });
  }

  it('says that a list is not all where the second of three pages fails', async () => {
    const { store } = await start({ count: 6, pageSize: 2, refusals: [{ status: 500 }] });
    const names: string[] = [];
    const { kind, status } = await failureOf(() => namesOf(store, names));
    assert.deepEqual(names, ['secret-0', 'secret-1']);
    assert.deepEqual([kind, status], ['invalid-answer', 500]);
  });

  for (const [what, when, wait] of [
    ['in so many seconds', '7', 7000],
    ['at once', '0', 0],
    ['at a time', 'Tue, 01 Jul 2025 12:00:07 GMT', 7000],
    ['at a time that is over', 'Tue, 01 Jul 2025 11:59:00 GMT', 0],
  ] as const) {
    it(`waits as long as the manager asks for (${what}), and goes on with the same page`, async () => {
      const waits: number[] = [];
      const refusals = [slowDown(when), slowDown(when)];
      const { store } = await start({ count: 6, pageSize: 2, refusals, waits });
      assert.equal((await namesOf(store)).length, 6);
      assert.deepEqual(waits, [wait, wait]);
    });
  }

  it('asks three times at the most, also where the manager wants no wait', async () => {
    const waits: number[] = [];
    const refusals = [slowDown('0'), slowDown('0'), slowDown('0')];
    const { store } = await start({ count: 6, pageSize: 2, refusals, waits });
    const { kind, retryAfter } = await failureOf(() => namesOf(store));
    assert.deepEqual([kind, retryAfter, waits], ['throttled', 0, [0, 0]]);
  });

  for (const when of ['30', 'Tue, 01 Jul 2025 12:00:30 GMT']) {
    it(`gives up where the manager asks for a longer wait than is worth while (${when})`, async () => {
      const waits: number[] = [];
      const { store } = await start({ count: 6, pageSize: 2, refusals: [slowDown(when)], waits });
      const { kind, retryAfter } = await failureOf(() => namesOf(store));
      assert.deepEqual([kind, retryAfter, waits], ['throttled', 30, []]);
    });
  }
}
