import { factsOf, managers } from '../../managers/table.ts';
import type { FileReading } from '../reading.ts';
import type { ConfigurationEntry } from '../types.ts';

/**
 * Tells of each credential whose characters stand in a file that git tracks, and so are known to whoever has the repository.
 * One that looks like a value for development is told like any other: nobody can tell it from one that counts, and the way
 * out is the same. A `SECRET_*` variable is none: that files define them is how the open-source edition gets its secrets.
 */
export async function reportWrittenCredentials(
  reading: FileReading,
  entries: readonly ConfigurationEntry[],
): Promise<void> {
  const places = entries.flatMap((entry) => (entry.writtenAt ?? []).map((place) => ({ entry, place })));
  const tracked = new Map<string, boolean>();
  for (const { place } of places) {
    if (!tracked.has(place.file)) tracked.set(place.file, await reading.isTracked(place.file));
  }
  for (const { entry, place } of places) {
    if (tracked.get(place.file) !== true) continue;
    const { backend, key } = entry;
    reading.report({
      code: 'credential-in-file',
      severity: 'warning',
      file: place.file,
      range: place.range,
      backend,
      data:
        place.variable === undefined
          ? { key, suggested: usualVariables.get(key) ?? '' }
          : { key, variable: place.variable },
    });
  }
}

/** By key, which no two managers share. */
const usualVariables: ReadonlyMap<string, string> = new Map(
  managers.flatMap((manager) =>
    factsOf(manager).keys.flatMap(({ key, variable }) => (variable === undefined ? [] : [[key, variable]])),
  ),
);
