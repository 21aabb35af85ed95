import { isObject, parseJson } from '../text/json.ts';
import type { Subkeys } from './contract.ts';

/**
 * The subkeys of a value that the user asked to have read: its top-level field names (Kestra: `subkey`). Nothing else
 * of it outlives this call.
 */
export function subkeysIn(value: string): Subkeys {
  const read = parseJson(value);
  if (!isObject(read)) return { state: 'none' };
  return { state: 'known', names: Object.keys(read) };
}
