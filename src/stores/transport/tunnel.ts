import type { FailedBackend } from '../../ports/backend.ts';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { FailureError, type Failure } from '../../ports/failure.ts';
import type { FailureReason } from '../../ports/failure-reason.ts';
import { cancellation } from '../../ports/cancellation.ts';
import { setHeaders } from './exchange.ts';
import type { TransportTarget } from './failures.ts';
import { hostOf, portOf } from './proxy.ts';

export interface TunnelOptions {
  readonly proxy: URL;
  readonly target: { readonly host: string; readonly port: number };
  readonly destination: TransportTarget;
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
      reject(new FailureError(proxyFailure(proxy, destination, { kind: 'not-supported' })));
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
    const fail = (fault: ProxyFault) => {
      end();
      asked.destroy();
      reject(new FailureError(proxyFailure(proxy, destination, fault)));
    };
    const cancel = () => {
      end();
      asked.destroy();
      reject(cancellation());
    };
    const timer = setTimeout(() => fail({ kind: 'late' }), timeout);
    signal.addEventListener('abort', cancel, { once: true });
    asked.on('connect', (response, socket) => {
      if (response.statusCode === 200) {
        end();
        resolve(socket);
      } else {
        socket.destroy();
        fail({ kind: 'status', status: response.statusCode ?? 0 });
      }
    });
    asked.on('response', (response) => fail({ kind: 'status', status: response.statusCode ?? 0 }));
    asked.on('error', (error: NodeJS.ErrnoException) =>
      fail({ kind: 'code', code: error.code ?? error.name }),
    );
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

/** Why a proxy gave no connection. */
type ProxyFault =
  | { readonly kind: 'not-supported' | 'late' }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'code'; readonly code: string };

function proxyFailure(proxy: URL, { backend, origin }: TransportTarget, fault: ProxyFault): Failure {
  return {
    kind: 'proxy',
    message: proxyReason({ backend, proxy: proxy.host, origin }, proxy.protocol, fault),
    nextSteps: [{ kind: 'retry' }],
    detail: `${origin} through ${proxy.host}: ${faultForLog(fault)}`,
  };
}

function proxyReason(
  way: { readonly backend: FailedBackend; readonly proxy: string; readonly origin: string },
  protocol: string,
  fault: ProxyFault,
): FailureReason {
  switch (fault.kind) {
    case 'not-supported':
      return { kind: 'proxy-not-supported', ...way, protocol };
    case 'late':
      return { kind: 'proxy-late', ...way };
    case 'status':
      return { kind: 'proxy-refused', ...way, status: fault.status };
    case 'code':
      return { kind: 'proxy-not-reached', ...way, code: fault.code };
  }
}

function faultForLog(fault: ProxyFault): string {
  switch (fault.kind) {
    case 'not-supported':
      return 'no kind of proxy that is supported';
    case 'late':
      return 'no answer in time';
    case 'status':
      return `status ${String(fault.status)}`;
    case 'code':
      return fault.code;
  }
}

/** Why a request in clear text is not sent through a proxy: the proxy would read the credential. */
export function plainThroughProxy(proxy: URL, { backend, origin, host }: TransportTarget): Failure {
  return {
    kind: 'proxy',
    message: { kind: 'plain-through-proxy', backend, origin, proxy: proxy.host, host },
    nextSteps: [{ kind: 'open-configuration' }],
    detail: `${origin} through ${proxy.host}: refused, not encrypted`,
  };
}
