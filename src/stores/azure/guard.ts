import { isAzureName } from './names.ts';

/**
 * The allow-list of what may be sent to a key vault: lists of secrets and of one secret's versions, which hold no
 * value, and the value of exactly the secret whose reading the user asked for.
 */
export function mayAskVault(method: string, url: URL, endpoint: string, readable: string | null): boolean {
  const below = pathBelow(url, endpoint);
  if (method !== 'GET' || below === null) return false;
  const [kind = '', name = '', part = '', ...rest] = below.split('/');
  if (kind !== 'secrets' || rest.length > 0) return false;
  if (name === '') return part === '';
  if (!isAzureName(name)) return false;
  return part === 'versions' || (part === '' && name === readable);
}

/** The allow-list of what may be sent to Entra ID: where its token endpoint is, and one token. */
export function mayAskForToken(method: string, url: URL, authority: string): boolean {
  const [tenant = '', ...rest] = pathBelow(url, authority)?.split('/') ?? [];
  if (tenant === '') return false;
  const path = rest.join('/');
  return method === 'POST'
    ? path === 'oauth2/v2.0/token'
    : method === 'GET' && path === 'v2.0/.well-known/openid-configuration';
}

/** The path without its leading slash, as it will be sent; null: it leads elsewhere. */
function pathBelow(url: URL, base: string): string | null {
  const start = `${base}/`;
  const text = `${url.origin}${url.pathname}`;
  return text.startsWith(start) && url.username === '' && url.password === ''
    ? text.slice(start.length)
    : null;
}

/** The identity service of an Azure machine (IMDS), or of an App Service, whose address only its environment gives. */
export function mayAskMachine(method: string, url: URL): boolean {
  const service = process.env.IDENTITY_ENDPOINT ?? '';
  const path = `${url.origin}${url.pathname}`;
  if (method !== 'GET') return false;
  if (path === 'http://169.254.169.254/metadata/identity/oauth2/token') return true;
  return URL.canParse(service) && path === `${new URL(service).origin}${new URL(service).pathname}`;
}
