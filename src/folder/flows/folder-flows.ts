import { createFlowIndex, type FlowIndex } from '../../index/index.ts';
import { waitFor } from '../../ports/cancellation.ts';
import type { SearchableFiles } from '../../workspace/index.ts';
import { filesAtOnce, readSummaries } from './read-summaries.ts';
import { createYamlFiles } from './yaml-files.ts';

/** What all flows of a folder ask for. Nothing is read before the first use. */
export interface FolderFlows {
  /**
   * The index, with everything that was noted until now. Rejects with an AbortError, and where the folder cannot be looked
   * into; who no longer waits ends the reading only where nobody else waits for it.
   */
  read(signal: AbortSignal): Promise<FlowIndex>;
  /** The same as far as it is read now; null: not all of it has been read once. */
  known(): FlowIndex | null;
  /** Says that files (relative to the folder) may have changed, on the disk or as they are typed: come, gone, or another text. */
  note(paths: readonly string[]): void;
  /**
   * Calls `listener` once all of it has been read for the first time, and after each change of the index since, until the
   * answered function is called.
   */
  onChange(listener: () => void): () => void;
  /** Has what was noted read, and the index tell of it, without anybody waiting; does nothing before the first use. */
  follow(): void;
  close(): void;
}

/** The first reading of all flows, which takes long where there are many. */
export interface FirstReading {
  /** Settles when it is over, however it ends. */
  readonly done: Promise<void>;
  /** `listener` is told how many files are read, and of how many. */
  readonly onProgress: (listener: (done: number, all: number) => void) => void;
}

/** One that is under way; it ends when nobody waits for it any more. */
interface Run {
  readonly done: Promise<void>;
  readonly controller: AbortController;
  waiting: number;
}

/** `show`: called when the first reading begins. */
export function createFolderFlows(
  files: SearchableFiles,
  show: (reading: FirstReading) => void,
): FolderFlows {
  const life = new AbortController();
  const index = createFlowIndex();
  const yaml = createYamlFiles(files);
  /** To be read, as they came or changed. */
  const changed = new Set<string>();
  const listeners = new Set<(done: number, all: number) => void>();
  const followers = new Set<() => void>();
  let run: Run | null = null;
  let isComplete = false;

  const tellFollowers = () => {
    for (const follower of [...followers]) follower();
  };
  index.onChange(() => {
    if (isComplete) tellFollowers();
  });

  const isBehind = () => changed.size > 0 || yaml.isBehind();

  async function catchUp(signal: AbortSignal): Promise<void> {
    while (isBehind()) {
      const { refused, gone, others } = await yaml.follow(signal);
      for (const path of others) changed.add(path);
      for (const path of gone) changed.delete(path);
      index.update([...gone.map((path) => [path, null] as const), ...refused]);
      const paths = [...changed];
      for (let first = 0; first < paths.length; first += filesAtOnce) {
        await readSome(paths.slice(first, first + filesAtOnce), signal);
        for (const tell of listeners) tell(Math.min(first + filesAtOnce, paths.length), paths.length);
      }
    }
    if (isComplete) return;
    isComplete = true;
    tellFollowers();
  }

  async function readSome(paths: readonly string[], signal: AbortSignal): Promise<void> {
    // What changes while it is read is read once more.
    for (const path of paths) changed.delete(path);
    try {
      index.update(await readSummaries(files, paths, index, signal));
    } catch (error) {
      for (const path of paths) changed.add(path);
      throw error;
    }
  }

  /** Begins where the run before has ended, which may have been told to. */
  function start(before: Run | null): Run {
    const controller = new AbortController();
    const isOver = before?.done.catch(() => undefined) ?? Promise.resolve();
    const done = isOver.then(() => catchUp(controller.signal));
    const started = { done, controller, waiting: 0 };
    const forget = () => {
      if (run === started) run = null;
    };
    const over = done.then(forget, forget);
    if (!isComplete && before === null) {
      show({ done: over, onProgress: (listener) => void listeners.add(listener) });
      void over.then(() => listeners.clear());
    }
    return started;
  }

  async function join(signal: AbortSignal): Promise<void> {
    if (run === null || run.controller.signal.aborted) run = start(run);
    const own = run;
    own.waiting += 1;
    try {
      await waitFor(own.done, signal);
    } finally {
      own.waiting -= 1;
      if (own.waiting === 0) own.controller.abort();
    }
  }

  return {
    async read(signal) {
      while (isBehind() || run !== null) {
        life.signal.throwIfAborted();
        await join(signal);
      }
      return index;
    },
    known: () => (isComplete ? index : null),
    note: (paths) => yaml.note(paths),
    onChange(follower) {
      followers.add(follower);
      return () => void followers.delete(follower);
    },
    follow() {
      // Whoever asks next is told why it cannot be read.
      if (isComplete && isBehind()) join(life.signal).catch(() => undefined);
    },
    close() {
      life.abort();
      run?.controller.abort();
    },
  };
}
