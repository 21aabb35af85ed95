import { isObject, parseJson } from '../text/json.ts';
import type { KeyKind } from '../managers/facts.ts';
import type { ConfiguredValue } from './types.ts';

/** `value` read as something else; `null` where its text cannot be read so. */
export function convertValue<T>(
  value: ConfiguredValue<string>,
  convert: (text: string) => T | null,
): ConfiguredValue<T> | null {
  if (value.state === 'not-known') return value;
  const result = convert(value.value);
  return result === null ? null : { ...value, value: result };
}

/** What Micronaut and YAML 1.1 take for a Boolean. */
export function readFlag(text: string): boolean | null {
  if (/^(?:true|yes|on|y)$/i.test(text)) return true;
  return /^(?:false|no|off|n)$/i.test(text) ? false : null;
}

/** Of a number with a fraction the whole part, as Micronaut has it. */
export function readInteger(text: string): number | null {
  return /^[+-]?\d{1,9}(?:\.\d*)?$/.test(text) ? Math.trunc(Number(text)) : null;
}

const unitMilliseconds: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Milliseconds of an ISO 8601 duration (`PT1M30S`) or of Micronaut's short form (`90s`, `500ms`). */
export function readDuration(text: string): number | null {
  const [, amount = '', unit = ''] = /^(\d{1,12})(ns|us|ms|s|m|h|d)$/.exec(text) ?? [];
  if (unit !== '') return Math.round(Number(amount) * (unitMilliseconds[unit] ?? 0));
  const iso = /^P(?=.)(?:(\d+)[Dd])?(?:[Tt](?=.)(?:(\d+)[Hh])?(?:(\d+)[Mm])?(?:(\d+(?:\.\d+)?)[Ss])?)?$/.exec(
    text.trim(),
  );
  if (iso === null) return null;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = iso;
  const total = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return Math.round(total * 1000);
}

/** An address with its scheme; Kestra's clients take no other. */
function readAddress(text: string): string | null {
  const address = text.trim();
  return /^https?:\/\/[^\s/{}$]+(?:[/?#]|$)/i.test(address) && URL.canParse(address) ? address : null;
}

/**
 * An address as people may see it: scheme, host, port and path, placeholders among them; in the place of a user's name and
 * password, and of a query, stands `…`. null: it cannot be told which part of it is none of these, so all of it may be a
 * credential.
 */
export function showableAddress(text: string): string | null {
  const written = text.trim();
  if (/[\\\s]/.test(written)) return null;
  if (written.includes('${')) return addressWithPlaceholders.test(written) ? written : null;
  const address = readAddress(written);
  if (address === null) return /[@?#]/.test(written) || !unusualAddress.test(written) ? null : written;
  const { protocol, host, username, password, pathname, search, hash } = new URL(address);
  // Behind the host it may be the end of a password that has a `/`, `?` or `#` in it.
  if ([pathname, search, hash].some((part) => part.includes('@'))) return null;
  const user = username === '' && password === '' ? '' : '…@';
  const rest = search === '' && hash === '' ? '' : '?…';
  return `${protocol}//${user}${host}${pathname.replace(/^\/$/, '')}${rest}`;
}

/** Nothing but digits or a placeholder may follow the colon: a password that lost its `@` does not pass for a port. */
const addressWithPlaceholders =
  /^(?:(?:https?|\$\{[\w.-]+\}):\/\/)?(?:\$\{[\w.-]+\}(?::\$\{[\w.-]+\})?@)?(?:[\w.-]|\$\{[\w.-]+\})+(?::(?:\d+|\$\{[\w.-]+\}))?(?:\/(?:[^${}@?#]|\$\{[\w.-]+\})*)?$/i;

/** What is no address to Kestra's clients, and meant as one: without a scheme but with a port, or with another scheme. */
const unusualAddress = /^(?:localhost|[\w.-]+:\d+|[a-z][a-z+.-]*:\/\/[\w.-]+(?::\d+)?)(?:\/.*)?$/i;

/** Whether a text can be read as its key needs it. */
export function isReadable(kind: KeyKind, text: string): boolean {
  switch (kind) {
    case 'flag':
      return readFlag(text) !== null;
    case 'integer':
      return readInteger(text) !== null;
    case 'duration':
      return readDuration(text) !== null;
    case 'address':
      return readAddress(text) !== null;
    case 'host-name':
      return /^[A-Za-z0-9-]+$/.test(text.trim());
    case 'json':
      return isObject(parseJson(text));
    case 'text':
    case 'tags':
    case 'prefix-filter':
      return true;
    case 'map':
      return false;
  }
}
