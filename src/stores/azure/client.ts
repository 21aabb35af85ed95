import { setMaxListeners } from 'node:events';
import {
  SecretClient,
  type PagedAsyncIterableIterator,
  type SecretProperties,
} from '@azure/keyvault-secrets';
import type { AzureLogin } from '../../access/index.ts';
import { FailureError, isFailureError } from '../../ports/failure.ts';
import { cancellation, isCancellation, waitFor } from '../../ports/cancellation.ts';
import type { SubkeysRead } from '../contract.ts';
import { subkeysIn } from '../subkeys-in.ts';
import type { StorePorts } from '../opened.ts';
import type { ReceivedPage } from '../paging.ts';
import { isAzures } from './scopes.ts';
import { createCredential, type TokenWays } from './credential.ts';
import { unexpectedForm, keyVaultFailure } from './failures.ts';
import { vaultHttp } from './http-client.ts';
import { questions, type AzureQuestion } from './question.ts';
import type { AzureSettings } from './settings.ts';
import { wrongChallenge } from './token-failures.ts';

/**
 * Questions to one key vault as one identity, by Azure's own client. The login happens with the first question. All
 * reject with a FailureError or an AbortError.
 */
export interface AzureClient {
  /** Whether the next question would log in first. */
  needsLogin(): boolean;
  /** One page of the secrets, without their values; `next` led to it, null: it is the first. */
  secrets(next: string | null, signal: AbortSignal): Promise<ReceivedPage<SecretProperties>>;
  /** One page of a secret's versions, likewise; null: there is no such secret. */
  versions(
    name: string,
    next: string | null,
    signal: AbortSignal,
  ): Promise<ReceivedPage<SecretProperties> | null>;
  /** Reads one secret's value for the names of its fields, by the user's explicit act. */
  subkeys(name: string, signal: AbortSignal): Promise<SubkeysRead>;
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
    disableChallengeResourceVerification: !isAzures(settings.endpoint),
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
  });
  return {
    needsLogin: () => credential.needsLogin(ports.clock.now()),
    async secrets(next, signal) {
      return onePage(client.listPropertiesOfSecrets(), next, newQuestion('list', signal), settings);
    },
    async versions(name, next, signal) {
      const question = newQuestion(next === null ? 'versions' : 'list', signal);
      try {
        return await onePage(client.listPropertiesOfSecretVersions(name), next, question, settings);
      } catch (error) {
        if (isAbsence(question)) return null;
        throw error;
      }
    },
    async subkeys(name, signal) {
      const question: AzureQuestion = { ...newQuestion('value', signal), readable: name };
      const read = async () => subkeysIn((await client.getSecret(name)).value ?? '');
      try {
        return await ask(question, read, settings);
      } catch (error) {
        if (isAbsence(question)) return { state: 'not-read' };
        if (isDisabled(question)) return { state: 'not-readable', readable: 'disabled' };
        throw error;
      }
    },
  };
}

/** By the link that led to it: Azure's client is asked for one page at a time, and follows nothing. */
async function onePage(
  listed: PagedAsyncIterableIterator<SecretProperties>,
  next: string | null,
  question: AzureQuestion,
  settings: AzureSettings,
): Promise<ReceivedPage<SecretProperties>> {
  const pages = listed.byPage(next === null ? {} : { continuationToken: next });
  const page = await ask(question, () => pages.next(), settings);
  return { items: page.done === true ? [] : page.value, next: question.next, size: question.size };
}

/** Only a first page, or the value itself, is not there where a vault says so. */
function isAbsence({ asked, refusal }: AzureQuestion): boolean {
  return asked !== 'list' && refusal?.status === 404 && refusal.code === 'SecretNotFound';
}

/** A value is refused to everybody where its newest version is disabled. */
function isDisabled({ refusal }: AzureQuestion): boolean {
  return refusal?.status === 403 && refusal.innerCode === 'SecretDisabled';
}

function newQuestion(asked: AzureQuestion['asked'], signal: AbortSignal): AzureQuestion {
  return { asked, signal, readable: null, addresses: new Map(), refusal: null, next: null, size: 0 };
}

async function ask<T>(question: AzureQuestion, send: () => Promise<T>, settings: AzureSettings): Promise<T> {
  const { signal } = question;
  if (signal.aborted) throw cancellation();
  // One signal serves a whole list, or many questions at a time.
  setMaxListeners(0, signal);
  try {
    // A token's request is nobody's own: the question may end before it.
    return await waitFor(questions.run(question, send), signal);
  } catch (error) {
    if (isCancellation(error)) throw cancellation();
    if (isFailureError(error)) throw error;
    const { refusal } = question;
    if (refusal?.status === 401 && !refusal.hadToken) {
      throw new FailureError(wrongChallenge(settings.backend, settings.endpoint));
    }
    throw new FailureError(
      refusal === null ? unexpectedForm(settings) : keyVaultFailure(refusal, question.asked, settings),
    );
  }
}
