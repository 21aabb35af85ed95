import type { Generation, Place, PlacePath } from './types.ts';

/**
 * How Kestra treats an expression at a place of a flow. Where the generation is not known: what both do, else what
 * says least.
 */
export function placeOf(path: PlacePath, generation: Generation | null): Place {
  const [root] = path.steps;
  if (root?.kind !== 'key') return { kind: 'no-part' };
  const onMissing = generation === null ? 'unknown' : 'task-fails';
  return { kind: 'rendered', by: null, onMissing, leak: null };
}
