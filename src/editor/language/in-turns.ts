import type { Stretches } from '../../flow/index.ts';

/** Lets others have their turn between two stretches of work; null where it is no longer wanted. */
export async function doInTurns<T>(
  work: Stretches<T>,
  isWanted: () => boolean,
): Promise<{ readonly value: T } | null> {
  for (let stretch = work.next(); ; stretch = work.next()) {
    if (stretch.done === true) return { value: stretch.value };
    await new Promise((resolve) => setTimeout(resolve));
    if (!isWanted()) return null;
  }
}
