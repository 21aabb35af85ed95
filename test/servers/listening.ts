import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type AddressInfo, type Socket } from 'node:net';
import { generate } from 'selfsigned';

export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** A server of this project on a free port of the loopback. */
export interface Listening {
  /** With the host `localhost`. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export interface Certificate {
  readonly key: string;
  /** PEM, signed by itself. */
  readonly cert: string;
}

export async function certificateFor(hosts: readonly string[]): Promise<Certificate> {
  const altNames = hosts.map((host) =>
    isIP(host) === 0 ? ({ type: 2, value: host } as const) : ({ type: 7, ip: host } as const),
  );
  const made = await generate([{ name: 'commonName', value: hosts[0] ?? 'localhost' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  return { key: made.private, cert: made.cert };
}

/** Starts one that hands each whole request to `answer`; with TLS where it is given a certificate. */
export async function startListening(
  answer: (request: Request, response: http.ServerResponse) => void,
  certificate: Certificate | null,
): Promise<Listening> {
  const sockets = new Set<Socket>();
  const handle: http.RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '/', headers } = request;
      const scheme = certificate === null ? 'http' : 'https';
      const full = new URL(url, `${scheme}://${headers.host ?? 'localhost'}`);
      answer({ method, url: full, headers, body: Buffer.concat(chunks).toString('utf8') }, response);
    });
  };
  const server = certificate === null ? http.createServer(handle) : https.createServer(certificate, handle);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${certificate === null ? 'http' : 'https'}://localhost:${String(port)}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

export function sendJson(
  response: http.ServerResponse,
  status: number,
  body: unknown,
  headers: http.OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}
