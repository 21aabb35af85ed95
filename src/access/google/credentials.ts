import { fieldOf, parseJson, textOf } from '../../text/json.ts';
import type { GoogleIdentity, GoogleServiceAccount, GoogleUser } from './types.ts';

/** Why a text is no credential that is used here. */
export type CredentialFault =
  /** No JSON, or not all that its type has to hold. */
  | 'form'
  /** `external_account` and the like: it names addresses or programs that would be asked for tokens. */
  | 'external'
  /** It names an address of its own for tokens, or another cloud than Google's. */
  | 'foreign';

export type ReadCredential =
  { readonly identity: GoogleIdentity } | { readonly fault: CredentialFault; readonly type: string };

/** Where Google itself gives out tokens; the keys that it makes name one of them. */
const tokenAddresses = ['https://oauth2.googleapis.com/token', 'https://accounts.google.com/o/oauth2/token'];

/** A key of a service account, which is all that Kestra takes (Kestra: `service-account`). */
export function readServiceAccount(text: string): ReadCredential {
  const fields = parseJson(text);
  const type = textOf(fields, 'type');
  return type === 'service_account' || type === ''
    ? whole(serviceAccount(fields), fields)
    : { fault: type.startsWith('external_account') ? 'external' : 'form', type };
}

/** Application-default credentials, as Google's own tools write them. */
export function readCredentials(text: string): ReadCredential {
  const fields = parseJson(text);
  const type = textOf(fields, 'type');
  switch (type) {
    case 'service_account':
      return whole(serviceAccount(fields), fields);
    case 'authorized_user':
      return whole(user(fields), fields);
    case 'impersonated_service_account':
      return whole(impersonation(fields), fields);
    default:
      return { fault: type.startsWith('external_account') ? 'external' : 'form', type };
  }
}

function whole(identity: GoogleIdentity | null, fields: unknown): ReadCredential {
  const type = textOf(fields, 'type');
  if (identity === null) return { fault: 'form', type };
  const tokens = textOf(fields, 'token_uri');
  const cloud = textOf(fields, 'universe_domain');
  const isGoogles =
    (tokens === '' || tokenAddresses.includes(tokens)) && (cloud === '' || cloud === 'googleapis.com');
  return isGoogles ? { identity } : { fault: 'foreign', type };
}

function serviceAccount(fields: unknown): GoogleServiceAccount | null {
  const email = textOf(fields, 'client_email');
  const privateKey = textOf(fields, 'private_key');
  if (!isAccount(email) || !privateKey.includes('PRIVATE KEY-----')) return null;
  return {
    kind: 'service-account',
    email,
    keyId: orNull(textOf(fields, 'private_key_id')),
    privateKey,
    project: orNull(textOf(fields, 'project_id')),
  };
}

function user(fields: unknown): GoogleUser | null {
  const [clientId, clientSecret, refreshToken] = ['client_id', 'client_secret', 'refresh_token'].map((name) =>
    textOf(fields, name),
  );
  if (!clientId || !clientSecret || !refreshToken) return null;
  const quotaProject = textOf(fields, 'quota_project_id');
  return {
    kind: 'user',
    clientId,
    clientSecret,
    refreshToken,
    quotaProject: isProject(quotaProject) ? quotaProject : null,
  };
}

/** The address that it names has to be the one where Google lets a service account be impersonated. */
function impersonation(fields: unknown): GoogleIdentity | null {
  const address = textOf(fields, 'service_account_impersonation_url');
  const email =
    /^https:\/\/iamcredentials\.googleapis\.com\/v1\/projects\/-\/serviceAccounts\/([^/]+):generateAccessToken$/.exec(
      address,
    )?.[1];
  const source = fieldOf(fields, 'source_credentials');
  const by = textOf(source, 'type') === 'authorized_user' ? user(source) : serviceAccount(source);
  if (email === undefined || !isAccount(email) || by === null) return null;
  const delegates = fieldOf(fields, 'delegates');
  return {
    kind: 'impersonation',
    email,
    delegates: Array.isArray(delegates)
      ? delegates.filter((each): each is string => typeof each === 'string')
      : [],
    by,
  };
}

/** A project's id (Google: 6 to 30 letters, digits, hyphens), its number, or an older one with a domain. */
export function isProject(text: string): boolean {
  return /^(?:[a-z0-9.-]+:)?[a-z0-9][a-z0-9-]{0,61}$/.test(text);
}

/** A service account's address; it becomes a part of a path. */
function isAccount(text: string): boolean {
  return /^[A-Za-z0-9._-]+@[A-Za-z0-9.-]+$/.test(text);
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
