import type { ReadsApart } from '../../configuration/index.ts';
import type { CatalogDependencies } from '../open.ts';
import type { createLiveKestra } from './live.ts';
import type { LiveKestra } from './types.ts';

/** The running Kestra of a folder, whose code is loaded when there is one. */
export interface HeldKestra {
  /** null: none is connected, or it was not asked for yet. */
  live(): LiveKestra | null;
  /** null: none is connected. */
  load(): Promise<LiveKestra | null>;
  /** What the configuration says of where tasks read secrets. */
  readApart(readsApart: ReadsApart | null): void;
  close(): void;
}

export function holdKestra(dependencies: CatalogDependencies, onChange: () => void): HeldKestra {
  const { kestra: connection } = dependencies;
  let live: LiveKestra | null = null;
  let code: Promise<{ readonly createLiveKestra: typeof createLiveKestra }> | null = null;
  let readsApart: ReadsApart | null = null;
  let isClosed = false;

  return {
    live: () => live,
    async load() {
      if (live !== null || connection === undefined || connection.place() === null) return live;
      code ??= import('./live.ts');
      const made = await code;
      if (isClosed) return null;
      live ??= made.createLiveKestra(connection, dependencies, onChange);
      live.readApart(readsApart);
      return live;
    },
    readApart(next) {
      readsApart = next;
      live?.readApart(next);
    },
    close() {
      isClosed = true;
      live?.close();
      live = null;
    },
  };
}
