import { createCatalog, type Catalog, type Resolution } from '../../src/catalog/index.ts';
import type { FolderConfiguration, VaultBackend } from '../../src/configuration/types.ts';
import { answerTo, questionOf } from './question.ts';
import { quietLog } from './quiet-log.ts';
import { openVault, type OpenVaultOptions } from './open-vault.ts';
import { vaultBackend } from './vault-backend.ts';

/** A folder's catalog with a Vault as its only backend, which is really asked. */
export function vaultCatalog(options: OpenVaultOptions): Catalog {
  const backend = vaultBackend(options.backend);
  const catalog = createCatalog({
    open: () => openVault(options),
    locationOf: () => options.endpoint,
    clock: { now: Date.now, after: () => () => undefined },
    log: quietLog,
  });
  catalog.configure(configurationOf(backend));
  return catalog;
}

function configurationOf(backend: VaultBackend): FolderConfiguration {
  return { backends: [backend], found: true, partial: false, entries: [], problems: [], files: [] };
}

/** What comes of a name, and perhaps a subkey, with everything asked that it needs. */
export function settle(
  catalog: Catalog,
  key: string,
  subkey?: string,
  readValues = false,
): Promise<Resolution> {
  return answerTo(catalog, questionOf(key, { subkey: subkey ?? null }), { readValues });
}

/** The same in two words: verdict and reason code. */
export async function settleInWords(catalog: Catalog, key: string, subkey?: string): Promise<string> {
  const { verdict, reasonCode } = await settle(catalog, key, subkey);
  return `${verdict} ${reasonCode}`;
}
