import { isObject } from '../../text/json.ts';
import { flag, mapOf, objectWith, optional, text, time } from '../forms.ts';

/** What a Vault answered, as far as it was JSON. */
export interface VaultAnswer {
  readonly status: number;
  /** Undefined where the body was no JSON object. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  /** Seconds. */
  readonly retryAfter: number | null;
}

export type ListAnswer =
  | { readonly state: 'listed'; readonly secrets: readonly string[]; readonly folders: readonly string[] }
  /** A missing folder, an empty mount: Vault does not tell them apart. */
  | { readonly state: 'nothing' };

export type SubkeysAnswer =
  | {
      readonly state: 'readable' | 'deleted';
      readonly subkeys: readonly string[];
      readonly tags: Readonly<Record<string, string>>;
      /** ISO 8601; when it was, or will be, deleted. */
      readonly deletionTime: string | null;
    }
  /** No such secret, a folder, or a secret without any version: Vault does not tell them apart. */
  | { readonly state: 'nothing' };

/** What `sys/internal/ui/mounts` says of a path. */
export interface MountAnswer {
  /** Without the slash at the end. */
  readonly path: string;
  readonly type: string;
  readonly version: 1 | 2;
}

/** Only a 404 that Vault itself gave, with an empty list of errors, says that there is nothing. */
export function saysNothing({ status, body }: VaultAnswer): boolean {
  return status === 404 && Array.isArray(body?.errors) && body.errors.length === 0;
}

/** null: not an answer to a LIST. */
export function readList(answer: VaultAnswer): ListAnswer | null {
  if (saysNothing(answer)) return { state: 'nothing' };
  const keys = isObject(answer.body?.data) ? answer.body.data.keys : undefined;
  if (answer.status !== 200 || !Array.isArray(keys) || !keys.every(isKey)) return null;
  const each = [...new Set(keys)];
  return {
    state: 'listed',
    secrets: each.filter((key) => !key.endsWith('/')),
    folders: each.filter((key) => key.endsWith('/')).map((key) => key.slice(0, -1)),
  };
}

/** A secret's name, or a folder's with a slash behind it. */
function isKey(key: unknown): key is string {
  return typeof key === 'string' && key !== '' && key !== '/';
}

/** null: not an answer to a question for subkeys. A deleted version answers 404, but with its metadata. */
export function readSubkeysAnswer(answer: VaultAnswer): SubkeysAnswer | null {
  if (saysNothing(answer)) return { state: 'nothing' };
  const data = answer.body?.data;
  if (!isObject(data) || !isMetadata(data.metadata)) return null;
  const { custom_metadata: custom, deletion_time: deletion, destroyed } = data.metadata;
  const deletionTime = deletion === undefined || deletion === '' ? null : deletion;
  const rest = { tags: custom ?? {}, deletionTime };
  if (answer.status === 404) {
    return deletionTime !== null || destroyed === true ? { state: 'deleted', subkeys: [], ...rest } : null;
  }
  if (answer.status !== 200 || !isObject(data.subkeys)) return null;
  return { state: 'readable', subkeys: Object.keys(data.subkeys), ...rest };
}

/** null: not told. */
export function readMount({ status, body }: VaultAnswer): MountAnswer | null {
  const data = body?.data;
  if (status !== 200 || !isObject(data) || typeof data.path !== 'string' || typeof data.type !== 'string') {
    return null;
  }
  const version = isObject(data.options) && data.options.version === '2' ? 2 : 1;
  return { path: data.path.replace(/\/$/, ''), type: data.type, version };
}

/** null: not an answer to a login. */
export function readLogin({ status, body }: VaultAnswer): { token: string; leaseSeconds: number } | null {
  const auth = body?.auth;
  if (
    status !== 200 ||
    !isObject(auth) ||
    typeof auth.client_token !== 'string' ||
    auth.client_token === ''
  ) {
    return null;
  }
  const { client_token: token, lease_duration: lease } = auth;
  return { token, leaseSeconds: typeof lease === 'number' ? lease : 0 };
}

/** The manager's own words. */
export function errorsOf({ body }: VaultAnswer): string {
  const texts = [body?.errors, body?.warnings].flat().filter((text) => typeof text === 'string');
  return texts.join('; ').replace(/\s+/g, ' ').trim();
}

interface Metadata {
  readonly custom_metadata?: Readonly<Record<string, string>> | null;
  /** ISO 8601; empty: none. */
  readonly deletion_time?: string | null;
  readonly destroyed?: boolean | null;
}

function isMetadata(value: unknown): value is Metadata {
  return metadata(value);
}

const metadata = objectWith({
  custom_metadata: optional(mapOf(text)),
  deletion_time: optional((value) => value === '' || time(value)),
  destroyed: optional(flag),
});
