import * as http from 'node:http';
import { FailureError, isFailureError } from '../../ports/failure.ts';
import { cancellation } from '../../ports/cancellation.ts';
import type { HttpRequest, HttpResponse } from '../../ports/network.ts';
import { networkFailure, timeoutFailure, tooLargeFailure, type TransportTarget } from './failures.ts';
import { hostOf, portOf } from './proxy.ts';

export interface TransportLine {
  /** Keeps connections, and uses them again. */
  readonly agent: http.Agent;
  /** Uses a new connection, for one request. */
  readonly newConnection: () => http.Agent;
  readonly destination: TransportTarget;
  readonly limits: {
    /** Milliseconds. */
    readonly connectTimeout: number;
    readonly readTimeout: number;
    /** Bytes of the body. */
    readonly maximumSize: number;
  };
  /** Aborted when the transport is closed. */
  readonly life: AbortSignal;
}

/**
 * One request and its whole answer. Where the server closes a kept connection instead of answering on it, which it may
 * at any time, the request is sent once more on a new one: the others that are kept may be as old. Whether a login was
 * taken there nobody can tell, so it is sent on no connection that served before.
 */
export async function exchange(
  request: HttpRequest,
  line: TransportLine,
  signal: AbortSignal,
): Promise<HttpResponse> {
  if (request.login !== true || !hasKept(line.agent)) {
    const answer = await exchangeOnce(request, line.agent, line, signal);
    if (answer !== 'closed-unanswered') return answer;
  }
  const answer = await exchangeOnce(request, line.newConnection(), line, signal);
  if (answer !== 'closed-unanswered') return answer;
  throw new FailureError(
    networkFailure(Object.assign(new Error(), { code: 'ECONNRESET' }), line.destination),
  );
}

function hasKept(agent: http.Agent): boolean {
  return Object.keys(agent.freeSockets).length > 0;
}

/** What an operating system says of a connection that the other side has closed. */
const closedCodes: ReadonlySet<string | undefined> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

function exchangeOnce(
  request: HttpRequest,
  agent: http.Agent,
  { destination, limits, life }: TransportLine,
  signal: AbortSignal,
): Promise<HttpResponse | 'closed-unanswered'> {
  return new Promise((resolve, reject) => {
    if (signal.aborted || life.aborted) {
      reject(cancellation());
      return;
    }
    // A tunnel that is being opened for this request has no other way to learn that the request is over.
    const connecting = new AbortController();
    // Not http.request: an editor may have replaced it by one that follows proxy rules of its own.
    const options = {
      protocol: request.url.protocol,
      host: hostOf(request.url),
      port: portOf(request.url),
      path: `${request.url.pathname}${request.url.search}`,
      method: request.method,
      agent,
      connecting: connecting.signal,
    };
    const sent = new http.ClientRequest(options);
    setHeaders(sent, request.headers);
    let settled = false;
    let isAnswered = false;
    const end = (settle: () => void) => {
      settled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      life.removeEventListener('abort', cancel);
      settle();
    };
    const fail = (error: Error) => {
      end(() => reject(error));
      connecting.abort();
      sent.destroy();
    };
    const cancel = () => fail(cancellation());
    const timeOut = (limit: number | null) => () =>
      fail(new FailureError(timeoutFailure(destination, limit)));
    let timer = setTimeout(timeOut(null), limits.connectTimeout);
    const awaitAnswer = () => {
      if (settled) return;
      clearTimeout(timer);
      timer = setTimeout(timeOut(limits.readTimeout), limits.readTimeout);
    };
    signal.addEventListener('abort', cancel, { once: true });
    life.addEventListener('abort', cancel, { once: true });

    sent.on('socket', (socket) => {
      if (sent.reusedSocket) awaitAnswer();
      else socket.once(request.url.protocol === 'https:' ? 'secureConnect' : 'connect', awaitAnswer);
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      const isUnanswered = sent.reusedSocket && !isAnswered;
      if (isUnanswered && closedCodes.has(error.code)) end(() => resolve('closed-unanswered'));
      else fail(isFailureError(error) ? error : new FailureError(networkFailure(error, destination)));
    });
    sent.on('response', (response) => {
      isAnswered = true;
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > limits.maximumSize)
          fail(new FailureError(tooLargeFailure(destination, limits.maximumSize)));
        else chunks.push(chunk);
      });
      response.on('error', (error) => fail(new FailureError(networkFailure(error, destination))));
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        end(() => resolve({ status: response.statusCode ?? 0, headers: plainHeaders(response), body }));
      });
    });
    sent.end(request.body);
  });
}

/** Once the request is made: with NODE_DEBUG, Node prints what it is made with, and a header may hold a credential. */
export function setHeaders(request: http.ClientRequest, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) request.setHeader(name, value);
}

function plainHeaders(response: http.IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}
