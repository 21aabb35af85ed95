import { window, type LogOutputChannel } from 'vscode';
import { printable } from '../language/index.ts';
import type { Log } from '../ports/log.ts';

export interface OutputLog extends Log {
  show(): void;
  dispose(): void;
}

/** The output channel. Whoever writes a line leaves values and credentials out of it; what begins a new one is shown. */
export function createOutputLog(): OutputLog {
  const channel: LogOutputChannel = window.createOutputChannel('Kestra Secrets', { log: true });
  return {
    info: (line) => channel.info(printable(line)),
    warn: (line) => channel.warn(printable(line)),
    error: (line) => channel.error(printable(line)),
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
