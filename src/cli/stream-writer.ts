/** Writes to a stream that somebody else may read slowly, or not to its end. */
export interface StreamWriter {
  /** Answers once the stream takes more, and at once when it takes nothing any more: what is not yet read is kept in memory. */
  write(text: string): Promise<void>;
  /** Answers when all is written, or nothing more can be. */
  finish(): Promise<void>;
  /** Why not all could be written; null: it was, as far as is known. */
  failure(): WriteFailure | null;
}

/** `closed`: whoever reads has seen enough (`| head`), and that is nothing wrong. */
export type WriteFailure = { readonly kind: 'closed' } | { readonly kind: 'failed'; readonly code: string };

/** What a closed pipe is called, on Windows also as the end of a file, and a closed connection. */
const closedCodes = ['EPIPE', 'EOF', 'ECONNRESET'];

export function writerTo(stream: NodeJS.WritableStream): StreamWriter {
  let failure: WriteFailure | null = null;
  let waiting: (() => void)[] = [];
  let isWrittenTo = false;

  function wake(): void {
    const all = waiting;
    waiting = [];
    for (const each of all) each();
  }
  stream.on('drain', wake);
  stream.on('error', (error: NodeJS.ErrnoException) => {
    const { code = 'unknown' } = error;
    failure ??= closedCodes.includes(code) ? { kind: 'closed' } : { kind: 'failed', code };
    wake();
  });

  return {
    write(text) {
      isWrittenTo = true;
      if (failure !== null || stream.write(text)) return Promise.resolve();
      return new Promise((resolve) => waiting.push(resolve));
    },
    finish() {
      if (!isWrittenTo || failure !== null) return Promise.resolve();
      return new Promise((resolve) => stream.write('', () => resolve()));
    },
    failure: () => failure,
  };
}
