import { Worker } from 'node:worker_threads';
import { readsSystemCertificates } from '../../host/index.ts';

/** The authorities that the system trusts. */
export interface SystemStore {
  /** Whether this Node can read it. */
  readonly isReadable: boolean;
  /** As PEM, as far as it was read; null: not yet. */
  readonly known: () => readonly string[] | null;
  /** Reads it, once for all who ask. Never rejects: what cannot be read trusts nobody, and is tried anew. */
  readonly read: () => Promise<void>;
}

/** The store of a process; `read` brings what is trusted, and may reject. */
export function createSystemStore(isReadable: boolean, read: () => Promise<readonly string[]>): SystemStore {
  let known: readonly string[] | null = null;
  let reading: Promise<void> | null = null;

  async function readNew(): Promise<void> {
    try {
      known = await read();
    } catch {
      // Trust less rather than fail.
    } finally {
      reading = null;
    }
  }

  return {
    isReadable,
    known: () => known,
    read: () => (known === null ? (reading ??= readNew()) : Promise.resolve()),
  };
}

/** This machine's. */
export const systemStore = createSystemStore(readsSystemCertificates(), () => runInThread(readStores));

/** With `default` is what Node itself was told to trust, which may be the system's store too. */
const readStores = `
  const { parentPort } = require('node:worker_threads');
  const { getCACertificates } = require('node:tls');
  parentPort.postMessage([...getCACertificates('default'), ...getCACertificates('system')]);
`;

/**
 * The texts that a script posts from a thread of its own: some managed Macs take 5 to 40 seconds to read their store, and
 * everybody in this process would wait. Rejects where it ends otherwise.
 */
export function runInThread(script: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(script, { eval: true });
    thread.once('message', (found: unknown) => {
      resolve(Array.isArray(found) ? found.filter((item) => typeof item === 'string') : []);
    });
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('The thread has ended without an answer.')));
  });
}
