import { setImmediate } from 'node:timers/promises';
import type { Stretches } from '../../flow/index.ts';
import { readFlowLines } from '../../flow/read-lines.ts';
import { measureTime } from '../../host/index.ts';
import { mayAsk, summaryOf, summaryOfFile, type FlowIndex, type IndexedFile } from '../../index/index.ts';
import { readEach, type FileText, type FolderFiles } from '../../ports/files.ts';
import { isYamlPath } from '../../workspace/flow-files.ts';
import { terraformFlowsIn } from '../terraform-flows.ts';

/** So many files are read before others have their turn. */
export const filesAtOnce = 100;

/** So long is worked on what was read before others have their turn, in ms. */
const turnLength = 12;

/** More calls than this are not kept, so that a folder opened by mistake does not fill the memory. */
const mostReferences = 250_000;

/**
 * What these files are for the index now, each once; those that may not ask for anything are not even decoded. Others have
 * their turn between stretches of it. Rejects with an AbortError alone.
 */
export async function readSummaries(
  files: FolderFiles,
  paths: readonly string[],
  index: FlowIndex,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, IndexedFile | null>> {
  const texts = new Map<string, FileText>();
  await readEach(files, paths, signal, (path, found) => texts.set(path, found), mayAsk);
  const found = new Map<string, IndexedFile | null>(paths.map((path) => [path, null]));
  const doInTurns = turnsFrom(signal);
  let references = index.size();
  for (const [path, read] of texts) {
    if (read.state === 'refused') found.set(path, read);
    if (read.state !== 'text') continue;
    const summary = await doInTurns(
      isYamlPath(path) ? summaryOf(read.text) : await terraformSummary(read.text),
    );
    references += summary?.references.length ?? 0;
    found.set(path, references > mostReferences ? { state: 'refused', reason: 'too-large' } : summary);
  }
  return found;
}

/** What the flows ask for that stand in a file of Terraform, with its offsets. */
async function terraformSummary(text: string): Promise<ReturnType<typeof summaryOf>> {
  const lines = mayAsk(text) ? await terraformFlowsIn(text) : [];
  return lines.length === 0 ? nothing() : summaryOfFile(readFlowLines(text, lines));
}

function* nothing(): Stretches<null> {
  yield;
  return null;
}

/** What does work, and lets others have their turn each time it has taken long enough. */
function turnsFrom(signal: AbortSignal): <T>(work: Stretches<T>) => Promise<T> {
  let begun = measureTime();
  return async (work) => {
    for (;;) {
      const stretch = work.next();
      if (measureTime() - begun >= turnLength) {
        await setImmediate();
        signal.throwIfAborted();
        begun = measureTime();
      }
      if (stretch.done === true) return stretch.value;
    }
  };
}
