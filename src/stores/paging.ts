import type { ListCut } from '../ports/list-cut.ts';
import type { Clock } from '../ports/clock.ts';
import { FailureError, type Failure } from '../ports/failure.ts';
import { cancellation } from '../ports/cancellation.ts';

/** How far one list is followed. */
export interface ListBounds {
  readonly pages: number;
  /** In a row. */
  readonly emptyPages: number;
  readonly items: number;
  /** Of all answers together, in characters. */
  readonly size: number;
  /** From the first question on, in milliseconds. */
  readonly time: number;
}

/** AWS's quota is 500,000 secrets a region, 100 on a page; what is larger than this is no list for a person. */
export const listBounds: ListBounds = {
  pages: 5000,
  emptyPages: 100,
  items: 200_000,
  size: 256_000_000,
  time: 90_000,
};

/** What following a list takes. */
export interface FollowPorts {
  readonly clock: Clock;
  /** Left out: those of the house. */
  readonly listBounds?: ListBounds;
}

/** A page as it came. */
export interface ReceivedPage<Item> {
  readonly items: readonly Item[];
  /** What leads to the next page, of whatever type it is; undefined, null or empty: it is the last. */
  readonly next: unknown;
  /** Of the answer, in characters. */
  readonly size: number;
  /** The whole list is refused to this identity, which says nothing of single secrets. */
  readonly refused?: Failure;
}

/** A page as it is handed on; the fields are those of a `ListPage`. */
export interface FollowedPage<Item> {
  readonly items: readonly Item[];
  readonly cutShort?: readonly ListCut[];
  readonly byFault?: true;
  readonly refused?: Failure;
}

/**
 * Every page from the first on, `ask` being given what led to it. A list that leads nowhere, or has no end, ends here
 * and says why. Rejects as `ask` does, and with an AbortError between pages.
 */
export async function* followPages<Item>(
  ask: (next: string | null) => Promise<ReceivedPage<Item>>,
  { clock, listBounds: bounds = listBounds }: FollowPorts,
  signal: AbortSignal,
): AsyncGenerator<FollowedPage<Item>> {
  const seen = new Set<string>();
  const came = { pages: 0, emptyPages: 0, items: 0, size: 0, begun: clock.now() };
  let token: string | null = null;
  for (;;) {
    const { items, next, size, refused }: ReceivedPage<Item> = await ask(token);
    if (refused !== undefined) {
      if (token !== null) throw new FailureError(refused);
      yield { items, refused };
      return;
    }
    came.pages += 1;
    came.emptyPages = items.length === 0 ? came.emptyPages + 1 : 0;
    came.items += items.length;
    came.size += size;
    if (next === undefined || next === null || next === '') {
      yield { items };
      return;
    }
    const end = typeof next === 'string' ? endOf(next, seen, came, clock.now(), bounds) : noPage();
    if (end !== null || typeof next !== 'string') {
      yield { items, ...end };
      return;
    }
    seen.add(next);
    yield { items };
    if (signal.aborted) throw cancellation();
    token = next;
  }
}

type End = Pick<FollowedPage<never>, 'cutShort' | 'byFault'>;

interface Came extends Omit<ListBounds, 'time'> {
  /** Milliseconds since the epoch. */
  readonly begun: number;
}

/** Why the list is not followed to `next`; null: it is. */
function endOf(
  next: string,
  seen: ReadonlySet<string>,
  came: Came,
  now: number,
  bounds: ListBounds,
): End | null {
  if (seen.has(next)) {
    return { cutShort: [{ kind: 'leads-back' }], byFault: true };
  }
  if (came.emptyPages >= bounds.emptyPages) {
    return {
      cutShort: [{ kind: 'pages-without-names', pages: came.emptyPages }],
      byFault: true,
    };
  }
  if (now - came.begun >= bounds.time) {
    const seconds = Math.round(bounds.time / 1000);
    return {
      cutShort: [{ kind: 'names-in-time', seconds, names: came.items }],
      byFault: true,
    };
  }
  const isTooLong = came.pages >= bounds.pages || came.items >= bounds.items || came.size >= bounds.size;
  return isTooLong ? { cutShort: [{ kind: 'first-names', names: came.items }] } : null;
}

function noPage(): End {
  return { cutShort: [{ kind: 'no-next-page' }], byFault: true };
}
