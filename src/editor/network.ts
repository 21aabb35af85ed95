import * as l10n from '@vscode/l10n';
import { readCertificates } from '../host/index.ts';
import type { Log } from '../ports/log.ts';
import type { NetworkSettings } from '../ports/network.ts';
import { caFile, proxySettings } from './settings.ts';
import { showWarning } from './shown/messages.ts';

/** What was said of the file of certificates last: every backend of every folder reads it, and it is said once. */
let said: string | null = null;

/** The network as the user's own settings describe it, read when a connection is opened. Rejects when cancelled. */
export async function readNetworkSettings(log: Log, signal: AbortSignal): Promise<NetworkSettings> {
  const path = caFile();
  return {
    extraCertificates: path === null ? [] : await certificatesIn(path, log, signal),
    ...proxySettings(),
  };
}

async function certificatesIn(path: string, log: Log, signal: AbortSignal): Promise<readonly string[]> {
  const file = await readCertificates(path, signal);
  if ('pem' in file) {
    said = null;
    return [file.pem];
  }
  const isUnreadable = file.problem === 'unreadable';
  const fact = isUnreadable ? 'cannot be read' : 'holds no certificate';
  log.warn(`kestraSecrets.caFile: ${path} ${fact}, so only the system's certificates are trusted`);
  const message = isUnreadable
    ? l10n.t(
        'kestraSecrets.caFile: {0} cannot be read, so only the system’s certificates are trusted; correct the path, or check who may read the file.',
        path,
      )
    : l10n.t(
        'kestraSecrets.caFile: {0} holds no certificate, so only the system’s certificates are trusted; name a file with certificates as PEM, or one as DER.',
        path,
      );
  if (message !== said) void showWarning(message);
  said = message;
  return [];
}
