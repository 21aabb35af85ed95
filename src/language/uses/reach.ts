import {
  isAsked,
  secretSeenFrom,
  type BackendSnapshot,
  type LookupNamespace,
  type VisibleSecret,
} from '../../catalog/index.ts';

/**
 * Whether a lookup is put to a backend; null: nobody can tell in which namespace, or by which configuration.
 * `configurations`: the files of those that judge the flow; undefined: the folder has not several.
 */
export function isReached(
  backend: BackendSnapshot,
  configurations: readonly string[] | undefined,
  namespace: LookupNamespace,
): boolean | null {
  const { configuration } = backend;
  const asked = isAsked(backend, namespace);
  if (configuration === undefined || configurations === undefined || asked === false) return asked;
  if (!configurations.includes(configuration)) return false;
  return configurations.length === 1 ? asked : null;
}

/**
 * Whether a secret can be reached from a namespace, whatever other rules say of it; null: nobody can tell. `type` is its
 * backend's.
 */
export function isSeenIn(
  secret: VisibleSecret,
  type: BackendSnapshot['type'],
  namespace: LookupNamespace,
): boolean | null {
  return secretSeenFrom({ ...secret, rules: [], visible: true }, type, namespace).visible;
}
