import { Worker } from 'node:worker_threads';
import type {
  ConfigurationInput,
  ConfigurationSettings,
  FolderConfiguration,
} from '../../configuration/index.ts';
import type { FolderFiles } from '../../ports/files.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/**
 * Reads a folder's configuration in a thread of its own. `worker`: the absolute path of what runs there. Rejects with
 * an AbortError when cancelled, and where the thread comes to its end without an answer.
 */
export async function readInWorker(
  worker: string,
  { files, settings, signal, survey }: ConfigurationInput,
): Promise<FolderConfiguration> {
  signal.throwIfAborted();
  const thread = new Worker(worker);
  const say = (message: ToWorker): void => thread.postMessage(message);
  let cancel = (): void => undefined;
  try {
    return await new Promise((resolve, reject) => {
      cancel = () => reject(Object.assign(new Error('cancelled'), { name: 'AbortError' }));
      signal.addEventListener('abort', cancel);
      thread.on('error', reject);
      thread.on('exit', () => reject(new Error('The thread that reads the configuration has ended.')));
      thread.on('message', (message: FromWorker) => {
        if (message.kind === 'done') resolve(message.configuration);
        else answer(message, files, signal).then(say, reject);
      });
      say({ kind: 'start', settings: plain(settings), survey });
    });
  } finally {
    signal.removeEventListener('abort', cancel);
    await thread.terminate();
  }
}

/** The process's own environment cannot be sent as it is. */
function plain({ environment, ...rest }: ConfigurationSettings): ConfigurationSettings {
  return { ...rest, environment: environment === null ? null : { ...environment } };
}

async function answer(
  message: Exclude<FromWorker, { readonly kind: 'done' }>,
  files: FolderFiles,
  signal: AbortSignal,
): Promise<ToWorker> {
  if (message.kind === 'read') {
    const { path } = message;
    return { kind: 'read', path, found: await files.read(path, signal) };
  }
  if (message.kind === 'name') {
    const { path } = message;
    return { kind: 'name', path, answer: (await files.nameOf?.(path, signal)) ?? path };
  }
  if (message.kind === 'place') {
    const { path } = message;
    return { kind: 'place', path, answer: (await files.placeOf?.(path, signal)) ?? path };
  }
  if (message.kind === 'tracked') {
    const { path } = message;
    return { kind: 'tracked', path, isTracked: (await files.isTracked?.(path, signal)) ?? false };
  }
  const paths = await files.list(signal);
  return {
    kind: 'list',
    paths,
    notFollowed: files.notFollowed?.() ?? [],
    notListed: files.notListed?.() ?? [],
    ignoresCase: files.ignoresCase?.() ?? false,
  };
}
