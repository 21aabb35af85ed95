import { homedir } from 'node:os';
import { join } from 'node:path';
import { podTokenFile } from '../access/index.ts';
import { fileLimits, readSmallFile } from '../host/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { NetworkSettings } from '../ports/network.ts';
import { caFile, proxySettings } from './settings.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delay, action) => {
    const timer = setTimeout(action, delay);
    return () => clearTimeout(timer);
  },
};

/** A variable of the environment that VS Code runs in. */
export function environmentVariable(name: string): string | undefined {
  return process.env[name];
}

/** A small file of the user's home, by its relative path; null where it is not there or cannot be read. */
export async function homeFile(path: string, signal: AbortSignal): Promise<string | null> {
  return readSmallFile(join(homedir(), path), fileLimits.token, signal);
}

/** The token of the service account of the pod that VS Code's server runs in; null where it is no pod. */
export async function podToken(signal: AbortSignal): Promise<string | null> {
  return readSmallFile(podTokenFile, fileLimits.token, signal);
}

/** The network as the user's own settings describe it, read when a connection is opened. */
export async function networkSettings(log: Log, signal: AbortSignal): Promise<NetworkSettings> {
  const path = caFile();
  return {
    extraCertificates: path === null ? [] : await certificatesIn(path, log, signal),
    ...proxySettings(),
  };
}

async function certificatesIn(path: string, log: Log, signal: AbortSignal): Promise<readonly string[]> {
  const text = await readSmallFile(path, fileLimits.certificates, signal);
  if (text !== null) return [text];
  log.warn(`kestraSecrets.caFile: ${path} cannot be read, so only the system's certificates are trusted`);
  return [];
}
