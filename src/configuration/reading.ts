import type { FolderFiles } from '../ports/files.ts';
import { createReport, type Report } from './report.ts';
import type { ConfigurationProblem } from './types.ts';

/** One reading of a folder's configuration: what it may read, and what it has to tell. */
export interface Reading {
  /** null: not there, or not to be read. Every path asked for is one to watch. */
  text(path: string): Promise<string | null>;
  /** The folder's files that are not ignored, sorted. */
  readonly listed: readonly string[];
  readonly report: Report;
  readonly problems: () => readonly ConfigurationProblem[];
  readonly asked: () => readonly string[];
}

export async function startReading(files: FolderFiles, signal: AbortSignal): Promise<Reading> {
  const listed = await files.list(signal);
  const texts = new Map<string, Promise<string | null>>();
  const load = async (path: string): Promise<string | null> => {
    const file = await files.read(path, signal);
    return file.state === 'text' ? file.text : null;
  };
  return {
    text(path) {
      const known = texts.get(path) ?? load(path);
      texts.set(path, known);
      return known;
    },
    listed,
    ...createReport(),
    asked: () => [...texts.keys()].sort(),
  };
}
