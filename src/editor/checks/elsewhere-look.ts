import {
  indexElsewhere,
  mayHoldOneOf,
  renderingsIn,
  type IndexedElsewhere,
} from '../../folder/elsewhere/index.ts';
import type { FlowIndex } from '../../index/index.ts';
import type { FolderSession } from '../session/folder-session.ts';

/** What files of a folder ask for that are no files of flows: read once, and again where one of them may have changed. */
export interface ElsewhereLook {
  /** Rejects with an AbortError, and where the folder cannot be looked into. */
  read(index: FlowIndex, signal: AbortSignal): Promise<readonly IndexedElsewhere[]>;
  /** Says that a path of the folder may hold something else. Answers whether that may concern what was read. */
  note(path: string): boolean;
}

/** On what an answer rests, and what it is. */
interface Known {
  readonly version: number;
  readonly configuration: ReturnType<FolderSession['configuration']>;
  /** Whether a path may be a file that flows render. */
  readonly mayBeRendered: (path: string) => boolean;
  readonly found: readonly IndexedElsewhere[];
}

export function createElsewhereLook(session: Pick<FolderSession, 'configuration' | 'files'>): ElsewhereLook {
  let known: Known | null = null;
  return {
    async read(index, signal) {
      const configuration = session.configuration();
      const version = index.version();
      if (configuration === null) return [];
      if (known?.version === version && known.configuration === configuration) return known.found;
      const mayBeRendered = mayHoldOneOf(renderingsIn(index).map(({ path }) => path));
      const reading: Known = { version, configuration, mayBeRendered, found: [] };
      known = reading;
      const found = await indexElsewhere({ configuration, files: session.files }, index, signal);
      // What changed meanwhile is read again.
      if (known === reading) known = { ...reading, found };
      return found;
    },
    note(path) {
      if (known === null || !concerns(known, path)) return false;
      known = null;
      return true;
    },
  };
}

function concerns({ configuration, mayBeRendered }: Known, path: string): boolean {
  return mayBeRendered(path) || configuration?.files.includes(path) === true;
}
