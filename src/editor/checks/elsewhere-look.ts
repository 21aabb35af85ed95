import { indexElsewhere, renderingsIn, type IndexedElsewhere } from '../../folder/elsewhere/index.ts';
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
  /** How flows name the files that they render. */
  readonly named: readonly string[];
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
      const named = [...new Set(renderingsIn(index).map(({ path }) => path))];
      const reading: Known = { version, configuration, named, found: [] };
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

/** A name without a dot may be that of a folder that came or went. */
function concerns({ configuration, named }: Known, path: string): boolean {
  const isNamed = named.some((each) => path === each || path.endsWith(`/${each}`));
  const isFolder = named.length > 0 && !path.slice(path.lastIndexOf('/') + 1).includes('.');
  return isNamed || isFolder || configuration?.files.includes(path) === true;
}
