/** Why a file that is there was not read. `not-text`: neither UTF-8 nor, with a byte order mark, UTF-16. */
export type RefusalReason = 'outside' | 'too-large' | 'not-text' | 'unreadable';

/** What came of reading a file. Every state but `text` is knowledge too: an env file not found makes a list incomplete. */
export type FileText =
  /** `isUtf16`: it is written in UTF-16, with a byte order mark, which not every program reads. */
  | { readonly state: 'text'; readonly text: string; readonly isUtf16?: true }
  | { readonly state: 'absent' }
  | { readonly state: 'refused'; readonly reason: RefusalReason };

/** A folder that was not looked into to its end. */
export interface FolderNotListed {
  /** Relative to the folder of the list, with `/`; empty: that folder itself. */
  readonly path: string;
  /** `too-many`: it holds more than 100,000 files; `too-deep`: it lies below 64 others. */
  readonly reason: 'unreadable' | 'too-many' | 'too-deep';
}

/** The files of one workspace folder. Paths are relative to it, with `/`. */
export interface FolderFiles {
  /** Never throws for the file's sake; rejects with an AbortError when cancelled. */
  read(path: string, signal: AbortSignal): Promise<FileText>;
  /**
   * Reads many files, as `read` does, and hands each to `take` in the order of `paths`; `take` is not to keep the process
   * for long. Rejects with an AbortError only. Left out: they are to be read one by one. `isOfUse`: tells by a file's bytes,
   * each as the character of its number, and its path whether anybody wants it decoded; one that nobody wants may be left out.
   */
  readMany?(
    paths: readonly string[],
    signal: AbortSignal,
    take: (path: string, found: FileText) => void,
    isOfUse?: (bytes: string, path: string) => boolean,
  ): Promise<void>;
  /**
   * All files of the folder that are not ignored, or that git tracks, sorted by path. Rejects where the folder cannot be
   * looked into.
   */
  list(signal: AbortSignal): Promise<readonly string[]>;
  /** The `.gitignore` files that the last list did not follow, because they are too large; left out: all were. */
  notFollowed?(): readonly string[];
  /** Folders that the last list did not look into to their end, and may hold anything; left out: none. */
  notListed?(): readonly FolderNotListed[];
  /** Whether names that differ in case mean one file here, as the last list found out; left out: they do not. */
  ignoresCase?(): boolean;
  /**
   * The one name of a file, however it is written: as the list has it. The path itself where no file of the folder is
   * there, and where this is left out. Rejects with an AbortError only.
   */
  nameOf?(path: string, signal: AbortSignal): Promise<string>;
  /**
   * What tells a file from all others, by whatever links it is reached: where it really is. The path itself where no file
   * of the folder is there, and where this is left out. What is known is not waited for. Rejects with an AbortError only.
   */
  placeOf?(path: string, signal: AbortSignal): string | Promise<string>;
  /**
   * Whether git's index names a file of the last list; false where that is not to be known, and where this is left out.
   * Rejects with an AbortError only.
   */
  isTracked?(path: string, signal: AbortSignal): Promise<boolean>;
  /**
   * Whether a folder stands at a path now; a link to one is none. False where that is not to be known, and where this is
   * left out. Rejects with an AbortError only.
   */
  isFolder?(path: string, signal: AbortSignal): Promise<boolean>;
}

/**
 * Hands each of many files to `take` in the order of `paths`, as {@link FolderFiles.readMany} does, also where the files have
 * no such way of their own. Rejects with an AbortError only.
 */
export async function readEach(
  files: FolderFiles,
  paths: readonly string[],
  signal: AbortSignal,
  take: (path: string, found: FileText) => void,
  isOfUse?: (bytes: string, path: string) => boolean,
): Promise<void> {
  if (files.readMany !== undefined) return files.readMany(paths, signal, take, isOfUse);
  for (const path of paths) take(path, await files.read(path, signal));
}
