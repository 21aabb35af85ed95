import type { KestraLogin } from '../../access/index.ts';
import { kestraBackend as backend, kestraMisconfigured } from '../../managers/kestra.ts';
import type { Failure } from '../../ports/failure.ts';
import { isLoopback } from '../../ports/host.ts';
import type { KestraSettings } from './settings.ts';

/** The header that logs in; null: there is none. */
export function authorizationOf(login: KestraLogin): string | null {
  switch (login.kind) {
    case 'none':
      return null;
    case 'token':
      return `Bearer ${login.token}`;
    case 'basic':
      return `Basic ${Buffer.from(`${login.user}:${login.password}`, 'utf8').toString('base64')}`;
  }
}

/** What keeps a login from being sent; null: nothing. */
export function loginObstacle(login: KestraLogin, { endpoint }: KestraSettings): Failure | null {
  if (login.kind === 'none') return null;
  const isSendable =
    login.kind === 'token'
      ? /^[\x21-\x7e]+$/.test(login.token)
      : login.user !== '' && !login.user.includes(':') && !/\p{Cc}/u.test(login.user + login.password);
  if (!isSendable) {
    return {
      kind: 'misconfigured',
      message: { kind: 'kestra-login-unusable', backend },
      nextSteps: [{ kind: 'sign-in' }],
    };
  }
  const { protocol, hostname, origin } = new URL(endpoint);
  if (protocol === 'https:' || isLoopback(hostname)) return null;
  return kestraMisconfigured({ kind: 'kestra-plain-http', backend, origin });
}
