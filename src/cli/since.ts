import { isCommittedText, readCommittedFiles } from '../host/index.ts';
import type { FolderFiles } from '../ports/files.ts';
import type { JsonProblem } from './document.ts';
import { CannotDo } from './trouble.ts';

/** Whether a file of the folder differs from what it was; `file` as it is called from the folder on. */
export type HasChanged = (file: string, text: string) => boolean;

/**
 * What changed since the folder's history left that of `reference`, in commits, in the index and beside them; files that
 * git does not know have changed. null `reference`: everything counts. Rejects with {@link CannotDo} where git cannot say.
 */
export async function changesSince(
  root: string,
  reference: string | null,
  signal: AbortSignal,
): Promise<HasChanged> {
  if (reference === null) return () => true;
  const before = await readCommittedFiles(root, reference, signal);
  if (before === null) {
    throw new CannotDo(
      `--since: git does not find the commit ${reference}: git must be on the PATH, the folder in a repository, and the commit in it (fetch it where the clone is shallow)`,
    );
  }
  return (file, text) => {
    const object = before.get(file);
    return object === undefined || !isCommittedText(object, text);
  };
}

/** The problems in files that changed, and those at no place. */
export async function problemsSince(
  problems: readonly JsonProblem[],
  hasChanged: HasChanged,
  files: FolderFiles,
  signal: AbortSignal,
): Promise<JsonProblem[]> {
  const changed = new Map<string | null, boolean>([[null, true]]);
  for (const { file } of problems) {
    if (file === null || changed.has(file)) continue;
    const read = await files.read(file, signal);
    changed.set(file, read.state !== 'text' || hasChanged(file, read.text));
  }
  return problems.filter(({ file }) => changed.get(file) === true);
}
