import type { SecretProperties } from '@azure/keyvault-secrets';
import { FailureError } from '../../ports/failure.ts';
import { cancellation } from '../../ports/cancellation.ts';
import type { ListPage, LookupAnswer, Store, StoredSecret, SubkeysRead } from '../contract.ts';
import { followPages, type FollowPorts } from '../paging.ts';
import type { AzureClient } from './client.ts';
import { unexpectedForm } from './failures.ts';
import { refuseLeadingElsewhere } from '../names.ts';
import { isAzureName } from './names.ts';
import type { AzureSettings } from './settings.ts';

interface Vault {
  readonly settings: AzureSettings;
  readonly client: AzureClient;
  readonly ports: FollowPorts;
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

async function* list({ client, ports }: Vault, signal: AbortSignal): AsyncGenerator<ListPage> {
  const pages = followPages((next) => client.secrets(next, signal), ports, signal);
  for await (const { items, ...rest } of pages) {
    yield { secrets: items.map((properties) => storedSecret(properties, ports.clock.now())), ...rest };
  }
}

/** By its versions' properties: `getSecret` would answer with the value. */
async function lookUp(vault: Vault, name: string, signal: AbortSignal): Promise<LookupAnswer> {
  if (signal.aborted) throw cancellation();
  if (!isAskable(vault, name)) return { state: 'absent' };
  const { client, settings, ports } = vault;
  let newest: SecretProperties | null = null;
  let isTied = false;
  const nothing = { items: [], next: null, size: 0 };
  const ask = async (next: string | null) => (await client.versions(name, next, signal)) ?? nothing;
  for await (const page of followPages(ask, ports, signal)) {
    // The newest may be among those that did not come.
    if (page.cutShort !== undefined) throw new FailureError(unexpectedForm(settings));
    for (const version of page.items) {
      const age = creationTime(version) - (newest === null ? -1 : creationTime(newest));
      if (age === 0) isTied = true;
      if (age <= 0) continue;
      newest = version;
      isTied = false;
    }
  }
  // Names are found whatever their case; what is kept under another spelling is another name to Kestra's list.
  if (newest?.name !== name) return { state: 'absent' };
  const secret = storedSecret(newest, ports.clock.now());
  return { state: 'found', secret: isTied ? { ...secret, readable: 'unknown', tags: null } : secret };
}

/** Reads the value where the user asked for that; only its field names leave this function. */
async function subkeys(
  vault: Vault,
  name: string,
  readValue: boolean,
  signal: AbortSignal,
): Promise<SubkeysRead> {
  if (signal.aborted) throw cancellation();
  if (!isAskable(vault, name) || !readValue) return { state: 'not-read' };
  return vault.client.subkeys(name, signal);
}

/** False: Azure has no such names. Throws before anything is sent where a name might lead elsewhere. */
function isAskable({ settings }: Vault, name: string): boolean {
  refuseLeadingElsewhere(settings.backend, name);
  return isAzureName(name);
}

function storedSecret(properties: SecretProperties, now: number): StoredSecret {
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

function creationTime({ createdOn }: SecretProperties): number {
  return createdOn?.getTime() ?? 0;
}
