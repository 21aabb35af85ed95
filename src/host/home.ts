import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileLimits, readSmallFile } from './small-file.ts';

/** The absolute path of the user's home. */
export function homeFolder(): string {
  return homedir();
}

/**
 * A small file of the user's home, by its relative path; null: it is not there, or cannot be read. Rejects when
 * cancelled.
 */
export async function readHomeFile(path: string, signal: AbortSignal): Promise<string | null> {
  return readSmallFile(join(homedir(), path), fileLimits.token, signal);
}
