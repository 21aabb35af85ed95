import type { Subkeys } from './contract.ts';

/** What a text says in JSON; undefined: it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A field of a JSON object; undefined where there is none, or no object. */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

/** The same where it is a text; empty where it is none. */
export function textOf(value: unknown, name: string): string {
  const found = fieldOf(value, name);
  return typeof found === 'string' ? found : '';
}

/**
 * The subkeys of a value that the user asked to have read: its top-level field names (Kestra: `subkey`). Nothing else
 * of it outlives this call.
 */
export function subkeysIn(value: string): Subkeys {
  const read = parseJson(value);
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return { state: 'none' };
  return { state: 'known', names: Object.keys(read) };
}
