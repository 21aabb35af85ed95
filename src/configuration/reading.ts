import type { FileText, FolderFiles } from '../ports/files.ts';
import { createReport, type Report } from './report.ts';
import type { ConfigurationProblem } from './types.ts';

/** One reading of a folder's configuration: what it may read, and what it has to tell. */
export interface Reading {
  /** null: not there, or not to be read. Every path asked for is one to watch. */
  text(path: string): Promise<string | null>;
  /** As `text`, where a file that is refused is something else than none at all. */
  file(path: string): Promise<FileText>;
  /** The folder's files that are not ignored, sorted. */
  readonly listed: readonly string[];
  readonly report: Report;
  readonly problems: () => readonly ConfigurationProblem[];
  readonly asked: () => readonly string[];
}

export async function startReading(files: FolderFiles, signal: AbortSignal): Promise<Reading> {
  const listed = await files.list(signal);
  const known = new Map<string, Promise<FileText>>();
  const file = (path: string): Promise<FileText> => {
    const found = known.get(path) ?? files.read(path, signal);
    known.set(path, found);
    return found;
  };
  return {
    async text(path) {
      const found = await file(path);
      return found.state === 'text' ? found.text : null;
    },
    file,
    listed,
    ...createReport(),
    asked: () => [...known.keys()].sort(),
  };
}
