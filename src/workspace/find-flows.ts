import { byCodeUnit } from '../text/by-code-unit.ts';
import { isTerraformPath } from '../text/terraform-path.ts';
import type { SearchableFiles } from './folder-files.ts';

/** Whether a file's name is that of a YAML file; whether it is a flow only its text tells. */
export function isYamlPath(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** Whether a file may hold flows by its name: YAML, and Terraform's own, in which some stand as heredocs. */
export function mayHoldFlows(path: string): boolean {
  return isYamlPath(path) || isTerraformPath(path);
}

/**
 * The files of the folder that may hold flows, sorted by path. `under` (files or folders relative to the folder,
 * with `/`; empty: everything) narrows it; a file named there counts even where it is ignored, and so do the
 * files of a folder of which everything is. Where the list was cut short, each is looked into by itself.
 */
export async function findFlows(
  files: SearchableFiles,
  under: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const asked = await Promise.all(under.map((path) => placeIn(files, withoutDots(path), signal)));
  const listed = (await files.list(signal)).filter(mayHoldFlows);
  if (asked.length === 0 || asked.includes('')) return listed;
  const found = new Set(listed.filter((path) => asked.some((place) => isAtOrBelow(path, place))));
  const isCut = files.notListed?.().some(({ reason }) => reason === 'too-many') === true;
  for (const place of asked) {
    if (!isCut && listed.some((path) => isAtOrBelow(path, place))) continue;
    for (const path of await ignoredFlows(files, place, signal)) found.add(path);
  }
  return [...found].sort(byCodeUnit);
}

/** A place as the list names it. */
async function placeIn(files: SearchableFiles, place: string, signal: AbortSignal): Promise<string> {
  return place === '' || files.nameOf === undefined ? place : files.nameOf(place, signal);
}

/** The file at a place that is ignored, or those in the folder there. */
async function ignoredFlows(
  files: SearchableFiles,
  place: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const isFile = mayHoldFlows(place) && (await files.read(place, signal)).state === 'text';
  return isFile ? [place] : (await files.listBelow(place, signal)).filter(mayHoldFlows);
}

/** Whether a path is a place or leads through it; the empty text is the place of all. */
export function isAtOrBelow(path: string, place: string): boolean {
  return place === '' || path === place || path.startsWith(`${place}/`);
}

/** `./flows/` as `flows`, and `.` as the empty text. */
function withoutDots(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
