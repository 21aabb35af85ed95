import type { AddressFault } from '../ports/failure-reasons/backend.ts';

/** An address that may be asked, in the form in which it is compared, approved and sent to. */
export interface Endpoint {
  /** Scheme, host and port, as the URL standard writes them: `http://127.0.0.1:8200`. */
  readonly origin: string;
  /** The origin with the base path, without a slash at its end. */
  readonly url: string;
}

/**
 * Reads an address as the URL standard does, so that what is approved is what is sent to: host in lower case, default
 * port dropped, tricks such as `\` and `@` resolved.
 */
export function readAddress(text: string): Endpoint | AddressFault {
  const url = parse(text);
  if (url === null) return 'not-a-url';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'scheme';
  // The standard also takes `https:host` and `http:\\host` for addresses, and drops tabs and line breaks.
  if (!/^https?:\/\/[^\s/{}$]+(?:[/?#]|$)/i.test(text)) return 'not-a-url';
  if (url.username !== '' || url.password !== '' || url.host.includes('@')) return 'userinfo';
  if (url.search !== '' || url.hash !== '') return 'query';
  // A base path into the API itself would lead every question elsewhere than its own words say.
  if (url.pathname.split('/').includes('v1')) return 'api-path';
  return { origin: url.origin, url: url.origin + url.pathname.replace(/\/+$/, '') };
}

/** Scheme, host and port of an address, or null where it may not be asked at all. */
export function originOf(text: string): string | null {
  const endpoint = readAddress(text);
  return typeof endpoint === 'string' ? null : endpoint.origin;
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
