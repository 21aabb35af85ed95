import { buildQueryString, HttpResponse, type IHttpRequest } from '@smithy/core/protocols';
import type { HttpHandlerOptions } from '@smithy/types';
import type { SendHttp } from '../../ports/network.ts';

/** How AWS's clients send a request, whichever service it is for. */
export interface AwsHandler {
  handle(request: IHttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }>;
  destroy(): void;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
}

/**
 * The house's own transport as AWS's clients want it. `life` ends what carries no signal of its own, such as a request
 * for credentials, which several questions share.
 */
export function awsHandler(send: SendHttp, life: AbortSignal): AwsHandler {
  return {
    async handle(request, options = {}) {
      const { status, headers, body } = await send(
        {
          method: request.method,
          url: urlOf(request),
          headers: request.headers,
          ...bodyOf(request.body),
        },
        signalIn(options) ?? life,
      );
      return {
        response: new HttpResponse({ statusCode: status, headers: { ...headers }, body: Buffer.from(body) }),
      };
    },
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

function urlOf({ protocol, hostname, port, path, query = {} }: IHttpRequest): URL {
  const search = buildQueryString(query);
  const host = port === undefined ? hostname : `${hostname}:${String(port)}`;
  return new URL(`${protocol}//${host}${path}${search === '' ? '' : `?${search}`}`);
}

function bodyOf(body: unknown): { readonly body?: string } {
  if (typeof body === 'string') return { body };
  return body instanceof Uint8Array ? { body: new TextDecoder().decode(body) } : {};
}

/** The client's type allows for an older kind of signal, which we never give it. */
function signalIn({ abortSignal }: HttpHandlerOptions): AbortSignal | null {
  return abortSignal instanceof AbortSignal ? abortSignal : null;
}
