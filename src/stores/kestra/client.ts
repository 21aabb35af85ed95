import { setMaxListeners } from 'node:events';
import type { KestraLogin } from '../../access/index.ts';
import { cancellation } from '../../ports/cancellation.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import { FailureError, isFailureError } from '../../ports/failure.ts';
import type { HttpRequest, HttpResponse, SendHttp } from '../../ports/network.ts';
import { parseJson } from '../../text/json.ts';
import { retryAfterOf } from '../../text/retry-after.ts';
import { createPatience } from '../patience.ts';
import { kestraFailure, kestraGuardRefusal, unexpectedKestraForm, withOwnSteps } from './failures.ts';
import { mayAskKestra } from './guard.ts';
import { authorizationOf } from './login.ts';
import type { KestraQuestion } from './questions.ts';
import type { KestraSettings } from './settings.ts';

/** An answer to build on. */
export interface KestraAnswer {
  /** 404 and 405: this version has no such question, or there is nothing of that name; 403: this login may not ask it. */
  readonly status: 200 | 403 | 404 | 405;
  /** As JSON; undefined where there is none. May hold what nobody may see: it is looked at where it came, and dropped. */
  readonly body: unknown;
  /** Of the body, in characters. */
  readonly size: number;
  /** As the header of a 404 names it (2.0); null: it does not. */
  readonly edition: string | null;
}

/** Questions to one Kestra as one user, each with the login: nothing is kept of an answer, no cookie either. */
export interface KestraClient {
  /** Rejects with a FailureError, or with an AbortError when cancelled. */
  ask(question: KestraQuestion, signal: AbortSignal): Promise<KestraAnswer>;
  /** Forgets the login. */
  close(): void;
}

export function createKestraClient(
  settings: KestraSettings,
  login: KestraLogin,
  { send, clock, random }: { readonly send: SendHttp; readonly clock: Clock; readonly random: Random },
): KestraClient {
  const withPatience = createPatience(clock, random);
  let authorization = authorizationOf(login);
  let isClosed = false;

  async function askOnce(question: KestraQuestion, signal: AbortSignal): Promise<KestraAnswer> {
    if (isClosed || signal.aborted) throw cancellation();
    const { method, url, body, headers } = question;
    const response = await sendOnce(
      {
        method,
        url: new URL(url),
        headers: {
          accept: 'application/json',
          // The transport reads plain bodies only.
          'accept-encoding': 'identity',
          ...headers,
          ...(authorization === null ? {} : { authorization }),
        },
        ...(body === undefined ? {} : { body }),
      },
      signal,
    );
    return readAnswer(response);
  }

  async function sendOnce(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    try {
      return await send(request, signal);
    } catch (error) {
      throw isFailureError(error) ? new FailureError(withOwnSteps(error.failure)) : error;
    }
  }

  function readAnswer({ status, headers, body: text }: HttpResponse): KestraAnswer {
    const body = parseJson(text);
    const isKestras = body !== undefined || (text === '' && status !== 200);
    const isWebPage = !isKestras && (/^\s*</.test(text) || /html/i.test(headers['content-type'] ?? ''));
    const told = { status, isKestras, isWebPage, login: login.kind, retryAfter: retryAfterOf(headers) };
    const failure = kestraFailure(told, settings);
    if (failure !== null) throw new FailureError(failure);
    if (!isAnswered(status)) throw unexpectedKestraForm(settings);
    return { status, body, size: text.length, edition: headers['x-kestra-edition'] ?? null };
  }

  return {
    async ask(question, signal) {
      if (!mayAskKestra(question, settings)) throw kestraGuardRefusal(settings);
      // One signal serves a whole list.
      setMaxListeners(0, signal);
      return withPatience(() => askOnce(question, signal), signal);
    },
    close() {
      isClosed = true;
      authorization = null;
    },
  };
}

function isAnswered(status: number): status is KestraAnswer['status'] {
  return status === 200 || status === 403 || status === 404 || status === 405;
}
