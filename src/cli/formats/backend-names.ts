import { backendName } from '../../language/index.ts';
import { kindOf } from '../../managers/table.ts';
import type { JsonBackend } from '../document.ts';

/** What people call a backend of the document. */
export function documentedName({ type, level, namespace, id }: JsonBackend): string {
  return backendName({ ...kindOf(type), level, namespace, id });
}

/** What people call the backend with this id; the id itself where the document has no such backend. */
export function backendNameOf(id: string, backends: readonly JsonBackend[]): string {
  const backend = backends.find((each) => each.id === id);
  return backend === undefined ? id : documentedName(backend);
}
