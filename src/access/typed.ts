import type { CredentialStorage, RecordStorage } from '../ports/storage.ts';
import { isObject, parseJson } from '../text/json.ts';
import { originOf } from './endpoint.ts';
import type { TypedLogin, TypedPlace } from './types.ts';

/**
 * Logins that the user typed, each for one backend and one exact endpoint, which is its approval. SecretStorage holds
 * them; the record beside it says only which there are.
 */
export interface TypedLogins<Login> {
  list(): readonly TypedPlace[];
  get(place: TypedPlace): Promise<Login | null>;
  set(place: TypedPlace, login: Login): Promise<void>;
  forget(place: TypedPlace): Promise<void>;
}

/** `readLogin`: what was kept, as a login; null: it is none. */
export function createTypedLogins<Login>(
  folder: string,
  credentials: CredentialStorage,
  records: RecordStorage,
  readLogin: (stored: Readonly<Record<string, unknown>>) => Login | null,
): TypedLogins<Login> {
  const index = `typed:${folder}`;
  const keyOf = (place: TypedPlace) => JSON.stringify(['typed', folder, place.backend, place.endpoint]);

  function list(): TypedPlace[] {
    const stored = records.get(index);
    return Array.isArray(stored) ? stored.flatMap(readPlace) : [];
  }
  function others(place: TypedPlace): TypedPlace[] {
    return list().filter((each) => keyOf(each) !== keyOf(place));
  }

  return {
    list,
    async get(place) {
      const stored = await credentials.get(keyOf(place));
      const read = stored === undefined ? null : parseJson(stored);
      return isObject(read) ? readLogin(read) : null;
    },
    async set(place, login) {
      await credentials.set(keyOf(place), JSON.stringify(login));
      await records.set(index, [...others(place), place]);
    },
    async forget(place) {
      await credentials.delete(keyOf(place));
      await records.set(index, others(place));
    },
  };
}

function readPlace(stored: unknown): TypedPlace[] {
  if (!isObject(stored)) return [];
  const { backend, endpoint } = stored;
  if (typeof backend !== 'string' || typeof endpoint !== 'string') return [];
  return originOf(endpoint) === endpoint ? [{ backend, endpoint }] : [];
}

/** A login to a Vault. */
export function readVaultLogin(stored: Readonly<Record<string, unknown>>): TypedLogin | null {
  const { kind, token, path, roleId, secretId } = stored;
  if (kind === 'token' && typeof token === 'string') return { kind, token };
  if (kind !== 'app-role') return null;
  if (typeof path !== 'string' || typeof roleId !== 'string' || typeof secretId !== 'string') return null;
  return { kind, path, roleId, secretId };
}
