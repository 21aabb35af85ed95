import type { SearchableFiles } from './folder-files.ts';

/**
 * One path for each file that the paths lead to, in their order: of a link and its target the target. What is in `counted`,
 * which holds where files really are, was there before; what is answered is added to it.
 */
export async function eachFileOnce(
  files: SearchableFiles,
  paths: readonly string[],
  counted: Set<string>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const places: string[] = [];
  for (const path of paths) {
    const found = files.placeOf?.(path, signal) ?? path;
    places.push(typeof found === 'string' ? found : await found);
  }
  // Most folders have no links, and then there is nothing to choose.
  if (new Set(places).size === places.length && !places.some((place) => counted.has(place))) {
    for (const place of places) counted.add(place);
    return paths;
  }
  const waysTo = new Map<string, string[]>();
  for (const [index, path] of paths.entries()) {
    const place = places[index] ?? path;
    const ways = waysTo.get(place);
    if (ways === undefined) waysTo.set(place, [path]);
    else ways.push(path);
  }
  const chosen = new Set<string | undefined>();
  for (const [place, ways] of waysTo) {
    if (counted.has(place)) continue;
    counted.add(place);
    const own = ways.length === 1 ? undefined : await files.nameOf?.(place, signal);
    chosen.add(ways.find((path) => path === own) ?? ways[0]);
  }
  return paths.filter((path) => chosen.has(path));
}
