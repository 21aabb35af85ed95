import type { SecretProperties } from '@azure/keyvault-secrets';
import { FailureError } from '../../ports/failure.ts';
import { cancelled } from '../cancellation.ts';
import type { ListPage, Lookup, Store, StoredSecret, Subkeys } from '../contract.ts';
import { subkeysIn } from '../json.ts';
import type { AzureClient } from './client.ts';
import { unexpectedForm } from './failures.ts';
import { refuseLeadingElsewhere } from '../names.ts';
import { isAzureName } from './names.ts';
import type { AzureSettings } from './settings.ts';

interface Vault {
  readonly settings: AzureSettings;
  readonly client: AzureClient;
  readonly now: () => number;
}

/** The secrets of an Azure Key Vault as a store. */
export function createAzureStore(vault: Vault, closed: () => void): Store {
  return {
    abilities: { lookup: true, subkeys: 'by-reading-value', listLag: 0 },
    needsLogin: () => vault.client.needsLogin(),
    list: (_options, signal) => list(vault, signal),
    lookup: (name, signal) => lookUp(vault, name, signal),
    subkeys: (name, { readValue }, signal) => subkeys(vault, name, readValue, signal),
    close: closed,
  };
}

async function* list({ client, settings, now }: Vault, signal: AbortSignal): AsyncGenerator<ListPage> {
  let isThere = false;
  for await (const page of client.pages((azure) => azure.listPropertiesOfSecrets().byPage(), signal)) {
    isThere = true;
    yield { secrets: page.map((properties) => stored(properties, now())) };
  }
  // A vault that is not there has no list, and so no empty one.
  if (!isThere) throw new FailureError(unexpectedForm(settings));
}

/** By its versions' properties: `getSecret` would answer with the value. */
async function lookUp(vault: Vault, name: string, signal: AbortSignal): Promise<Lookup> {
  if (signal.aborted) throw cancelled();
  if (!isAskable(vault, name)) return { state: 'absent' };
  const { client, now } = vault;
  let newest: SecretProperties | null = null;
  let isTied = false;
  const pages = client.pages((azure) => azure.listPropertiesOfSecretVersions(name).byPage(), signal);
  for await (const page of pages) {
    for (const version of page) {
      const age = createdAt(version) - (newest === null ? -1 : createdAt(newest));
      if (age === 0) isTied = true;
      if (age <= 0) continue;
      newest = version;
      isTied = false;
    }
  }
  // Names are found whatever their case; what is kept under another spelling is another name to Kestra's list.
  if (newest?.name !== name) return { state: 'absent' };
  const secret = stored(newest, now());
  return { state: 'found', secret: isTied ? { ...secret, readable: 'unknown', tags: null } : secret };
}

/** Reads the value where the user asked for that; only its field names leave this function. */
async function subkeys(
  vault: Vault,
  name: string,
  readValue: boolean,
  signal: AbortSignal,
): Promise<Subkeys> {
  if (signal.aborted) throw cancelled();
  if (!isAskable(vault, name) || !readValue) return { state: 'not-read' };
  const answer = await vault.client.readValue(name, subkeysIn, signal);
  return answer ?? { state: 'not-read' };
}

/** False: Azure has no such names. Throws before anything is sent where a name might lead elsewhere. */
function isAskable({ settings }: Vault, name: string): boolean {
  refuseLeadingElsewhere(settings.backend, name);
  return isAzureName(name);
}

function stored(properties: SecretProperties, now: number): StoredSecret {
  const { name, tags = {}, enabled, expiresOn, notBefore } = properties;
  return {
    name,
    storedName: name,
    tags: { ...tags },
    readable: enabled === false ? 'disabled' : 'yes',
    subkeys: { state: 'not-read' },
    ...(expiresOn === undefined ? {} : { expiresAt: expiresOn.toISOString() }),
    ...(notBefore === undefined || notBefore.getTime() <= now ? {} : { startsAt: notBefore.toISOString() }),
  };
}

function createdAt({ createdOn }: SecretProperties): number {
  return createdOn?.getTime() ?? 0;
}
