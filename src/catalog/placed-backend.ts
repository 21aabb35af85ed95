import { kestraTypeOf, kindOf } from '../managers/table.ts';
import type { PlacedBackend } from './reasons.ts';

/** What of a backend a reason keeps: enough to name it, and nothing that changes while it is listed. */
export function placedBackend(backend: PlacedBackend): PlacedBackend {
  const { id, level, namespace, location } = backend;
  return { ...kindOf(kestraTypeOf(backend)), id, level, namespace, location };
}
