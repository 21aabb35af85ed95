import {
  comparedName,
  secretsNamed,
  type BackendSnapshot,
  type CatalogSnapshot,
} from '../../catalog/index.ts';
import { writeString } from '../../flow/index.ts';
import { factsOfType } from '../../managers/table.ts';
import type { HeldSecret, SoughtSecret } from './types.ts';

/** Why a secret or a subkey cannot have a name. */
export type NameRefusal =
  | { readonly kind: 'empty' }
  /** No string of Pebble can hold it. */
  | { readonly kind: 'not-writable' }
  | { readonly kind: 'not-held'; readonly held: HeldSecret }
  | { readonly kind: 'no-variable'; readonly variable: string }
  /** A variable of that name is defined already, here. */
  | { readonly kind: 'defined'; readonly variable: string; readonly file: string }
  /** It is written in several letter cases, which are one name to Kestra, and would be one variable. */
  | { readonly kind: 'spellings'; readonly variables: readonly string[] }
  /** A backend that the same flows ask has a secret of that name, so that some of them would get another than before. */
  | { readonly kind: 'answered'; readonly backend: BackendSnapshot };

/**
 * Why a secret or subkey cannot have a new name; null: it can. A store may well have the name: it may be made before. `variables`:
 * those that define it.
 */
export function refuseName(
  { name, subkey, held }: SoughtSecret,
  newName: string,
  { backends }: CatalogSnapshot,
  variables: readonly string[],
): NameRefusal | null {
  if (newName.trim() === '') return { kind: 'empty' };
  if (writeString(newName, "'") === null && writeString(newName, '"') === null) {
    return { kind: 'not-writable' };
  }
  if (subkey !== null || held === null) return null;
  const { type } = held.backend;
  if (type !== 'env') {
    const canHold = factsOfType(type)?.canHold(storedName(held, name, newName)) ?? true;
    return canHold ? null : { kind: 'not-held', held };
  }
  const variable = `SECRET_${newName}`;
  // What a shell takes for a name (POSIX); the prefix begins it.
  if (!/^\w+$/.test(newName)) return { kind: 'no-variable', variable };
  const spellings = [...new Set(variables)];
  if (spellings.length > 1) return { kind: 'spellings', variables: spellings };
  const compared = comparedName(type, newName);
  const other =
    compared === held.secret.name
      ? undefined
      : backends.find(({ id }) => id === held.backend.id)?.secrets.find((secret) => secret.name === compared);
  if (other !== undefined) {
    return { kind: 'defined', variable: other.storedName, file: other.origin?.file ?? '' };
  }
  const answering = backends.find(
    (backend) =>
      backend.id !== held.backend.id &&
      backend.configuration === held.backend.configuration &&
      secretsNamed(backend, newName).some(({ visible }) => visible !== false),
  );
  return answering === undefined ? null : { kind: 'answered', backend: answering };
}

/** The new name as the store would call it, where a prefix stands before the names of flows. */
function storedName({ secret: { lookupName } }: HeldSecret, name: string, newName: string): string {
  return lookupName.endsWith(name) ? lookupName.slice(0, lookupName.length - name.length) + newName : newName;
}
