import type { NetworkSettings } from '../../src/ports/network.ts';
import type { StorePorts } from '../../src/stores/opened.ts';
import { listBounds, type ListBounds } from '../../src/stores/paging.ts';

/** The real clock and no chance. `waits` gets the milliseconds of every wait, and ends each at once; `bounds` are of lists. */
export function storePorts(
  network: NetworkSettings,
  waits?: number[],
  bounds?: Partial<ListBounds>,
): StorePorts {
  return {
    network,
    clock: {
      now: Date.now,
      after(delay, action) {
        waits?.push(delay);
        const timer = setTimeout(action, waits === undefined ? delay : 0);
        return () => clearTimeout(timer);
      },
    },
    random: () => 0,
    listBounds: { ...listBounds, ...bounds },
  };
}
