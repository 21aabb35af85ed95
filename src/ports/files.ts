/** What came of reading a file. Every state but `text` is knowledge too: an env file not found makes a list incomplete. */
export type FileText =
  | { readonly state: 'text'; readonly text: string }
  | { readonly state: 'absent' }
  | { readonly state: 'refused'; readonly reason: 'outside' | 'too-large' | 'not-text' | 'unreadable' };

/** The files of one workspace folder. Paths are relative to it, with `/`. */
export interface FolderFiles {
  /** Never throws for the file's sake; rejects with an AbortError when cancelled. */
  read(path: string, signal: AbortSignal): Promise<FileText>;
  /** All files of the folder that are not ignored, sorted by path. */
  list(signal: AbortSignal): Promise<readonly string[]>;
  /** The `.gitignore` files that the last list did not follow, because they are too large; left out: all were. */
  notFollowed?(): readonly string[];
}
