import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { podTokenFile } from '../access/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { NetworkSettings } from '../ports/network.ts';

/** A token is short; what is longer is another file. */
const homeFileLimit = 4096;

export const clock: Clock = {
  now: () => Date.now(),
  after(delay, action) {
    const timer = setTimeout(action, delay);
    return () => clearTimeout(timer);
  },
};

/** Failures are told with the backends they belong to; nothing else is said. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export function environment(name: string): string | undefined {
  return process.env[name];
}

/** A small file of the user's home; null where it is not there or cannot be read. */
export async function homeFile(path: string, signal: AbortSignal): Promise<string | null> {
  try {
    const text = await readFile(join(homedir(), path), { encoding: 'utf8', signal });
    return text.length > homeFileLimit ? null : text;
  } catch {
    return null;
  }
}

/** The token of the service account of the pod that this runs in; null where it is no pod. */
export async function podToken(signal: AbortSignal): Promise<string | null> {
  return readFile(podTokenFile, { encoding: 'utf8', signal }).catch(() => null);
}

/** HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS of the environment. */
export async function networkSettings(): Promise<NetworkSettings> {
  const proxy = environment('HTTPS_PROXY') ?? environment('https_proxy') ?? '';
  const noProxy = environment('NO_PROXY') ?? environment('no_proxy') ?? '';
  const certificates = await readCertificates(environment('NODE_EXTRA_CA_CERTS') ?? '');
  return {
    extraCertificates: certificates === null ? [] : [certificates],
    ...(proxy === '' ? {} : { proxy }),
    ...(noProxy === '' ? {} : { noProxy }),
  };
}

/** A file that cannot be read is no certificate, as Node has it too. */
async function readCertificates(path: string): Promise<string | null> {
  if (path === '') return null;
  return readFile(path, 'utf8').catch(() => null);
}
