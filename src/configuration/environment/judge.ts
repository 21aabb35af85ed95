import { isObject, parseJson } from '../../text/json.ts';
import type { EnvironmentDefinition } from '../environment-definitions.ts';

export type Judgement = Pick<EnvironmentDefinition, 'encoding' | 'shape' | 'subkeys'>;

/** What is said of a variable whose value no file tells. */
export const notKnown: Judgement = { encoding: 'not-known', shape: 'unknown', subkeys: null };

/**
 * Judges the value of a `SECRET_*` variable as Kestra takes it: standard Base64 with line breaks removed (Kestra:
 * SecretService). What it decodes to is looked at for its top-level JSON field names and dropped here.
 */
export function judgeValue(value: string): Judgement {
  const encoded = dropLineBreaks(value);
  if (!isBase64(encoded)) return { encoding: 'not-base64', shape: 'unknown', subkeys: null };
  const subkeys = fieldNames(decode(encoded));
  return { encoding: 'base64', shape: subkeys === null ? 'other' : 'object', subkeys };
}

/**
 * Whether a value is Base64 by chance, as `postgres` and `5432` are: it is short, and decodes to bytes that are no text in
 * UTF-8, or to control characters.
 */
export function looksPlain(value: string): boolean {
  const encoded = dropLineBreaks(value);
  if (encoded === '' || encoded.length >= shortest || !isBase64(encoded)) return false;
  return !isText(encoded);
}

/** Whether Base64 decodes to UTF-8 without control characters. */
function isText(encoded: string): boolean {
  try {
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    return !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(
      new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(encoded)),
    );
  } catch {
    return false;
  }
}

/** Whether a value is the Base64 of a text, as people encode one for Kestra. */
export function isEncodedText(value: string): boolean {
  const encoded = dropLineBreaks(value);
  return encoded !== '' && isBase64(encoded) && isText(encoded);
}

/** What is longer was hardly written by hand: a key in binary form, say. In characters. */
const shortest = 40;

/** The text of what is Base64 once line breaks are taken out; null: it is none. */
export function decodeBase64(text: string): string | null {
  const encoded = dropLineBreaks(text);
  return isBase64(encoded) ? decode(encoded) : null;
}

/** What a value has but line breaks, which Kestra takes out (SecretService). */
function dropLineBreaks(value: string): string {
  return value.replace(/[\r\n]/g, '');
}

/** Standard Base64 as text in UTF-8, a mark at its start (BOM) included, as Java keeps it. */
function decode(encoded: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytesOf(encoded));
}

function bytesOf(encoded: string): Uint8Array {
  return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
}

/** As Java's decoder has it: padding may be left out, but not be wrong. */
function isBase64(text: string): boolean {
  const match = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(text);
  if (match === null) return false;
  const [, digits = '', padding = ''] = match;
  const rest = digits.length % 4;
  if (rest === 1) return false;
  return padding === '' || rest + padding.length === 4;
}

/** null: no JSON object. Kestra's reader takes the first JSON value of the text and ignores what follows it. */
function fieldNames(text: string): readonly string[] | null {
  const start = /^[ \t\r\n]*/.exec(text)?.[0].length ?? 0;
  if (text[start] !== '{') return null;
  const end = closingBrace(text, start);
  if (end === -1) return null;
  const parsed = parseJson(text.slice(start, end + 1));
  return isObject(parsed) ? Object.keys(parsed) : null;
}

function closingBrace(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') {
      inString = true;
    } else if (character === '{') {
      depth += 1;
    } else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}
