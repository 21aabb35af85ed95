import { kestraBackend } from '../../managers/kestra.ts';
import type { BackendSnapshot, CatalogSnapshot, VisibleSecret } from '../types.ts';

type KestraSnapshot = NonNullable<CatalogSnapshot['kestra']>;
type ListedName = KestraSnapshot['names'][number];

/** All that was asked: the backends in asking order, then the running Kestra. */
export function allBackends({ backends, kestra }: CatalogSnapshot): readonly BackendSnapshot[] {
  return kestra === undefined ? backends : [...backends, backendOf(kestra)];
}

/**
 * The running Kestra, as clients tell of a backend; without the names that it lists. Read-only where it says so
 * itself, as open source always does.
 */
export function backendOf(kestra: KestraSnapshot): BackendSnapshot {
  const { level, namespace, id, kestraType } = kestraBackend;
  return {
    id,
    type: 'unsupported',
    kestraType,
    level,
    namespace,
    readOnly: kestra.readOnly === true,
    location: kestra.location,
    sources: [],
    state: kestra.state,
    failure: kestra.failure,
    incompleteBecause: null,
    fetchedAt: kestra.fetchedAt,
    secrets: [],
  };
}

/** A name that Kestra lists: it sees it, and tells nothing of what lies behind it. */
export function listedSecret(
  { name, namespace, tags }: ListedName,
  { readOnly }: Pick<KestraSnapshot, 'readOnly'>,
): VisibleSecret {
  return {
    name,
    lookupName: name,
    storedName: name,
    nameFrom: 'stored-name',
    certainty: 'documented',
    namespace,
    tags,
    readOnly: readOnly === true,
    visible: true,
    rules: [],
    subkeys: { state: 'not-read' },
    subkeysAt: null,
    notes: [],
    origin: null,
  };
}

/** The same with those names alone that no backend here has. */
export function backendBeside({ backends, kestra }: CatalogSnapshot): readonly BackendSnapshot[] {
  if (kestra === undefined) return [];
  const names = new Set(
    backends.flatMap(({ secrets }) =>
      secrets.flatMap(({ name, visible }) => (visible === false ? [] : [name.toUpperCase()])),
    ),
  );
  const others = kestra.names.filter(({ name }) => !names.has(name.toUpperCase()));
  return [{ ...backendOf(kestra), secrets: others.map((listed) => listedSecret(listed, kestra)) }];
}
