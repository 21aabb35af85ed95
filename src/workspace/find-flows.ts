import type { FolderFiles } from '../ports/files.ts';
import { byCodeUnit } from './list-files.ts';

/** Whether a file's name is that of a YAML file; whether it is a flow only its text tells. */
export function isYamlPath(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/**
 * The YAML files of the folder that may be flows, sorted by path. `under` (files or folders relative to the folder,
 * with `/`; empty: everything) narrows it; a file named there counts even where it is ignored.
 */
export async function findFlows(
  files: FolderFiles,
  under: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const asked = under.map(withoutDots);
  const listed = (await files.list(signal)).filter(isYamlPath);
  if (asked.length === 0 || asked.includes('')) return listed;
  const found = new Set(listed.filter((path) => asked.some((place) => isAtOrBelow(path, place))));
  for (const place of asked) {
    if (isYamlPath(place) && !found.has(place) && (await files.read(place, signal)).state === 'text') {
      found.add(place);
    }
  }
  return [...found].sort(byCodeUnit);
}

function isAtOrBelow(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

/** `./flows/` as `flows`, and `.` as the empty text. */
function withoutDots(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
