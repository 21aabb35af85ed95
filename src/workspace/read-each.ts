import type { FileText, FolderFiles } from '../ports/files.ts';

/** Hands each of many files to `take`, in their order, as {@link FolderFiles.readMany} does where the files have it. */
export async function readEach(
  files: FolderFiles,
  paths: readonly string[],
  signal: AbortSignal,
  take: (path: string, found: FileText) => void,
  isOfUse?: (bytes: string) => boolean,
): Promise<void> {
  if (files.readMany !== undefined) return files.readMany(paths, signal, take, isOfUse);
  for (const path of paths) take(path, await files.read(path, signal));
}
