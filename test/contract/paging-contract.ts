import assert from 'node:assert/strict';
import type { Failure } from '../../src/ports/failure.ts';
import type { Store } from '../../src/stores/contract.ts';
import { never } from '../fakes/never.ts';

/** With what a page is refused; `retryAfter` in seconds. */
export interface Refusal {
  readonly status: 429 | 500;
  readonly retryAfter?: number;
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

  it('waits as long as the manager asks for, and goes on with the same page', async () => {
    const waits: number[] = [];
    const refusal = { status: 429, retryAfter: 7 } as const;
    const { store } = await start({ count: 6, pageSize: 2, refusals: [refusal, refusal], waits });
    assert.equal((await namesOf(store)).length, 6);
    assert.deepEqual(waits, [7000, 7000]);
  });

  it('gives up where the manager asks for a longer wait than is worth while', async () => {
    const waits: number[] = [];
    const refusals = [{ status: 429, retryAfter: 30 }] as const;
    const { store } = await start({ count: 6, pageSize: 2, refusals, waits });
    const { kind, retryAfter } = await failureOf(() => namesOf(store));
    assert.deepEqual([kind, retryAfter, waits], ['throttled', 30, []]);
  });
}
