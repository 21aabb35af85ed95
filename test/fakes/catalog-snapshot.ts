import type { BackendSnapshot, CatalogSnapshot, VisibleSecret } from '../../src/catalog/types.ts';
import type { Subkeys } from '../../src/stores/contract.ts';

/** A moment that snapshots of the tests were fetched at, ms since the epoch. */
export const fetchedAt = Date.UTC(2026, 0, 1);

export const subkeys = (...names: string[]): Subkeys => ({ state: 'known', names });
export const noSubkeys: Subkeys = { state: 'none' };
export const subkeysNotRead: Subkeys = { state: 'not-read' };

/** A secret of a Vault that Kestra sees, unless told otherwise. */
export function secretNamed(name: string, rest: Partial<VisibleSecret> = {}): VisibleSecret {
  return {
    name,
    nameFrom: 'path',
    certainty: 'documented',
    storedName: `payments/${name}`,
    lookupName: name,
    namespace: null,
    tags: null,
    readOnly: true,
    visible: true,
    rules: [],
    subkeys: subkeysNotRead,
    subkeysAt: null,
    notes: [],
    origin: null,
    ...rest,
  };
}

/** A secret whose subkeys were learnt with the list. */
export function secretWith(name: string, known: Subkeys, rest: Partial<VisibleSecret> = {}): VisibleSecret {
  return secretNamed(name, { subkeys: known, subkeysAt: fetchedAt, ...rest });
}

/** Of a manager, or the environment: of a kind that is supported. */
export type Managed = Exclude<BackendSnapshot, { readonly type: 'unsupported' }>;

/** A read-only Vault with a complete list, which would answer "no" for every name that is not in it. */
export function vaultOf(secrets: readonly VisibleSecret[], rest: Partial<Managed> = {}): Managed {
  return {
    id: 'vault',
    type: 'vault',
    level: 'global',
    namespace: null,
    readOnly: true,
    location: 'http://127.0.0.1:8200 payments',
    sources: [{ file: 'application.yml', range: { start: 10, end: 15 }, line: 3, column: 11 }],
    state: 'complete',
    failure: null,
    incompleteBecause: null,
    fetchedAt,
    secrets,
    abilities: { lookup: false, subkeys: 'without-value', listLag: 0 },
    ...rest,
  };
}

/** A `SECRET_*` variable with a Base64 value. */
export function variableNamed(name: string, rest: Partial<VisibleSecret> = {}): VisibleSecret {
  return secretNamed(name, {
    nameFrom: 'variable',
    storedName: `SECRET_${name}`,
    subkeys: noSubkeys,
    subkeysAt: fetchedAt,
    origin: { file: 'compose.yml', range: { start: 40, end: 50 }, line: 7, column: 9 },
    ...rest,
  });
}

/** The `SECRET_*` variables of a folder, all of them known. */
export function environmentOf(secrets: readonly VisibleSecret[], rest: Partial<Managed> = {}): Managed {
  return {
    ...vaultOf(secrets),
    id: 'env',
    type: 'env',
    location: 'compose.yml',
    abilities: { lookup: false, subkeys: 'by-reading-value', listLag: 0 },
    ...rest,
  };
}

export function catalogOf(
  backends: readonly BackendSnapshot[],
  rest: Partial<CatalogSnapshot> = {},
): CatalogSnapshot {
  return { backends, configured: true, refreshing: false, ...rest };
}
