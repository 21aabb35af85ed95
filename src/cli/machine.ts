import { homedir } from 'node:os';
import { join } from 'node:path';
import { podTokenFile } from '../access/index.ts';
import { fileLimits, readSmallFile } from '../host/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { NetworkSettings } from '../ports/network.ts';

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
  return readSmallFile(join(homedir(), path), fileLimits.token, signal);
}

/** The token of the service account of the pod that this runs in; null where it is no pod. */
export async function podToken(signal: AbortSignal): Promise<string | null> {
  return readSmallFile(podTokenFile, fileLimits.token, signal);
}

/** HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS of the environment. */
export async function networkSettings(signal: AbortSignal): Promise<NetworkSettings> {
  const proxy = environment('HTTPS_PROXY') ?? environment('https_proxy') ?? '';
  const noProxy = environment('NO_PROXY') ?? environment('no_proxy') ?? '';
  const certificates = await readCertificates(environment('NODE_EXTRA_CA_CERTS') ?? '', signal);
  return {
    extraCertificates: certificates === null ? [] : [certificates],
    certificatesIn: 'NODE_EXTRA_CA_CERTS',
    ...(proxy === '' ? {} : { proxy }),
    ...(noProxy === '' ? {} : { noProxy }),
  };
}

/** A file that cannot be read is no certificate, as Node has it too. */
async function readCertificates(path: string, signal: AbortSignal): Promise<string | null> {
  return path === '' ? null : readSmallFile(path, fileLimits.certificates, signal);
}
