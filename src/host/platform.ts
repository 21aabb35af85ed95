import * as tls from 'node:tls';

/** This machine's system and processor, and the Node that runs here. */
export function platformInWords(): string {
  return `${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

/** Whether names of files that differ in case usually mean one file on this system, as VS Code has it too. */
export function usuallyIgnoresCase(): boolean {
  return process.platform === 'win32' || process.platform === 'darwin';
}

/** Whether this Node can read the certificates that the system trusts: 22.15 and later, so every VS Code that is supported. */
export function readsSystemCertificates(): boolean {
  return 'getCACertificates' in tls;
}
