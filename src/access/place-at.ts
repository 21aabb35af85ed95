import type { ConfiguredValue } from '../configuration/types.ts';
import { readAddress } from './endpoint.ts';
import { addressNotKnown, addressRefused } from './failures.ts';
import { fillPlace } from './fill.ts';
import type { BackendPlace } from './types.ts';

/** The address that a configuration gives; the process environment never fills any part of it. */
export function placeFrom(backend: string, address: ConfiguredValue<string>): BackendPlace {
  const filled = fillPlace(address);
  if ('missing' in filled) return { state: 'blocked', failure: addressNotKnown(backend, filled.missing) };
  return placeAt(backend, filled.text);
}

/** The place at an address as it is written. */
export function placeAt(backend: string, address: string): BackendPlace {
  const endpoint = readAddress(address.trim());
  return typeof endpoint === 'string'
    ? { state: 'blocked', failure: addressRefused(backend, endpoint) }
    : { state: 'known', endpoint: endpoint.url, origin: endpoint.origin };
}
