import { setMaxListeners } from 'node:events';
import type { VaultLogin } from '../../access/index.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import { FailureError, isFailureError } from '../../ports/failure.ts';
import { cancellation, waitFor } from '../../ports/cancellation.ts';
import type { SendHttp } from '../../ports/network.ts';
import { readLogin, type VaultAnswer } from './answers.ts';
import { vaultFailure, unexpectedForm, type VaultQuestion } from './failures.ts';
import { credentialsIn, loginRequest } from './login.ts';
import { isVaultAnswer, loadNodeVault, type NodeVault } from './node-vault.ts';
import { createPatience } from '../patience.ts';
import type { VaultSettings } from './settings.ts';

export interface VaultClient {
  /** Asks and answers with status 200, or 404 from a Vault. Rejects with a FailureError or an AbortError. */
  ask(asked: VaultQuestion, signal: AbortSignal): Promise<VaultAnswer>;
  /** Whether the next question would log in first. */
  needsLogin(): boolean;
  /** Forgets the credentials. */
  close(): void;
}

export interface ClientDependencies {
  readonly send: SendHttp;
  readonly clock: Clock;
  readonly random: Random;
}

interface Session {
  readonly token: string;
  /** Milliseconds since the epoch; null: it does not end by itself. */
  readonly endsAt: number | null;
}

/** Questions to one Vault as one identity. The login happens with the first question, and is shared. */
export function createVaultClient(
  settings: VaultSettings,
  login: VaultLogin,
  { send, clock, random }: ClientDependencies,
): VaultClient {
  const life = new AbortController();
  const withPatience = createPatience(clock, random);
  let identity: VaultLogin | null = login;
  let loading: Promise<NodeVault> | null = null;
  let session: Promise<Session> | null = null;
  let token: string | null = null;
  let endsAt: number | null = null;

  const credentials = () => [
    ...(token === null ? [] : [token]),
    ...(identity === null ? [] : credentialsIn(identity)),
  ];
  const vault = () => (loading ??= loadNodeVault(settings, send));

  async function open(): Promise<Session> {
    if (identity === null) throw cancellation();
    const request = loginRequest(identity);
    if (request === null)
      return use({ token: identity.kind === 'token' ? identity.token : '', endsAt: null });
    const client = await vault();
    client.useToken(null);
    // The lease began while the answer was on its way: before that, it was not over.
    const begun = clock.now();
    const asked: VaultQuestion = { what: 'login', path: request.path };
    const { signal } = life;
    const logIn = () => checkAnswer(client.write(request.path, request.body, { signal }), asked);
    const answer = await withPatience(logIn, signal);
    const opened = readLogin(answer);
    if (opened === null) throw new FailureError(unexpectedForm(asked, settings, answer.status));
    const { leaseSeconds } = opened;
    return use({
      token: opened.token,
      endsAt: leaseSeconds === 0 ? null : begun + leaseSeconds * 1000,
    });
  }

  async function use(opened: Session): Promise<Session> {
    token = opened.token;
    endsAt = opened.endsAt;
    (await vault()).useToken(opened.token);
    return opened;
  }

  /** One login at a time; a failed one is forgotten, so that the next question tries again. */
  function sharedSession(): Promise<Session> {
    session ??= open().catch((error: unknown) => {
      session = null;
      throw error;
    });
    return session;
  }

  async function checkAnswer(sent: Promise<unknown>, asked: VaultQuestion): Promise<VaultAnswer> {
    const answer = await sent;
    if (!isVaultAnswer(answer)) throw new FailureError(unexpectedForm(asked, settings, 0));
    const failure = vaultFailure(answer, asked, settings, credentials());
    if (failure !== null) throw new FailureError(failure);
    return answer;
  }

  async function askOnce(asked: VaultQuestion, signal: AbortSignal): Promise<VaultAnswer> {
    const client = await vault();
    const { what, path } = asked;
    if (what === 'list') return checkAnswer(client.list(path, { signal }), asked);
    return checkAnswer(client.read(path, { signal, readsValue: what === 'value' }), asked);
  }

  return {
    async ask(asked, signal) {
      if (signal.aborted) throw cancellation();
      // One signal serves a whole list: many requests listen to it at a time.
      setMaxListeners(0, signal);
      const current = sharedSession();
      const opened = await waitFor(current, signal);
      const send = () => withPatience(() => askOnce(asked, signal), signal);
      try {
        return await send();
      } catch (error) {
        const isOver = opened.endsAt !== null && clock.now() >= opened.endsAt;
        if (!isOver || !isFailureError(error) || error.failure.status !== 403) throw error;
        if (session === current) session = null;
        await waitFor(sharedSession(), signal);
        return send();
      }
    },
    needsLogin() {
      if (identity?.kind === 'token') return false;
      return token === null || session === null || (endsAt !== null && clock.now() >= endsAt);
    },
    close() {
      life.abort();
      identity = null;
      token = null;
      session = null;
      void loading?.then((client) => client.useToken(null));
    },
  };
}
