import type { NetworkSettings } from '../../src/ports/network.ts';
import type { StorePorts } from '../../src/stores/opened.ts';

/** The real clock and no chance. `waits` gets the milliseconds of every wait, and ends each at once. */
export function storePorts(network: NetworkSettings, waits?: number[]): StorePorts {
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
  };
}
