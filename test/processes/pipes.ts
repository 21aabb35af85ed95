import { execFileSync } from 'node:child_process';

/** Why a test of pipes is skipped. */
export const noPipes = 'this system makes no pipes in its file system';

/** Makes a pipe to which nobody writes; false: this system has none in its file system. */
export function makesPipe(file: string): boolean {
  try {
    execFileSync('mkfifo', [file], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
