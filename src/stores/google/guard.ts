/** A secret's id, as Google takes it (Secret Manager: `secretId`). */
export function isGoogleName(name: string): boolean {
  return /^[A-Za-z0-9_-]{1,255}$/.test(name);
}

/**
 * The allow-list of what may be sent to Secret Manager, by the path below its address: the list of one project's
 * secrets, one secret, the state of its latest version, and the value of exactly the secret whose reading the user
 * asked for.
 */
export function mayAskSecrets(
  method: string,
  path: string,
  project: string,
  readable: string | null,
): boolean {
  const start = `/v1/projects/${project}/secrets`;
  if (method !== 'GET' || !path.startsWith(start)) return false;
  const below = path.slice(start.length);
  if (below === '') return true;
  const [, name = '', rest = ''] = /^\/([^/]+)(.*)$/.exec(below) ?? [];
  if (!isGoogleName(name)) return false;
  if (rest === '' || rest === '/versions/latest') return true;
  return rest === '/versions/latest:access' && name === readable;
}

/** The allow-list of where tokens are had: both addresses are Google's own, and fixed. */
export function mayAskForToken(method: string, url: URL, account: string | null): boolean {
  const address = `${url.origin}${decodeURIComponent(url.pathname)}`;
  if (method !== 'POST') return false;
  if (address === 'https://oauth2.googleapis.com/token') return true;
  const impersonation = `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${account ?? ''}`;
  return account !== null && address === `${impersonation}:generateAccessToken`;
}
