import type { Readable, Writable } from 'node:stream';

/** A connection to a language server: JSON-RPC with the header that says how long each message is. */
export interface Connection {
  ask(method: string, params: unknown): Promise<unknown>;
  tell(method: string, params: unknown): void;
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly result?: unknown;
}

/** `answer` gives what the server asks its client for. */
export function connect(input: Writable, output: Readable, answer: (method: string) => unknown): Connection {
  const waiting = new Map<number | string, (result: unknown) => void>();
  let last = 0;
  let rest = Buffer.alloc(0);

  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    input.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };

  const receive = ({ id, method, result }: Message): void => {
    if (id === undefined) return;
    if (method !== undefined) {
      send({ id, result: answer(method) });
      return;
    }
    waiting.get(id)?.(result);
    waiting.delete(id);
  };

  output.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const headerEnd = rest.indexOf('\r\n\r\n');
      if (headerEnd === -1) return;
      const length = Number(/Content-Length: (\d+)/i.exec(rest.toString('ascii', 0, headerEnd))?.[1]);
      const end = headerEnd + 4 + length;
      if (rest.length < end) return;
      // What the server writes has the protocol's form.
      receive(JSON.parse(rest.toString('utf8', headerEnd + 4, end)) as Message);
      rest = rest.subarray(end);
    }
  });

  return {
    ask(method, params) {
      last += 1;
      const id = last;
      const answered = new Promise<unknown>((resolve) => waiting.set(id, resolve));
      send({ id, method, params });
      return answered;
    },
    tell: (method, params) => send({ method, params }),
  };
}
