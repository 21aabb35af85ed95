import * as http from 'node:http';
import * as https from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Certificate } from './certificates.ts';

export interface Proxy {
  readonly url: string;
  /** Each request line it got, such as `CONNECT vault.test:443`, and its Proxy-Authorization. */
  readonly requests: readonly { readonly line: string; readonly authorization: string | undefined }[];
  /** Every byte that clients sent through its tunnels, as Latin-1. */
  passed(): string;
  /** How many clients are connected to it. */
  clients(): number;
  stop(): Promise<void>;
}

export interface ProxyOptions {
  readonly target: URL;
  /** The status that CONNECT is answered with. */
  readonly refuse?: number;
  /** CONNECT is never answered. */
  readonly silent?: boolean;
  /** It speaks TLS to its clients itself. */
  readonly certificate?: Certificate;
}

/** A forward proxy on the loopback that leads every tunnel to `target`, unless it is told to do otherwise. */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const requests: { line: string; authorization: string | undefined }[] = [];
  const sockets = new Set<Socket>();
  let clients = 0;
  let passed = '';
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const note = (request: http.IncomingMessage) =>
    requests.push({
      line: `${request.method ?? ''} ${request.url ?? ''}`,
      authorization: request.headers['proxy-authorization'],
    });
  const refuse: http.RequestListener = (request, response) => {
    note(request);
    response.writeHead(400).end();
  };
  const { certificate } = options;
  const server =
    certificate === undefined ? http.createServer(refuse) : https.createServer(certificate, refuse);
  server.on('connect', (request: http.IncomingMessage, client: Socket) => {
    note(request);
    if (options.silent === true) {
      // A socket that nobody reads does not notice that the other side has gone.
      client.on('end', () => client.end()).resume();
      return;
    }
    if (options.refuse !== undefined) {
      client.end(`HTTP/1.1 ${String(options.refuse)} No\r\n\r\n`);
      return;
    }
    const onward = connect(Number(options.target.port), options.target.hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.on('data', (chunk: Buffer) => (passed += chunk.toString('latin1')));
      client.pipe(onward).pipe(client);
    });
    keep(onward);
  });
  server.on('connection', (client: Socket) => {
    keep(client);
    clients++;
    client.on('close', () => clients--);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${String(port)}`,
    requests,
    passed: () => passed,
    clients: () => clients,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
