import type { PlacedBackend } from './reasons.ts';
import type { BackendSnapshot } from './types.ts';

/** What of a backend a reason keeps: enough to name it, and nothing that changes while it is listed. */
export function placed({ id, type, level, namespace, location }: BackendSnapshot): PlacedBackend {
  return { id, type, level, namespace, location };
}
