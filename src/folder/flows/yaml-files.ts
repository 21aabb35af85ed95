import type { NotIndexed } from '../../index/index.ts';
import { type SearchableFiles } from '../../workspace/index.ts';
import { eachFileOnce, findFlows, mayHoldFlows } from '../../workspace/flow-files.ts';

/** What became of a folder's files of YAML and Terraform. */
export interface YamlChanges {
  /** Files that are there and not known as they are now. */
  readonly others: readonly string[];
  /** Files that count no longer: they are gone, or ignored. */
  readonly gone: readonly string[];
  /** Folders that could not be looked into. */
  readonly refused: readonly (readonly [string, NotIndexed])[];
}

/** Which files of a folder may hold flows. */
export interface YamlFiles {
  /** Says that these files may have changed, or that folders by these names may. */
  note(paths: readonly string[]): void;
  /** Whether anything was noted that {@link YamlFiles.follow} has not told of. */
  isBehind(): boolean;
  /** What changed; at first all is new. Rejects with an AbortError, and where the folder cannot be looked into. */
  follow(signal: AbortSignal): Promise<YamlChanges>;
}

/** More files that came are not opened to see whether they are folders: then it is looked anew which files there are. */
const mostOpened = 20;

export function createYamlFiles(files: SearchableFiles): YamlFiles {
  let listed: ReadonlySet<string> = new Set();
  let notListed: readonly string[] = [];
  let isListDue = true;
  const noted = new Set<string>();

  /** Whether something may have come or gone by a path that is no file of the list. */
  async function changesList(path: string, signal: AbortSignal): Promise<boolean> {
    if (mayHoldFlows(path) || /(?:^|\/)\.gitignore$/.test(path)) return true;
    const [name = ''] = path.split('/').slice(-1);
    if (!name.includes('.')) return true;
    for (const known of listed) if (known.startsWith(`${path}/`)) return true;
    const found = await files.read(path, signal);
    return found.state === 'refused' && found.reason === 'unreadable';
  }

  /** Those of the list among paths that were noted. */
  async function findChanged(paths: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
    const known: string[] = [];
    const others: string[] = [];
    for (const path of paths) {
      const name = listed.has(path) ? path : ((await files.nameOf?.(path, signal)) ?? path);
      (listed.has(name) ? known : others).push(name);
    }
    if (others.length > mostOpened) isListDue = true;
    for (const path of others) isListDue ||= await changesList(path, signal);
    return known;
  }

  async function list(signal: AbortSignal): Promise<YamlChanges> {
    const before = listed;
    const beforeRefused = notListed;
    const found = await findFlows(files, [], signal);
    listed = new Set(await eachFileOnce(files, found, new Set(), signal));
    const folders = files.notListed?.() ?? [];
    notListed = folders.map(({ path }) => path);
    isListDue = false;
    return {
      others: [...listed].filter((path) => !before.has(path)),
      gone: [...[...before].filter((path) => !listed.has(path)), ...beforeRefused],
      refused: folders.map(({ path, reason }) => [path, { state: 'refused', reason }]),
    };
  }

  return {
    note(paths) {
      for (const path of paths) noted.add(path);
    },
    isBehind: () => isListDue || noted.size > 0,
    async follow(signal) {
      const paths = [...noted];
      noted.clear();
      try {
        const changed = await findChanged(paths, signal);
        if (!isListDue) return { others: changed, gone: [], refused: [] };
        const { others, gone, refused } = await list(signal);
        const still = changed.filter((path) => listed.has(path));
        return { others: [...new Set([...others, ...still])], gone, refused };
      } catch (error) {
        for (const path of paths) noted.add(path);
        throw error;
      }
    },
  };
}
