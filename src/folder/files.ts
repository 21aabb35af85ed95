import type { SearchableFiles } from '../workspace/index.ts';

/** The folder's files as the user sees them: what is typed and not saved yet goes before what is on the disk. */
export function withUnsavedTexts(
  files: SearchableFiles,
  unsavedText: (path: string) => string | null,
): SearchableFiles {
  return {
    ...files,
    async read(path, signal) {
      const answer = await files.read(path, signal);
      // A file that may not be read (a link out of the folder) is not read by way of its document either.
      if (answer.state !== 'text') return answer;
      const text = unsavedText(path);
      return text === null ? answer : { state: 'text', text };
    },
  };
}

/** The same files, walked once for all who ask. */
export function listOnce(files: SearchableFiles): SearchableFiles {
  let listing: Promise<readonly string[]> | undefined;
  return { ...files, list: (signal) => (listing ??= files.list(signal)) };
}
