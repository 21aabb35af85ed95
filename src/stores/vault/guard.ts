import { folds } from '../../managers/vault-segments.ts';
import { encodePath } from './paths.ts';
import type { VaultSettings } from './settings.ts';

/**
 * The allow-list: whether a request may leave at all. It looks at the final URL, after every parser. No entry can
 * answer with a value, but for one secret of a version 1 engine where `readsValue` says that the user wants just that.
 */
export function mayBeSent(method: string, uri: string, settings: VaultSettings, readsValue = false): boolean {
  const root = `${settings.endpoint}/v1/`;
  if (!URL.canParse(uri)) return false;
  const url = new URL(uri);
  // A parser that changed anything took the path for another one than was built.
  if (url.href !== uri || !uri.startsWith(root)) return false;
  const [path = '', query = ''] = uri.slice(root.length).split('?');
  const segments = path.split('/');
  if (segments.some((segment) => segment === '' || /%2f/i.test(segment) || folds(segment))) return false;
  if (method === 'POST') return query === '' && isLogin(segments);
  if (method !== 'GET') return false;
  if (readsValue) return settings.engineVersion === 1 && query === '' && isBelowEngine(path, settings);
  return isMountQuestion(path, query) || isNameQuestion(path, query, settings);
}

function isLogin(segments: readonly string[]): boolean {
  const login = segments.lastIndexOf('login');
  return segments[0] === 'auth' && login >= 2 && login >= segments.length - 2;
}

function isMountQuestion(path: string, query: string): boolean {
  return query === '' && path.startsWith('sys/internal/ui/mounts/');
}

function isBelowEngine(path: string, { mount }: VaultSettings): boolean {
  return path.startsWith(`${encodePath(mount)}/`);
}

function isNameQuestion(path: string, query: string, { mount, engineVersion }: VaultSettings): boolean {
  const engine = encodePath(mount);
  if (query === 'list=1') {
    const below = engineVersion === 1 ? engine : `${engine}/metadata`;
    return path === below || path.startsWith(`${below}/`);
  }
  return engineVersion === 2 && query === 'depth=1' && path.startsWith(`${engine}/subkeys/`);
}
