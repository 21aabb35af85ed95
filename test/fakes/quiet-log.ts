import type { Log } from '../../src/ports/log.ts';

/** For those whose log no one reads. */
export const quietLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
