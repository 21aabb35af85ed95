import type { IncomingHttpHeaders } from 'node:http';
import { isAtOrBelow, type KestraHoldings, type KestraUser } from './holdings.ts';

/** Who asks: a user, anybody where nobody has to log in, or null for a login that is not accepted. */
export function userOf({ users }: KestraHoldings, headers: IncomingHttpHeaders): KestraUser | null {
  if (users.length === 0) {
    return { login: { token: '' }, mayList: 'all', mayEvaluate: true };
  }
  return users.find(({ login }) => headerOf(login) === headers.authorization) ?? null;
}

function headerOf(login: KestraUser['login']): string {
  return 'token' in login
    ? `Bearer ${login.token}`
    : `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
}

/** Whether a user may see the secrets of a namespace; in open source everybody may. */
export function maySee({ mayList }: KestraUser, { edition }: KestraHoldings, namespace: string): boolean {
  return (
    edition === 'open-source' || mayList === 'all' || mayList.some((each) => isAtOrBelow(namespace, each))
  );
}
