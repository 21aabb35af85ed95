import { readEach, type FileText } from '../ports/files.ts';
import type { SearchableFiles } from '../workspace/index.ts';

/** Characters that one run keeps for who reads the same files next. */
const keptCharacters = 64_000_000;

/**
 * The same files for one run, in which nobody expects them to change: what was read with many others is kept until it is read
 * with many once more. Of a text that is not `isOfUse` to who reads next that alone is kept: whoever asks by that same function
 * is not given it, and for anybody else it is read again.
 */
export function readOnce(files: SearchableFiles, isOfUse: (text: string) => boolean): SearchableFiles {
  const kept = new Map<string, FileText | typeof notOfUse>();
  let left = keptCharacters;
  function keep(path: string, file: FileText): void {
    if (file.state === 'text' && !isOfUse(file.text)) {
      kept.set(path, notOfUse);
      return;
    }
    left -= file.state === 'text' ? file.text.length : 0;
    if (left >= 0) kept.set(path, file);
  }
  return {
    ...files,
    async readMany(paths, signal, take, asked) {
      const known = new Map<string, FileText | typeof notOfUse>();
      for (const path of paths) {
        const file = kept.get(path);
        if (file === undefined) continue;
        if (file !== notOfUse || asked === isOfUse) known.set(path, file);
        kept.delete(path);
      }
      let next = 0;
      /** Hands on what is known, up to the first that is to be read. */
      function takeKnown(): void {
        for (; next < paths.length; next += 1) {
          const path = paths[next] ?? '';
          const file = known.get(path);
          if (file === undefined) return;
          if (file !== notOfUse) take(path, file);
        }
      }
      /** Of those that were to be read before `end` (null: all) nobody wanted the text. */
      function leaveOutUntil(end: string | null): void {
        while (next < paths.length && paths[next] !== end) {
          kept.set(paths[next] ?? '', notOfUse);
          next += 1;
          takeKnown();
        }
      }
      const unknown = paths.filter((path) => !known.has(path));
      const isWanted: typeof asked =
        asked && ((bytes, path) => asked(bytes, path) || (asked !== isOfUse && isOfUse(bytes)));
      takeKnown();
      await readEach(
        files,
        unknown,
        signal,
        (path, file) => {
          leaveOutUntil(path);
          keep(path, file);
          take(path, file);
          next += 1;
          takeKnown();
        },
        isWanted,
      );
      leaveOutUntil(null);
    },
  };
}

/** A text that nobody wants again. */
const notOfUse = 'not-of-use';

/** The same files, walked once for all who ask. */
export function listOnce(files: SearchableFiles): SearchableFiles {
  let listing: Promise<readonly string[]> | undefined;
  return { ...files, list: (signal) => (listing ??= files.list(signal)) };
}
