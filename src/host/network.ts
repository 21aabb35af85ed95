import type { NetworkSettings } from '../ports/network.ts';
import { environmentVariable } from './environment.ts';
import { fileLimits, readSmallFile } from './small-file.ts';

/** PEM certificates of a file, by its absolute path; null: it cannot be read. Rejects when cancelled. */
export async function readCertificates(path: string, signal: AbortSignal): Promise<string | null> {
  return readSmallFile(path, fileLimits.certificates, signal);
}

/**
 * The network as the environment describes it to programs: HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS. A file that
 * cannot be read is no certificate, as Node has it too. Rejects when cancelled.
 */
export async function readNetworkOfEnvironment(signal: AbortSignal): Promise<NetworkSettings> {
  const proxy = environmentVariable('HTTPS_PROXY') ?? environmentVariable('https_proxy') ?? '';
  const noProxy = environmentVariable('NO_PROXY') ?? environmentVariable('no_proxy') ?? '';
  const file = environmentVariable('NODE_EXTRA_CA_CERTS') ?? '';
  const certificates = file === '' ? null : await readCertificates(file, signal);
  return {
    extraCertificates: certificates === null ? [] : [certificates],
    certificatesIn: 'NODE_EXTRA_CA_CERTS',
    ...(proxy === '' ? {} : { proxy }),
    ...(noProxy === '' ? {} : { noProxy }),
  };
}
