import type { VaultLogin } from '../../access/index.ts';
import { encodePath, segmentsOf } from './paths.ts';

/** The request that trades a credential for a token; null where the token is there already. */
export function loginRequest(login: VaultLogin): { readonly path: string; readonly body: object } | null {
  switch (login.kind) {
    case 'token':
      return null;
    case 'app-role':
      return { path: loginPath(login.path), body: { role_id: login.roleId, secret_id: login.secretId } };
    case 'password':
      return {
        path: `${loginPath(login.path)}/${encodeURIComponent(login.user)}`,
        body: { password: login.password },
      };
    case 'kubernetes':
      return { path: loginPath(login.path), body: { role: login.role, jwt: login.jwt } };
  }
}

/** Where the login is mounted; null for a token. */
export function loginMount(login: VaultLogin): string | null {
  return login.kind === 'token' ? null : login.path;
}

/** What must never be in a message or a log line. */
export function credentialsIn(login: VaultLogin): readonly string[] {
  switch (login.kind) {
    case 'token':
      return [login.token];
    case 'app-role':
      return [login.secretId, login.roleId];
    case 'password':
      return [login.password];
    case 'kubernetes':
      return [login.jwt];
  }
}

const loginPath = (mount: string) => `auth/${encodePath(segmentsOf(mount))}/login`;
