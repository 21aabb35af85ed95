import { factsOfType, type BackendType } from '../managers/table.ts';
import { secretsNamed, secretsStoredAs } from './find.ts';
import type { BackendSnapshot, VisibleSecret } from './types.ts';

/**
 * The names that a manager's full name of a secret (an ARN, `projects/…/secrets/…`, an address) may stand for, the likeliest
 * first; none: it is no full name.
 */
export function fullNamesOf(type: BackendType, name: string): readonly string[] {
  return factsOfType(type)?.namesInFullName(name) ?? [];
}

/** The secret of the list that a full name stands for; null: none that can be seen. */
export function secretMeant(backend: BackendSnapshot, names: readonly string[]): VisibleSecret | null {
  const found = names.flatMap((name) => [...secretsNamed(backend, name), ...secretsStoredAs(backend, name)]);
  return found.find(({ visible }) => visible !== false) ?? null;
}
