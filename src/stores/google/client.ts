import { setMaxListeners } from 'node:events';
import type { protos } from '@google-cloud/secret-manager';
// The package's own entry would load two older versions of the service, too.
import { SecretManagerServiceClient } from '@google-cloud/secret-manager/build/src/v1/secret_manager_service_client.js';
import { PassThroughClient, type gaxios } from 'google-auth-library';
import { setBackend } from 'google-logging-utils';
import { FailureError, isFailureError } from '../../ports/failure.ts';
import { cancellation, isCancellation, waitFor } from '../../ports/cancellation.ts';
import type { HttpResponse, SendHttp } from '../../ports/network.ts';
import type { SubkeysRead } from '../contract.ts';
import { fieldOf, parseJson } from '../../text/json.ts';
import { subkeysIn } from '../subkeys-in.ts';
import type { StorePorts } from '../opened.ts';
import type { ReceivedPage } from '../paging.ts';
import { createPatience } from '../patience.ts';
import { isAnswerTo } from './answers.ts';
import type { Credential } from './credential.ts';
import { elsewhereFailure, secretsFailure, unexpectedForm } from './failures.ts';
import { gaxiosWith } from './gaxios.ts';
import { mayAskSecrets } from './guard.ts';
import { questions, type GoogleQuestionKind, type GoogleQuestion } from './question.ts';
import { readRefusal, wantsQuotaProject, type GoogleRefusal } from './refusal.ts';
import type { GoogleSettings } from './settings.ts';

// Google's client writes what it is answered, values too, to standard error where GOOGLE_SDK_NODE_LOGGING is set.
setBackend(null);

export type GoogleSecret = protos.google.cloud.secretmanager.v1.ISecret;
type GoogleVersion = protos.google.cloud.secretmanager.v1.ISecretVersion;

/**
 * Questions to one project's Secret Manager as one identity, by Google's own client. The login happens with the first
 * question. All reject with a FailureError or an AbortError.
 */
export interface GoogleClient {
  /** One page; `next` led to it, null: it is the first. A list that this identity may not have is `refused`. */
  list(next: string | null, signal: AbortSignal): Promise<ReceivedPage<GoogleSecret>>;
  /** null: there is no such secret. */
  secret(name: string, signal: AbortSignal): Promise<GoogleSecret | null>;
  /** The newest of its versions, without the value; null: it has none. */
  latestVersion(name: string, signal: AbortSignal): Promise<GoogleVersion | null>;
  /** Reads one secret's value for the names of its fields, by the user's explicit act. */
  subkeys(name: string, signal: AbortSignal): Promise<SubkeysRead>;
}

export function createGoogleClient(
  settings: GoogleSettings,
  credential: Credential,
  send: SendHttp,
  ports: Pick<StorePorts, 'clock' | 'random'>,
): GoogleClient {
  const { endpoint, project } = settings;
  const url = new URL(endpoint);
  const client = new SecretManagerServiceClient({
    fallback: true,
    apiEndpoint: url.hostname,
    port: Number(url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : url.port),
    protocol: url.protocol.slice(0, -1),
    // Given outright: an environment variable would name another.
    universeDomain: 'googleapis.com',
    authClient: new PassThroughClient({ transporter: transporterFor(settings, credential, send, ports) }),
  });
  const parent = `projects/${project}`;
  const nameOf = (name: string) => `${parent}/secrets/${name}`;
  const questionOf = (
    asked: GoogleQuestionKind,
    signal: AbortSignal,
    readable: string | null = null,
  ): GoogleQuestion => ({
    asked,
    signal,
    readable,
    refusal: null,
    failure: null,
    next: null,
    size: 0,
  });
  const ask = <T>(question: GoogleQuestion, sendIt: () => Promise<T>) => answerTo(question, sendIt, settings);

  return {
    async list(next, signal) {
      const question = questionOf('list', signal);
      const request = { parent, pageSize: settings.pageSize, ...(next === null ? {} : { pageToken: next }) };
      try {
        const answer = await ask(question, () => client.listSecrets(request, { autoPaginate: false }));
        return { items: answer?.[0] ?? [], next: question.next, size: question.size };
      } catch (error) {
        if (!isFailureError(error) || !isListRefusal(question)) throw error;
        return { items: [], next: null, size: 0, refused: error.failure };
      }
    },
    async secret(name, signal) {
      const answer = await ask(questionOf('secret', signal), () => client.getSecret({ name: nameOf(name) }));
      if (answer === null) return null;
      if (idOf(answer[0]) !== name) throw new FailureError(unexpectedForm(settings));
      return answer[0];
    },
    async latestVersion(name, signal) {
      const version = `${nameOf(name)}/versions/latest`;
      const answer = await ask(questionOf('version', signal), () =>
        client.getSecretVersion({ name: version }),
      );
      return answer?.[0] ?? null;
    },
    async subkeys(name, signal) {
      const version = `${nameOf(name)}/versions/latest`;
      const question = questionOf('value', signal, name);
      const read = async () => {
        const [{ payload }] = await client.accessSecretVersion({ name: version });
        return subkeysIn(Buffer.from(payload?.data ?? '').toString('utf8'));
      };
      const answer = await ask(question, read);
      if (answer !== null) return answer;
      return question.refusal?.code === notInState
        ? { state: 'not-readable', readable: 'no-version' }
        : { state: 'not-read' };
    },
  };
}

