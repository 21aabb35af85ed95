import { isCommittedText, readCommittedFiles } from '../host/git.ts';
import type { CheckedFile } from './suppressed.ts';
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

/** The files that changed, those that were not read, and what is at no place. */
export function filesSince(files: readonly CheckedFile[], hasChanged: HasChanged): readonly CheckedFile[] {
  return files.filter(({ file, text }) => file === '' || text === null || hasChanged(file, text));
}
