import { isTenant, kestraBackend as backend, kestraMisconfigured } from '../../managers/kestra.ts';
import type { AddressFault } from '../../ports/failure-reasons/backend.ts';
import type { Failure } from '../../ports/failure.ts';
import { isLoopback } from '../../ports/host.ts';
import { readAddress, type Endpoint } from '../endpoint.ts';
import type { KestraLogin, KestraPlace } from './types.ts';

/** A place in the form in which it is compared, kept and asked. */
export interface KnownKestraPlace extends KestraPlace {
  /** Scheme, host and port. */
  readonly origin: string;
}

/** Reads an address and a tenant; the address may be copied from a browser, or lead to the API. */
export function readKestraPlace({ url, tenant }: KestraPlace): KnownKestraPlace | Failure {
  const endpoint = readKestraAddress(url);
  if (typeof endpoint === 'string') return kestraMisconfigured({ kind: 'kestra-address-invalid', backend });
  if (!isTenant(tenant)) return kestraMisconfigured({ kind: 'kestra-tenant-invalid', backend });
  return { url: endpoint.url, origin: endpoint.origin, tenant };
}

export function isPlace(place: KnownKestraPlace | Failure): place is KnownKestraPlace {
  return 'origin' in place;
}

/** A place as it may be shown: of an address that cannot be used what holds no user, password or query. */
export function shownPlace(place: KestraPlace): KestraPlace {
  const known = readKestraPlace(place);
  if (isPlace(known)) return { url: known.url, tenant: known.tenant };
  const url = URL.canParse(place.url) ? new URL(place.url) : null;
  const isShown = url !== null && url.host !== '';
  const shown = isShown ? `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}` : '';
  return { url: shown, tenant: place.tenant };
}

/** What of a path is Kestra's own, from its pages (`/ui`) or its API (`/api/v1`) on: what stands before it is where Kestra is. */
const own = /\/(?:ui(?:\/.*)?|api\/?|api\/v\d+(?:\/.*)?)$/;

export function readKestraAddress(text: string): Endpoint | AddressFault {
  const trimmed = text.trim();
  const [, start = '', path = ''] = /^(https?:\/\/[^/?#]*)(\/[^?#]*)?$/i.exec(trimmed) ?? [];
  return readAddress(start === '' ? trimmed : `${start}${path.replace(own, '')}`);
}

/** Whether a login would go over plain http to another machine than this one. */
export function isUnencrypted(place: KnownKestraPlace, login: KestraLogin): boolean {
  const { protocol, hostname } = new URL(place.origin);
  return login.kind !== 'none' && protocol !== 'https:' && !isLoopback(hostname);
}
