/** This machine's system and processor, and the Node that runs here. */
export function platformInWords(): string {
  return `${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

/** Whether names of files that differ in case usually mean one file on this system, as VS Code has it too. */
export function usuallyIgnoresCase(): boolean {
  return process.platform === 'win32' || process.platform === 'darwin';
}
