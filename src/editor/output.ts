import { window, type LogOutputChannel } from 'vscode';
import type { Log } from '../ports/log.ts';

export interface OutputLog extends Log {
  show(): void;
  dispose(): void;
}

/** The output channel. Whoever writes a line leaves values and credentials out of it. */
export function createOutputLog(): OutputLog {
  const channel: LogOutputChannel = window.createOutputChannel('Kestra Secrets', { log: true });
  return {
    info: (line) => channel.info(line),
    warn: (line) => channel.warn(line),
    error: (line) => channel.error(line),
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
