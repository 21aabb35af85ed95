import type { CredentialStorage, RecordStorage } from '../ports/storage.ts';
import { isObject, parseJson } from '../text/json.ts';
import { originOf } from './endpoint.ts';
import type { TypedLogin, TypedPlace } from './types.ts';

/**
 * Logins that the user typed, each for one backend and one exact endpoint, which is its approval. SecretStorage holds
 * them; the record beside it says only which there are.
 */
export interface TypedLogins {
  list(): readonly TypedPlace[];
  get(place: TypedPlace): Promise<TypedLogin | null>;
  set(place: TypedPlace, login: TypedLogin): Promise<void>;
  forget(place: TypedPlace): Promise<void>;
}

export function createTypedLogins(
  folder: string,
  credentials: CredentialStorage,
  records: RecordStorage,
): TypedLogins {
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
      return stored === undefined ? null : readLogin(stored);
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

function readLogin(text: string): TypedLogin | null {
  const stored = parseJson(text);
  if (!isObject(stored)) return null;
  const { kind, token, path, roleId, secretId } = stored;
  if (kind === 'token' && typeof token === 'string') return { kind, token };
  if (kind !== 'app-role') return null;
  if (typeof path !== 'string' || typeof roleId !== 'string' || typeof secretId !== 'string') return null;
  return { kind, path, roleId, secretId };
}
