import type { NamedBackend } from '../ports/backend.ts';
import { kestraTypeOf, type BackendKind } from './table.ts';

/** Whatever says of a backend what it is and where it is configured. */
export type PlacedKind = BackendKind & Omit<NamedBackend, 'kestraType'>;

/** What names a backend, without the rest of it: a failure is logged, and a configuration may hold a credential. */
export function namedBackend(backend: PlacedKind): NamedBackend {
  const { level, namespace, id } = backend;
  return { kestraType: kestraTypeOf(backend), level, namespace, id };
}
