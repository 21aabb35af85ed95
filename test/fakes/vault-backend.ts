import type { ConfiguredValue, VaultBackend } from '../../src/configuration/types.ts';

/** A configured value as if it stood in a file of the folder. */
export function known<T>(value: T): ConfiguredValue<T> {
  return { state: 'known', value, origins: [] };
}

/** A value that only a variable outside the folder would give. */
export function placeholder(variable: string): ConfiguredValue<never> {
  return { state: 'not-known', reason: 'placeholder', parts: [{ variable }], origins: [] };
}

/** A read-only Vault with nothing but defaults, and what the test says otherwise. */
export function vaultBackend(changes: Partial<VaultBackend> = {}): VaultBackend {
  return {
    type: 'vault',
    id: 'vault',
    level: 'global',
    namespace: null,
    sources: [],
    readOnly: known(true),
    filters: { filterOnTags: null, excludedTags: null, filterOnPrefix: null },
    address: null,
    authentication: { kind: 'none' },
    vaultNamespace: null,
    engineVersion: null,
    rootEngine: null,
    secretPathPrefix: null,
    prefix: null,
    role: null,
    connectTimeout: null,
    readTimeout: null,
    ...changes,
  };
}
