import type { NetworkSettings } from '../ports/network.ts';
import { readCertificates, type CertificateFileProblem } from './certificates.ts';
import { environmentVariable } from './environment.ts';

/** The network as the environment describes it, and what of that does not count. */
export interface NetworkOfEnvironment {
  readonly settings: NetworkSettings;
  /** The file of NODE_EXTRA_CA_CERTS where it gives no certificate; null: it does, or none is named. */
  readonly brokenFile: { readonly path: string; readonly problem: CertificateFileProblem } | null;
}

/**
 * The network as the environment describes it to programs: HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS. A file that
 * cannot be read is no certificate, as Node has it too. Rejects when cancelled.
 */
export async function readNetworkOfEnvironment(signal: AbortSignal): Promise<NetworkOfEnvironment> {
  const proxy = environmentVariable('HTTPS_PROXY') ?? environmentVariable('https_proxy') ?? '';
  const noProxy = environmentVariable('NO_PROXY') ?? environmentVariable('no_proxy') ?? '';
  const path = environmentVariable('NODE_EXTRA_CA_CERTS') ?? '';
  const file = path === '' ? null : await readCertificates(path, signal);
  return {
    settings: {
      extraCertificates: file !== null && 'pem' in file ? [file.pem] : [],
      certificatesIn: 'NODE_EXTRA_CA_CERTS',
      ...(proxy === '' ? {} : { proxy }),
      ...(noProxy === '' ? {} : { noProxy }),
    },
    brokenFile: file !== null && 'problem' in file ? { path, problem: file.problem } : null,
  };
}
