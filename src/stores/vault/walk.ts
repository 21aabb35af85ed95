import type { Clock } from '../../ports/clock.ts';
import { isFailureError } from '../../ports/failure.ts';
import type { ListCut } from '../../ports/list-cut.ts';
import { requestsAtOnce } from '../concurrency.ts';
import type { ListAnswer } from './answers.ts';
import { isAskable } from '../../managers/vault-segments.ts';

/**
 * How far the walk through nested folders goes, how many characters of names it takes, and for how many milliseconds;
 * one folder alone may hold more. Kestra's names of nested secrets are
 * not documented, so they matter less than a list that is there soon.
 */
export const bounds = { depth: 8, folders: 500, secrets: 20_000, size: 64_000_000, time: 30_000 };

/** A folder's own secrets, by their segments; `cutShort` on the last part only. */
export interface FolderPart {
  readonly names: readonly (readonly string[])[];
  readonly cutShort?: readonly ListCut[];
  /** The time ended it. */
  readonly byFault?: true;
}

type Folder = readonly string[];

/**
 * Walks breadth first, eight folders at a time, in the order of the lists. The start folder's failure is the walk's;
 * a nested folder that is refused, or lies beyond the bounds, cuts the list short: the whole list, and not the names
 * below that folder alone, since nobody knows under which name Kestra would have what lies in there.
 */
export async function* walk(
  list: (folder: Folder) => Promise<ListAnswer>,
  clock: Clock,
): AsyncGenerator<FolderPart> {
  const begun = clock.now();
  const gaps: ListCut[] = [];
  let level: Folder[] = [[]];
  let folders = 0;
  let secrets = 0;
  let size = 0;
  let isLate = false;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > bounds.depth) {
      gaps.push({ kind: 'deep-folders', depth: bounds.depth });
      break;
    }
    const next: Folder[] = [];
    for (let at = 0; at < level.length; at += requestsAtOnce) {
      const asked = level.slice(at, at + Math.min(requestsAtOnce, bounds.folders - folders));
      if (asked.length === 0 || secrets >= bounds.secrets || size >= bounds.size) {
        gaps.push({ kind: 'first-folders', folders, secrets });
        next.length = 0;
        break;
      }
      if (clock.now() - begun > bounds.time) {
        gaps.push({ kind: 'folders-in-time', seconds: Math.round(bounds.time / 1000), folders });
        next.length = 0;
        isLate = true;
        break;
      }
      folders += asked.length;
      const answers = await Promise.all(asked.map((folder) => listNested(folder, list, gaps)));
      const names = answers.flatMap(({ folder, answer }) =>
        answer.state === 'listed' ? answer.secrets.map((name) => [...folder, name]) : [],
      );
      secrets += names.length;
      for (const { folder, answer } of answers) {
        if (answer.state !== 'listed') continue;
        size += sizeOf(answer.secrets) + sizeOf(answer.folders);
        for (const nested of nestedFolders(folder, answer.folders, gaps)) next.push(nested);
      }
      if (names.length > 0) yield { names };
    }
    level = next;
  }
  const cutShort = gaps.length === 0 ? {} : { cutShort: gaps };
  yield { names: [], ...cutShort, ...(isLate ? { byFault: true } : {}) };
}

function sizeOf(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + name.length, 0);
}

async function listNested(
  folder: Folder,
  list: (folder: Folder) => Promise<ListAnswer>,
  gaps: ListCut[],
): Promise<{ readonly folder: Folder; readonly answer: ListAnswer }> {
  try {
    return { folder, answer: await list(folder) };
  } catch (error) {
    if (folder.length === 0 || !isFailureError(error) || error.failure.kind !== 'denied') throw error;
    gaps.push({ kind: 'folder-refused', folder: folder.join('/') });
    return { folder, answer: { state: 'nothing' } };
  }
}

function nestedFolders(folder: Folder, names: readonly string[], gaps: ListCut[]): Folder[] {
  const askable = names.filter(isAskable);
  if (askable.length < names.length && !gaps.some(({ kind }) => kind === 'folder-leads-elsewhere')) {
    gaps.push({ kind: 'folder-leads-elsewhere' });
  }
  return askable.map((name) => [...folder, name]);
}
