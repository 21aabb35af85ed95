import { createHttpHeaders, type HttpClient, type PipelineRequest } from '@azure/core-rest-pipeline';
import { FailureError } from '../../ports/failure.ts';
import type { HttpResponse, SendHttp } from '../../ports/network.ts';
import { fieldOf, parseJson } from '../../text/json.ts';
import type { StorePorts } from '../opened.ts';
import { createPatience } from '../patience.ts';
import { isAnswerTo } from './answers.ts';
import { elsewhereFailure, unexpectedForm, keyVaultFailure } from './failures.ts';
import { mayAskVault } from './guard.ts';
import { isInACircle, questions, type AzureQuestion } from './question.ts';
import { readRefusal } from './refusal.ts';
import type { AzureSettings } from './settings.ts';

/**
 * The way of Azure's client to the vault: by the house's own transport, with the question's signal, nothing but what
 * the allow-list has, and patience where the vault is throttling. (A list of Azure's client that failed once says
 * that it has ended, so no page can be asked for again from outside.)
 */
export function vaultHttp(
  settings: AzureSettings,
  send: SendHttp,
  { clock, random }: Pick<StorePorts, 'clock' | 'random'>,
): HttpClient {
  const { backend, endpoint } = settings;
  const withPatience = createPatience(clock, random);
  return {
    async sendRequest(request) {
      const question = questions.getStore();
      const url = new URL(request.url);
      if (question === undefined || !mayAskVault(request.method, url, endpoint, question.readable)) {
        throw new FailureError(elsewhereFailure(backend, endpoint));
      }
      if (isInACircle(question, url.href)) throw new FailureError(unexpectedForm(settings));
      const answer = await withPatience(
        () => sendOnce(request, url, question, settings, send),
        question.signal,
      );
      return answer.status < 300
        ? readAnswer(request, answer, question, settings)
        : pipelineAnswer(request, answer);
    },
  };
}

/** Azure's client gets no link to a next page: it would follow any, as long as it is given one. */
function readAnswer(
  request: PipelineRequest,
  answer: HttpResponse,
  question: AzureQuestion,
  settings: AzureSettings,
) {
  const read = parseJson(answer.body);
  if (!isAnswerTo(question.asked, read)) throw new FailureError(unexpectedForm(settings));
  question.next = fieldOf(read, 'nextLink');
  question.size = answer.body.length;
  if (question.asked === 'value') return pipelineAnswer(request, answer);
  return pipelineAnswer(request, { ...answer, body: JSON.stringify({ value: fieldOf(read, 'value') }) });
}

async function sendOnce(
  request: PipelineRequest,
  url: URL,
  question: AzureQuestion,
  settings: AzureSettings,
  send: SendHttp,
): Promise<HttpResponse> {
  const answer = await send(requestOf(request, url), question.signal);
  question.refusal = answer.status >= 300 ? readRefusal(answer, request.headers.has('authorization')) : null;
  if (answer.status === 429 && question.refusal !== null) {
    throw new FailureError(keyVaultFailure(question.refusal, question.asked, settings));
  }
  return answer;
}

/** How a question for a token went, which Azure's client keeps to itself. */
export interface TokenExchange {
  answer: HttpResponse | null;
  failure: FailureError | null;
}

/** The way to where tokens are had. Tokens are shared by questions, so none of their signals ends it, but `life`. */
export function tokenHttp(
  exchange: TokenExchange,
  mayAsk: (method: string, url: URL) => boolean,
  refused: () => FailureError,
  send: SendHttp,
  life: AbortSignal,
): HttpClient {
  return {
    async sendRequest(request) {
      const url = new URL(request.url);
      try {
        if (!mayAsk(request.method, url)) throw refused();
        exchange.answer = await send({ ...requestOf(request, url), login: true }, life);
        return pipelineAnswer(request, exchange.answer);
      } catch (error) {
        if (error instanceof FailureError) exchange.failure = error;
        throw error;
      }
    },
  };
}

function requestOf(request: PipelineRequest, url: URL) {
  // The transport reads plain bodies only.
  const headers = { ...request.headers.toJSON(), 'accept-encoding': 'identity' };
  const body = typeof request.body === 'string' ? { body: request.body } : {};
  return { method: request.method, url, headers, ...body };
}

function pipelineAnswer(request: PipelineRequest, { status, headers, body }: HttpResponse) {
  return { request, status, headers: createHttpHeaders(headers), bodyAsText: body };
}
