import * as l10n from '@vscode/l10n';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { FailureError, type Failure } from '../../ports/failure.ts';
import { cancellation } from '../../ports/cancellation.ts';
import { setHeaders } from './exchange.ts';
import type { Destination } from './failures.ts';
import { hostOf, portOf } from './proxy.ts';

export interface TunnelOptions {
  readonly proxy: URL;
  readonly target: { readonly host: string; readonly port: number };
  readonly destination: Destination;
  /** Whom to trust where the proxy itself speaks TLS. */
  readonly secureContext: SecureContext;
  /** Milliseconds. */
  readonly timeout: number;
}

/**
 * Asks a proxy by CONNECT for a connection to the host, on which TLS then runs end to end. Rejects with a
 * FailureError of kind `proxy`, or with an AbortError when cancelled: nothing is left open then.
 */
export function openTunnel(options: TunnelOptions, signal: AbortSignal): Promise<Duplex> {
  const { proxy, target, destination, secureContext, timeout } = options;
  const authority = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${String(target.port)}`;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(cancellation());
      return;
    }
    if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:') {
      const what = l10n.t('{0} is no kind of proxy that is supported', proxy.protocol);
      reject(new FailureError(proxyFailure(proxy, destination, what)));
      return;
    }
    const asked = new http.ClientRequest({
      protocol: proxy.protocol,
      host: hostOf(proxy),
      port: portOf(proxy),
      method: 'CONNECT',
      path: authority,
      agent: agentFor(proxy, secureContext),
    });
    setHeaders(asked, { host: authority, ...authorization(proxy) });
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    };
    const fail = (what: string) => {
      end();
      asked.destroy();
      reject(new FailureError(proxyFailure(proxy, destination, what)));
    };
    const cancel = () => {
      end();
      asked.destroy();
      reject(cancellation());
    };
    const timer = setTimeout(() => fail('no answer in time'), timeout);
    signal.addEventListener('abort', cancel, { once: true });
    asked.on('connect', (response, socket) => {
      if (response.statusCode === 200) {
        end();
        resolve(socket);
      } else {
        socket.destroy();
        fail(`status ${String(response.statusCode)}`);
      }
    });
    asked.on('response', (response) => fail(`status ${String(response.statusCode)}`));
    asked.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'unknown error'));
    asked.end();
  });
}

function agentFor(proxy: URL, secureContext: SecureContext): http.Agent {
  if (proxy.protocol !== 'https:') return new http.Agent();
  const host = hostOf(proxy);
  // Node would take the name for TLS from the Host header, which names the host behind the proxy.
  return new https.Agent({
    rejectUnauthorized: true,
    secureContext,
    servername: isIP(host) === 0 ? host : '',
  });
}

/** A proxy's own user and password stand in its address, which only the user's own settings give. */
function authorization(proxy: URL): Record<string, string> {
  if (proxy.username === '') return {};
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

function proxyFailure(proxy: URL, { backend, origin }: Destination, what: string): Failure {
  return {
    kind: 'proxy',
    message: l10n.t(
      '{0}: the proxy {1} gave no connection to {2} ({3}); check the proxy settings, or exempt the host from it.',
      backend,
      proxy.host,
      origin,
      what,
    ),
    nextSteps: [{ kind: 'retry' }],
    detail: `${origin} through ${proxy.host}: ${what}`,
  };
}

/** Why a request in clear text is not sent through a proxy: the proxy would read the credential. */
export function plainThroughProxy(proxy: URL, { backend, origin, host }: Destination): Failure {
  return {
    kind: 'proxy',
    message: l10n.t(
      '{0}: nothing was sent to {1}, since the proxy {2} would see the credential in clear text; ' +
        'use https, or exempt {3} from the proxy.',
      backend,
      origin,
      proxy.host,
      host,
    ),
    nextSteps: [{ kind: 'open-configuration' }],
    detail: `${origin} through ${proxy.host}: refused, not encrypted`,
  };
}
