import * as http from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface Proxy {
  readonly url: string;
  /** Each request line it got, such as `CONNECT vault.test:443`, and its Proxy-Authorization. */
  readonly requests: readonly { readonly line: string; readonly authorization: string | undefined }[];
  /** Every byte that clients sent through its tunnels, as Latin-1. */
  passed(): string;
  stop(): Promise<void>;
}

/** A forward proxy on the loopback that leads every tunnel to `target`, or answers CONNECT with `refuse`. */
export async function startProxy(options: {
  readonly target: URL;
  readonly refuse?: number;
}): Promise<Proxy> {
  const requests: { line: string; authorization: string | undefined }[] = [];
  const sockets = new Set<Socket>();
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
  const server = http.createServer((request, response) => {
    note(request);
    response.writeHead(400).end();
  });
  server.on('connect', (request: http.IncomingMessage, client: Socket) => {
    note(request);
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
  server.on('connection', keep);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    requests,
    passed: () => passed,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