/** Google gives the project's number in the name, whatever it was asked for; empty: it has none. */
export function idOf({ name }: GoogleSecret): string {
  return name?.split('/').at(-1) ?? '';
}

/** The right is missing; without the service itself, or a project to count for, nothing else could be asked, either. */
function isListRefusal({ refusal }: GoogleQuestion): boolean {
  if (refusal?.status !== 403 || refusal.code === '') return false;
  return refusal.reason !== 'SERVICE_DISABLED' && !wantsQuotaProject(refusal);
}

/** null: Google says that what was asked for is not there, or not in a state to be read. */
async function answerTo<T>(
  question: GoogleQuestion,
  send: () => Promise<T>,
  settings: GoogleSettings,
): Promise<T | null> {
  const { signal, asked } = question;
  if (signal.aborted) throw cancellation();
  // One signal serves a whole list, or many questions at a time.
  setMaxListeners(0, signal);
  try {
    return await waitFor(questions.run(question, send), signal);
  } catch (error) {
    if (isCancellation(error)) throw cancellation();
    const { refusal, failure } = question;
    const isThere = asked === 'list' || refusal === null || !isAbsence(refusal, asked);
    if (!isThere) return null;
    throw failure ?? (isFailureError(error) ? error : new FailureError(unexpectedForm(settings)));
  }
}

/** A version that is disabled or destroyed is no version to read. */
const notInState = 'FAILED_PRECONDITION';

function isAbsence({ status, code }: GoogleRefusal, asked: GoogleQuestionKind): boolean {
  if (status === 404) return code === 'NOT_FOUND';
  return status === 400 && asked === 'value' && code === notInState;
}

/**
 * The way of Google's client to the network: by the house's own transport, with the question's signal, nothing but
 * what the allow-list has, and patience where Google asks for it.
 */
function transporterFor(
  settings: GoogleSettings,
  credential: Credential,
  send: SendHttp,
  { clock, random }: Pick<StorePorts, 'clock' | 'random'>,
): gaxios.Gaxios {
  const withPatience = createPatience(clock, random);
  return gaxiosWith(async (input, init) => {
    const question = questions.getStore();
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    const method = init?.method ?? 'GET';
    const { backend, endpoint, project } = settings;
    if (
      question === undefined ||
      !mayAskSecrets(method, decodeURIComponent(pathname), project, question.readable)
    ) {
      throw new FailureError(elsewhereFailure(backend, endpoint));
    }
    const url = new URL(`${endpoint}${pathname}${search}`);
    const headers = Object.fromEntries(new Headers(init?.headers));
    try {
      const login = Object.fromEntries(await credential());
      const request = { method, url, headers: { ...headers, ...login, 'accept-encoding': 'identity' } };
      const { body } = await withPatience(() => sendOnce(request, question, settings, send), question.signal);
      return new Response(body, { headers: { 'content-type': 'application/json' } });
    } catch (error) {
      if (isFailureError(error)) question.failure = error;
      else if (isCancellation(error)) question.failure = cancellation();
      throw error;
    }
  });
}

async function sendOnce(
  request: Parameters<SendHttp>[0],
  question: GoogleQuestion,
  settings: GoogleSettings,
  send: SendHttp,
): Promise<HttpResponse> {
  const answer = await send(request, question.signal);
  if (answer.status === 200) {
    const read = parseJson(answer.body);
    if (!isAnswerTo(question.asked, read)) throw new FailureError(unexpectedForm(settings));
    question.next = fieldOf(read, 'nextPageToken');
    question.size = answer.body.length;
    if (question.asked !== 'list') return answer;
    // Google's client gets no token, which it could not read where it is no text.
    return { ...answer, body: JSON.stringify({ secrets: fieldOf(read, 'secrets') }) };
  }
  question.refusal = readRefusal(answer);
  throw new FailureError(secretsFailure(question.refusal, question.asked, settings));
}
