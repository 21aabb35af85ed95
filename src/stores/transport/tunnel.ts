import * as l10n from '@vscode/l10n';
import * as http from 'node:http';
import * as https from 'node:https';
import type { Duplex } from 'node:stream';
import { FailureError, type Failure } from '../../ports/failure.ts';
import type { Destination } from './failures.ts';
import { hostOf, portOf } from './proxy.ts';

/**
 * Asks a proxy by CONNECT for a connection to the host, on which TLS then runs end to end. Rejects with a
 * FailureError of kind `proxy`; `timeout` in milliseconds.
 */
export function openTunnel(
  proxy: URL,
  target: { readonly host: string; readonly port: number },
  destination: Destination,
  timeout: number,
): Promise<Duplex> {
  const authority = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${String(target.port)}`;
  return new Promise((resolve, reject) => {
    const fail = (failure: Failure) => reject(new FailureError(failure));
    if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:') {
      fail(
        proxyFailure(proxy, destination, l10n.t('{0} is no kind of proxy that is supported', proxy.protocol)),
      );
      return;
    }
    const asked = new http.ClientRequest({
      protocol: proxy.protocol,
      host: hostOf(proxy),
      port: portOf(proxy),
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...authorization(proxy) },
      agent: proxy.protocol === 'https:' ? new https.Agent({ rejectUnauthorized: true }) : new http.Agent(),
    });
    const timer = setTimeout(() => {
      fail(proxyFailure(proxy, destination, 'no answer in time'));
      asked.destroy();
    }, timeout);
    asked.on('connect', (response, socket) => {
      clearTimeout(timer);
      if (response.statusCode === 200) {
        resolve(socket);
      } else {
        socket.destroy();
        fail(proxyFailure(proxy, destination, `status ${String(response.statusCode)}`));
      }
    });
    asked.on('response', (response) => {
      clearTimeout(timer);
      response.destroy();
      fail(proxyFailure(proxy, destination, `status ${String(response.statusCode)}`));
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      fail(proxyFailure(proxy, destination, error.code ?? 'unknown error'));
    });
    asked.end();
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
