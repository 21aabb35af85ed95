import { setMaxListeners } from 'node:events';
import { SecretClient, type SecretProperties } from '@azure/keyvault-secrets';
import type { AzureLogin } from '../../access/azure-types.ts';
import { FailureError, isCancellation, isFailureError } from '../../ports/failure.ts';
import { abortable, cancelled } from '../cancellation.ts';
import type { StorePorts } from '../opened.ts';
import { resourceOfHost } from './clouds.ts';
import { createCredential, type TokenWays } from './credential.ts';
import { unexpectedForm, vaultFailure } from './failures.ts';
import { vaultHttp } from './http-client.ts';
import { questions, type Question } from './question.ts';
import type { AzureSettings } from './settings.ts';
import { wrongChallenge } from './token-failures.ts';

export type Properties = readonly SecretProperties[];

/**
 * Questions to one key vault as one identity, by Azure's own client. The login happens with the first question. All
 * reject with a FailureError or an AbortError.
 */
export interface AzureClient {
  /** Whether the next question would log in first. */
  needsLogin(): boolean;
  /** Every page of what Azure's client lists, in order; it has none where what is listed is not there. */
  pages(
    listed: (client: SecretClient) => AsyncIterableIterator<Properties>,
    signal: AbortSignal,
  ): AsyncIterable<Properties>;
  /** Reads one secret's value, and gives what `take` keeps of it; null: there is no such secret. */
  readValue<T>(name: string, take: (value: string) => T, signal: AbortSignal): Promise<T | null>;
}

export function createAzureClient(
  settings: AzureSettings,
  login: AzureLogin,
  ways: TokenWays,
  ports: Pick<StorePorts, 'clock' | 'random'>,
): AzureClient {
  const credential = createCredential(login, settings, ways);
  const client = new SecretClient(settings.endpoint, credential, {
    httpClient: vaultHttp(settings, ways.send, ports),
    // Vaults of Azure's own are checked by its client, too; the credential checks what any other asks for.
    disableChallengeResourceVerification: resourceOfHost(settings.endpoint) === null,
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
  });
  return {
    needsLogin: () => credential.needsLogin(ports.clock.now()),
    async *pages(listed, signal) {
      const question = newQuestion(signal);
      const iterator = listed(client);
      for (;;) {
        const page = await ask(question, () => iterator.next(), settings);
        if (page === null || page.done === true) return;
        yield page.value;
      }
    },
    readValue: (name, take, signal) =>
      ask(
        { ...newQuestion(signal), asked: 'value', readable: name },
        async () => take((await client.getSecret(name)).value ?? ''),
        settings,
      ),
  };
}

function newQuestion(signal: AbortSignal): Question {
  return { asked: 'list', signal, readable: null, addresses: new Map(), refusal: null };
}

/** null: the vault says that what was asked for is not there. */
async function ask<T>(
  question: Question,
  send: () => Promise<T>,
  settings: AzureSettings,
): Promise<T | null> {
  const { signal } = question;
  if (signal.aborted) throw cancelled();
  // One signal serves a whole list, or many questions at a time.
  setMaxListeners(0, signal);
  try {
    // A token's request is nobody's own: the question may end before it.
    return await abortable(questions.run(question, send), signal);
  } catch (error) {
    if (isCancellation(error)) throw cancelled();
    if (isFailureError(error)) throw error;
    const { refusal } = question;
    if (refusal?.status === 404 && refusal.isVaults) return null;
    if (refusal?.status === 401 && !refusal.hadToken) {
      throw new FailureError(wrongChallenge(settings.backend, settings.endpoint));
    }
    throw new FailureError(
      refusal === null ? unexpectedForm(settings) : vaultFailure(refusal, question.asked, settings),
    );
  }
}
