import { readCertificates } from '../host/index.ts';
import type { Log } from '../ports/log.ts';
import type { NetworkSettings } from '../ports/network.ts';
import { caFile, proxySettings } from './settings.ts';

/** The network as the user's own settings describe it, read when a connection is opened. Rejects when cancelled. */
export async function readNetworkSettings(log: Log, signal: AbortSignal): Promise<NetworkSettings> {
  const path = caFile();
  return {
    extraCertificates: path === null ? [] : await certificatesIn(path, log, signal),
    ...proxySettings(),
  };
}

async function certificatesIn(path: string, log: Log, signal: AbortSignal): Promise<readonly string[]> {
  const text = await readCertificates(path, signal);
  if (text !== null) return [text];
  log.warn(`kestraSecrets.caFile: ${path} cannot be read, so only the system's certificates are trusted`);
  return [];
}
