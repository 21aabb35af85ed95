// Runs in a thread of its own, and reads one folder's configuration there: files of which the reading would hold the
// editor. It opens nothing itself: the thread that started it is asked for each file.
import { parentPort, type MessagePort } from 'node:worker_threads';
import { readConfiguration, type ConfigurationSettings, type Survey } from '../../configuration/index.ts';
import type { FileText, FolderFiles } from '../../ports/files.ts';
import type { FromWorker, ToWorker } from './messages.ts';

type Told = (answer: string) => void;
type List = Extract<ToWorker, { readonly kind: 'list' }>;

function serve(port: MessagePort): void {
  const say = (message: FromWorker): void => port.postMessage(message);
  const lists: ((list: List) => void)[] = [];
  const reads = new Map<string, (found: FileText) => void>();
  const tracked = new Map<string, (isTracked: boolean) => void>();
  const asked = { name: new Map<string, Told[]>(), place: new Map<string, Told[]>() };
  let last: List | null = null;

  const files: FolderFiles = {
    async list() {
      say({ kind: 'list' });
      const list = await new Promise<List>((resolve) => lists.push(resolve));
      last = list;
      return list.paths;
    },
    // A reading asks for a file once.
    read(path) {
      say({ kind: 'read', path });
      return new Promise((resolve) => reads.set(path, resolve));
    },
    notFollowed: () => last?.notFollowed ?? [],
    notListed: () => last?.notListed ?? [],
    ignoresCase: () => last?.ignoresCase ?? false,
    nameOf: (path) => ask('name', path),
    placeOf: (path) => ask('place', path),
    // A reading asks for a file once.
    isTracked(path) {
      say({ kind: 'tracked', path });
      return new Promise((resolve) => tracked.set(path, resolve));
    },
  };

  function ask(kind: 'name' | 'place', path: string): Promise<string> {
    say({ kind, path });
    return new Promise((resolve) => asked[kind].set(path, [...(asked[kind].get(path) ?? []), resolve]));
  }

  async function start(settings: ConfigurationSettings, survey: Survey | undefined): Promise<void> {
    // Whoever does not want it any more ends the thread.
    const { signal } = new AbortController();
    say({ kind: 'done', configuration: await readConfiguration({ files, settings, signal, survey }) });
  }

  port.on('message', (message: ToWorker) => {
    switch (message.kind) {
      case 'start':
        // What it rejects with ends the thread, and with it the reading.
        void start(message.settings, message.survey);
        return;
      case 'list':
        lists.shift()?.(message);
        return;
      case 'name':
      case 'place':
        asked[message.kind].get(message.path)?.shift()?.(message.answer);
        return;
      case 'tracked':
        tracked.get(message.path)?.(message.isTracked);
        return;
      case 'read':
        reads.get(message.path)?.(message.found);
    }
  });
}

if (parentPort !== null) serve(parentPort);
