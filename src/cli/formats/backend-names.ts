import { backendName } from '../../language/index.ts';
import type { JsonBackend } from '../document.ts';

/** What people call the backend with this id; the id itself where the document has no such backend. */
export function nameOf(id: string, backends: readonly JsonBackend[]): string {
  const backend = backends.find((each) => each.id === id);
  return backend === undefined ? id : backendName(backend);
}
