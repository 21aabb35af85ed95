import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { certificateFor } from './certificates.ts';

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** A server that does something no secret manager should, and remembers what it was sent. */
export interface Hostile {
  readonly url: string;
  /** PEM; only where it speaks TLS. Signed by itself. */
  readonly certificate: string | null;
  readonly requests: readonly ReceivedRequest[];
  stop(): Promise<void>;
}

export type Behaviour = (response: http.ServerResponse, request: ReceivedRequest) => void;

export const behaviours = {
  redirectTo:
    (url: string, status: number): Behaviour =>
    (response) =>
      response.writeHead(status, { location: url }).end(),
  /** Promises a long body and sends one byte of it now and then. */
  drip: ((response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  }) satisfies Behaviour,
  html: ((response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Welcome!</body></html>');
  }) satisfies Behaviour,
  notFoundPage: ((response) => {
    response.writeHead(404, { 'content-type': 'text/html' }).end('<html><body>Not found</body></html>');
  }) satisfies Behaviour,
  brokenJson: ((response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data": {"keys": ["a"');
  }) satisfies Behaviour,
  /** 33 million bytes of valid JSON. */
  large: ((response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ data: { keys: ['x'.repeat(33_000_000)] } }));
  }) satisfies Behaviour,
  hang: (() => undefined) satisfies Behaviour,
  hangUp: ((response) => response.destroy()) satisfies Behaviour,
  /** Ends the connection in the middle of the body. */
  halfBody: ((response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"data": {"keys": ["a"]}', () => response.destroy());
  }) satisfies Behaviour,
  notHttp: ((response) => {
    response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n');
  }) satisfies Behaviour,
  answer:
    (status: number, body: unknown, headers: http.OutgoingHttpHeaders = {}): Behaviour =>
    (response) =>
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body)),
};

export interface HostileOptions {
  readonly tls?: boolean;
  /** The host its certificate is for; default: its address. */
  readonly host?: string;
  /** When its certificate is valid, in days from now; default: today. */
  readonly validity?: readonly [from: number, until: number];
}

/** Starts one on a free port of the loopback. */
export async function startHostile(behave: Behaviour, options: HostileOptions = {}): Promise<Hostile> {
  const requests: ReceivedRequest[] = [];
  const sockets = new Set<Socket>();
  const handle: http.RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const received = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
      requests.push(received);
      behave(response, received);
    });
  };
  const pair =
    options.tls === true ? await certificateFor(options.host ?? '127.0.0.1', options.validity) : null;
  const server = pair === null ? http.createServer(handle) : https.createServer(pair, handle);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${pair === null ? 'http' : 'https'}://127.0.0.1:${String(port)}`,
    certificate: pair?.cert ?? null,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
