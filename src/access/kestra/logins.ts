import { kestraBackend as backend, kestraMisconfigured } from '../../managers/kestra.ts';
import { cancellation } from '../../ports/cancellation.ts';
import { FailureError } from '../../ports/failure.ts';
import { notTrusted } from '../failures.ts';
import { createTypedLogins } from '../typed.ts';
import type { KestraDependencies } from './access.ts';
import { isPlace, isUnencrypted, readKestraPlace, type KnownKestraPlace } from './place.ts';
import type { GivenKestraLogin, KestraAccess, KestraLogin, KestraPlace } from './types.ts';

/** The logins to a folder's running Kestra, each kept for exactly one scheme, host and port. Sends nothing. */
export interface KestraLogins {
  /** `place`: where the folder is connected; null: nowhere. Rejects with an AbortError only. */
  authorize(place: KestraPlace | null, signal: AbortSignal): Promise<KestraAccess>;
  /**
   * Keeps a login (null: the one that is kept there stays), and answers how the place is asked. Rejects with a FailureError,
   * misconfigured, where the place cannot be meant or the login may not go there.
   */
  keep(place: KestraPlace, login: GivenKestraLogin | null): Promise<KestraPlace>;
  forgetAll(): Promise<void>;
}

export function createKestraLogins(dependencies: KestraDependencies): KestraLogins {
  const { folder, isTrusted, credentials, records, forRun } = dependencies;
  const typed = createTypedLogins(folder, credentials, records, readKestraLogin);
  const typedPlace = ({ origin }: KnownKestraPlace) => ({ backend: backend.id, endpoint: origin });

  return {
    async authorize(place, signal) {
      stopIfAborted(signal);
      if (place === null) return { state: 'not-connected' };
      if (!isTrusted()) return { state: 'blocked', failure: notTrusted(backend) };
      const known = readKestraPlace(place);
      if (!isPlace(known)) return { state: 'blocked', failure: known };
      const login: KestraLogin = forRun?.login ?? (await typed.get(typedPlace(known))) ?? { kind: 'none' };
      stopIfAborted(signal);
      if (isUnencrypted(known, login)) return { state: 'blocked', failure: plainHttp(known) };
      return { state: 'granted', endpoint: known.url, tenant: known.tenant, login };
    },
    async keep(place, login) {
      const known = readKestraPlace(place);
      if (!isPlace(known)) throw new FailureError(known);
      if (login !== null) {
        if (isUnencrypted(known, login)) throw new FailureError(plainHttp(known));
        await typed.set(typedPlace(known), login);
      }
      return known;
    },
    async forgetAll() {
      const ofKestra = typed.list().filter((each) => each.backend === backend.id);
      for (const each of ofKestra) await typed.forget(each);
    },
  };
}

function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw cancellation();
}

function plainHttp({ origin }: KnownKestraPlace) {
  return kestraMisconfigured({ kind: 'kestra-plain-http', backend, origin });
}

function readKestraLogin(stored: Readonly<Record<string, unknown>>): GivenKestraLogin | null {
  const { kind, token, user, password } = stored;
  if (kind === 'token' && typeof token === 'string') return { kind, token };
  if (kind !== 'basic' || typeof user !== 'string' || typeof password !== 'string') return null;
  return { kind, user, password };
}
