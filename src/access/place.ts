import type { Backend, ConfiguredValue, VaultBackend } from '../configuration/types.ts';
import { readAddress } from './endpoint.ts';
import { addressNotKnown, addressRefused, noAddress } from './failures.ts';
import { fillPlace } from './fill.ts';
import type { BackendPlace, OtherWayIn } from './types.ts';

/** Where a Vault is: the user's other way in, else the configuration's address. */
export function placeOfVault(backend: VaultBackend, way: OtherWayIn | null): BackendPlace {
  if (way?.address != null) return placeAt(backend.id, way.address);
  if (backend.address === null) return { state: 'blocked', failure: noAddress(backend.id) };
  const filled = fillPlace(backend.address);
  if ('missing' in filled) {
    return { state: 'blocked', failure: addressNotKnown(backend.id, filled.missing) };
  }
  return placeAt(backend.id, filled.text);
}

function placeAt(backend: string, address: string): BackendPlace {
  const endpoint = readAddress(address.trim());
  return typeof endpoint === 'string'
    ? { state: 'blocked', failure: addressRefused(backend, endpoint) }
    : { state: 'known', endpoint: endpoint.url, origin: endpoint.origin };
}

/** Where a backend is, for people. Holds no part that could be a credential. */
export function locationInWords(backend: Backend, way: OtherWayIn | null): string {
  switch (backend.type) {
    case 'vault': {
      const place = placeOfVault(backend, way);
      return words([place.state === 'known' ? place.endpoint : '', folderOf(backend)]);
    }
    case 'aws-secret-manager':
      return words([textOf(backend.region), originOnly(backend.endpointOverride)]);
    case 'azure-key-vault':
      return words([originOnly(backend.keyVaultUri) || textOf(backend.vaultName)]);
    case 'google-secret-manager':
      return textOf(backend.project);
    case 'env':
      return [...new Set(backend.definitions.definitions.map(({ origin }) => origin.file))].join(', ');
    case 'unsupported':
      return '';
  }
}

/** The engine with the prefix below it, as the configuration names them (Kestra's defaults: `secret`, none). */
function folderOf(backend: VaultBackend): string {
  const engine = backend.rootEngine === null ? 'secret' : textOf(backend.rootEngine);
  return [engine, textOf(backend.secretPathPrefix)]
    .map((part) => part.replace(/^\/+|\/+$/g, ''))
    .filter((part) => part !== '')
    .join('/');
}

function originOnly(value: ConfiguredValue<string> | null): string {
  const endpoint = readAddress(textOf(value));
  return typeof endpoint === 'string' ? '' : endpoint.url;
}

function textOf(value: ConfiguredValue<string> | null): string {
  if (value === null) return '';
  const filled = fillPlace(value);
  return 'text' in filled ? filled.text : '';
}

function words(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
