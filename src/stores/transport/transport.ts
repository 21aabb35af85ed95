import type { FailedBackend } from '../../ports/backend.ts';
import { setMaxListeners } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import { waitFor } from '../../ports/cancellation.ts';
import { FailureError, isFailureError } from '../../ports/failure.ts';
import type { HttpRequest, HttpResponse, NetworkSettings, SendHttp } from '../../ports/network.ts';
import { trustedContext } from './certificates.ts';
import { exchange } from './exchange.ts';
import { destinationOf, isOfUnknownIssuer, type TransportTarget, type WaysOut } from './failures.ts';
import { hostOf, portOf, proxyFor } from './proxy.ts';
import { systemStore as storeOfProcess, type SystemStore } from './system-store.ts';
import { openTunnel, plainThroughProxy } from './tunnel.ts';

export interface TransportOptions {
  /** What the backend is called, for the sentences of failures. */
  readonly backend: FailedBackend;
  readonly network: NetworkSettings;
  /** Until a connection stands, TLS included; milliseconds. */
  readonly connectTimeout: number;
  /** From then on until the whole answer is here; milliseconds. */
  readonly readTimeout: number;
  /** The key of the configuration that raises it; left out: it has none. */
  readonly readTimeoutKey?: string;
  /** The largest body that is read, in bytes. */
  readonly maximumSize?: number;
  /** Left out: this machine's. */
  readonly systemStore?: SystemStore;
}

export interface Transport {
  readonly send: SendHttp;
  /** Ends its connections; what is under way rejects with an AbortError. */
  close(): void;
}

/**
 * The one way from here to a manager: no redirect is followed, no environment variable is read, certificates are
 * always checked, and a proxy is used by CONNECT only. The system's store of certificates is read when a handshake fails
 * for want of an issuer, outside of the limits of connecting; then that is tried once more.
 */
export function createTransport(options: TransportOptions): Transport {
  const { backend, network, connectTimeout, readTimeout, maximumSize = 4_000_000 } = options;
  const { systemStore = storeOfProcess } = options;
  const life = new AbortController();
  setMaxListeners(0, life.signal);
  const agents = new Map<string, http.Agent>();

  function agentFor(url: URL): http.Agent {
    // What was connected before the system's store was known stays so.
    const key = `${url.origin} ${systemStore.known() === null ? 'early' : 'late'}`;
    const known = agents.get(key);
    if (known !== undefined) return known;
    const agent = createAgent(url, options, true);
    agents.set(key, agent);
    return agent;
  }

  async function sendNow(
    request: HttpRequest,
    destination: TransportTarget,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    const agent = agentFor(request.url);
    const limits = { connectTimeout, readTimeout, maximumSize };
    const newConnection = () => createAgent(request.url, options, false);
    return exchange(request, { agent, newConnection, destination, limits, life: life.signal }, signal);
  }

  /** Whether whom the system trusts has become known since `before`. */
  async function learnsIssuers(before: readonly string[] | null, signal: AbortSignal): Promise<boolean> {
    if (before !== null || !systemStore.isReadable) return false;
    await waitFor(waitFor(systemStore.read(), life.signal), signal);
    return (systemStore.known() ?? []).length > 0;
  }

  return {
    async send(request, signal) {
      const destination = destinationOf(backend, request.url, waysOut(options));
      const proxy = proxyFor(request.url, network);
      if (proxy !== null && request.url.protocol !== 'https:') {
        throw new FailureError(plainThroughProxy(proxy, destination));
      }
      const before = systemStore.known();
      try {
        return await sendNow(request, destination, signal);
      } catch (error) {
        if (!isFailureError(error) || !isOfUnknownIssuer(error.failure)) throw error;
        if (!(await learnsIssuers(before, signal))) throw error;
        return sendNow(request, destination, signal);
      }
    },
    close() {
      life.abort();
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}

function waysOut({ network, readTimeoutKey }: TransportOptions): WaysOut {
  return { certificatesIn: network.certificatesIn, readTimeoutKey };
}

function createAgent(url: URL, options: TransportOptions, keepAlive: boolean): http.Agent {
  const { backend, network, connectTimeout, systemStore = storeOfProcess } = options;
  if (url.protocol !== 'https:') return new http.Agent({ keepAlive });
  const trust = {
    // Given outright: NODE_TLS_REJECT_UNAUTHORIZED must not turn the check off.
    rejectUnauthorized: true,
    secureContext: trustedContext(network.extraCertificates, systemStore),
  };
  const agent = new https.Agent({ keepAlive, ...trust });
  const proxy = proxyFor(url, network);
  if (proxy === null) return agent;
  const target = { host: hostOf(url), port: portOf(url) };
  const tunnel = {
    proxy,
    target,
    destination: destinationOf(backend, url, waysOut(options)),
    secureContext: trust.secureContext,
    // Less than the whole time to connect: it is the proxy that is to be blamed then.
    timeout: connectTimeout * 0.9,
  };
  agent.createConnection = (options, callback) => {
    openTunnel(tunnel, connectingOf(options)).then(
      (socket) =>
        callback?.(null, tls.connect({ socket, host: target.host, ...nameFor(target.host), ...trust })),
      // With an error the stream is not looked at, but its type asks for one.
      (error: unknown) => callback?.(error instanceof Error ? error : new Error('no tunnel'), new Duplex()),
    );
    return undefined;
  };
  return agent;
}

/** Aborted where the request for which the connection is opened has ended otherwise. */
function connectingOf(options: object): AbortSignal {
  return 'connecting' in options && options.connecting instanceof AbortSignal
    ? options.connecting
    : new AbortController().signal;
}

/** An address is not a server name (RFC 6066, section 3). */
function nameFor(host: string): { readonly servername?: string } {
  return isIP(host) === 0 ? { servername: host } : {};
}
