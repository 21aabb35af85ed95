import * as http from 'node:http';
import { FailureError, isFailureError } from '../../ports/failure.ts';
import type { HttpRequest, HttpResponse } from '../../ports/network.ts';
import { cancelled } from '../cancellation.ts';
import { networkFailure, timeoutFailure, tooLargeFailure, type Destination } from './failures.ts';
import { hostOf, portOf } from './proxy.ts';

export interface Line {
  readonly agent: http.Agent;
  readonly destination: Destination;
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
 * One request and its whole answer. A kept connection that the server closed just then is replaced once by a new
 * one: nothing was processed on it, and what is asked here changes nothing.
 */
export async function exchange(request: HttpRequest, line: Line, signal: AbortSignal): Promise<HttpResponse> {
  const first = await exchangeOnce(request, line, signal);
  if (first !== 'closed-while-idle') return first;
  const second = await exchangeOnce(request, line, signal);
  if (second !== 'closed-while-idle') return second;
  throw new FailureError(
    networkFailure(Object.assign(new Error(), { code: 'ECONNRESET' }), line.destination),
  );
}

function exchangeOnce(
  request: HttpRequest,
  { agent, destination, limits, life }: Line,
  signal: AbortSignal,
): Promise<HttpResponse | 'closed-while-idle'> {
  return new Promise((resolve, reject) => {
    if (signal.aborted || life.aborted) {
      reject(cancelled());
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
      headers: { ...request.headers },
      agent,
      connecting: connecting.signal,
    };
    const sent = new http.ClientRequest(options);
    let settled = false;
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
    const cancel = () => fail(cancelled());
    const timeOut = (limit: number | null) => () =>
      fail(new FailureError(timeoutFailure(destination, limit)));
    let timer = setTimeout(timeOut(null), limits.connectTimeout);
    const connected = () => {
      if (settled) return;
      clearTimeout(timer);
      timer = setTimeout(timeOut(limits.readTimeout), limits.readTimeout);
    };
    signal.addEventListener('abort', cancel, { once: true });
    life.addEventListener('abort', cancel, { once: true });

    sent.on('socket', (socket) => {
      if (sent.reusedSocket) connected();
      else socket.once(request.url.protocol === 'https:' ? 'secureConnect' : 'connect', connected);
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (sent.reusedSocket && error.code === 'ECONNRESET') end(() => resolve('closed-while-idle'));
      else fail(isFailureError(error) ? error : new FailureError(networkFailure(error, destination)));
    });
    sent.on('response', (response) => {
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

function plainHeaders(response: http.IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}
