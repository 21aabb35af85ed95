import {
  readEach,
  type FileText,
  type FolderFiles,
  type FolderNotListed,
  type RefusalReason,
} from '../ports/files.ts';
import type { Log } from '../ports/log.ts';
import type { SearchableFiles } from '../workspace/index.ts';

const refusalWords: Readonly<Record<RefusalReason, string>> = {
  'too-large': 'it is too large',
  'not-text': 'it is neither UTF-8 nor UTF-16 with a byte order mark',
  unreadable: 'it cannot be read',
  outside: 'it leads out of the folder',
};

const folderWords: Readonly<Record<FolderNotListed['reason'], string>> = {
  unreadable: 'it cannot be looked into',
  'too-many': 'it holds more than 100,000 files; the rest was left out',
  'too-deep': 'it lies below 64 other folders',
};

/** The same files; the log has a line for what of `root` is refused, which is written anew when the reason changes. */
export function withRefusalsLogged(files: SearchableFiles, root: string, log: Log): SearchableFiles {
  const refused = new Map<string, string>();
  function tell(path: string, words: string): void {
    if (refused.get(path) === words) return;
    refused.set(path, words);
    log.warn(`${root}: ${path} was not read: ${words}`);
  }
  function note(path: string, found: FileText): void {
    if (found.state === 'refused') tell(path, refusalWords[found.reason]);
    else refused.delete(path);
  }
  return {
    ...files,
    async read(path, signal) {
      const found = await files.read(path, signal);
      note(path, found);
      return found;
    },
    readMany: (paths, signal, take, isOfUse) =>
      readEach(
        files,
        paths,
        signal,
        (path, found) => {
          note(path, found);
          take(path, found);
        },
        isOfUse,
      ),
    async list(signal) {
      const paths = await files.list(signal);
      for (const folder of files.notListed?.() ?? []) tell(folder.path || '.', folderWords[folder.reason]);
      for (const file of files.notFollowed?.() ?? []) tell(file, refusalWords['too-large']);
      return paths;
    },
  };
}

/** The folder's files as the user sees them: what is typed and not saved yet goes before what is on the disk. */
export function withUnsavedTexts<Files extends FolderFiles>(
  files: Files,
  unsavedText: (path: string) => string | null,
): Files {
  const asTyped = (path: string, answer: FileText): FileText => {
    // A file that may not be read (a link out of the folder) is not read by way of its document either.
    if (answer.state !== 'text') return answer;
    const text = unsavedText(path);
    return text === null ? answer : { ...answer, text };
  };
  return {
    ...files,
    read: async (path, signal) => asTyped(path, await files.read(path, signal)),
    readMany(paths, signal, take, isOfUse) {
      const takeTyped = (path: string, found: FileText) => take(path, asTyped(path, found));
      // What is typed may be of use where what is on the disk is not.
      const isAnyTyped = isOfUse !== undefined && paths.some((path) => unsavedText(path) !== null);
      return readEach(files, paths, signal, takeTyped, isAnyTyped ? undefined : isOfUse);
    },
  };
}
