import { spawnSync } from 'node:child_process';

/**
 * How a process ends with all that it started: on Windows, which has no process groups, a program of the system ends it
 * with its descendants, and at once; elsewhere the group that it leads gets the signal.
 * @param {number} pid of the process
 * @param {'SIGTERM' | 'SIGKILL'} signal
 * @param {{ platform: string, environment: Readonly<Record<string, string | undefined>> }} system
 * @returns {{ file: string, args: string[] } | { group: number, signal: 'SIGTERM' | 'SIGKILL' }}
 */
export function endingOf(pid, signal, { platform, environment }) {
  if (platform !== 'win32') return { group: pid, signal };
  const folder = environment.SystemRoot ?? 'C:\\Windows';
  return { file: `${folder}\\System32\\taskkill.exe`, args: ['/t', '/f', '/pid', String(pid)] };
}

/**
 * Ends it that way. Never throws: it may be gone already.
 * @param {number} pid
 * @param {'SIGTERM' | 'SIGKILL'} signal
 */
export function endTree(pid, signal) {
  const ending = endingOf(pid, signal, { platform: process.platform, environment: process.env });
  if ('file' in ending) {
    spawnSync(ending.file, ending.args, { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-ending.group, ending.signal);
  } catch {
    // the group is gone already
  }
}
