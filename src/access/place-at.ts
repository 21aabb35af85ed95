import type { NamedBackend } from '../ports/backend.ts';
import type { ConfiguredValue } from '../configuration/index.ts';
import { homeOf, refusedVariables } from './destination.ts';
import { readAddress } from './endpoint.ts';
import { addressNotKnown, addressRefused, secretRefused } from './failures.ts';
import { fillPlace, isFilledEmpty } from './fill.ts';
import type { BackendPlace } from './types.ts';

/** The address that a configuration gives; the process environment never fills any part of it. */
export function placeFrom(backend: NamedBackend, address: ConfiguredValue<string>): BackendPlace {
  const refused = refusedVariables([address]);
  if (refused.length > 0) return { state: 'blocked', failure: secretRefused(backend, refused) };
  const filled = fillPlace(address);
  if ('missing' in filled) return { state: 'blocked', failure: addressNotKnown(backend, filled.missing) };
  const place = placeAt(backend, filled.text);
  return place.state === 'known' ? { ...place, home: homeOf(address) } : place;
}

/**
 * The manager's own address, unless the configuration's `key` gives another. Where the key is there and empty another
 * one was meant: nothing goes to the manager's own without leave then.
 */
export function placeOr(
  backend: NamedBackend,
  key: string,
  address: ConfiguredValue<string> | null,
  own: () => BackendPlace,
): BackendPlace {
  if (address === null) return own();
  if (!isFilledEmpty(address)) return placeFrom(backend, address);
  const place = own();
  return place.state === 'known' ? { ...place, emptied: key } : place;
}

/** The place at an address that the user gives. */
export function placeAt(backend: NamedBackend, address: string): BackendPlace {
  const endpoint = readAddress(address.trim());
  return typeof endpoint === 'string'
    ? { state: 'blocked', failure: addressRefused(backend, endpoint) }
    : { state: 'known', endpoint: endpoint.url, origin: endpoint.origin, home: null };
}
