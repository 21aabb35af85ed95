import { X509Certificate } from 'node:crypto';
import { decodeText } from './decoded-text.ts';
import { fileLimits, readSmallBytes } from './small-file.ts';

/** The certificates of a file as PEM, or why there are none. */
export type CertificateFile = { readonly pem: string } | { readonly problem: CertificateFileProblem };

export type CertificateFileProblem = 'unreadable' | 'no-certificate';

/**
 * The certificates of a file, by its absolute path: PEM, in UTF-8 or in UTF-16 with a byte order mark, or one as DER.
 * What else a PEM file holds is left out, a private key above all. Rejects when cancelled.
 */
export async function readCertificates(path: string, signal: AbortSignal): Promise<CertificateFile> {
  const bytes = await readSmallBytes(path, fileLimits.certificates, signal);
  if (bytes === null) return { problem: 'unreadable' };
  const written = decodeText(bytes).match(block) ?? [];
  const found = (written.length === 0 ? [bytes] : written).flatMap((each) => pemOf(each) ?? []);
  return found.length === 0 ? { problem: 'no-certificate' } : { pem: found.join('') };
}

const block = /-----BEGIN (X509 |TRUSTED |)CERTIFICATE-----[^-]*-----END \1CERTIFICATE-----/g;

/** null: it is no certificate. */
function pemOf(certificate: string | Uint8Array): string | null {
  try {
    return new X509Certificate(certificate).toString();
  } catch {
    return null;
  }
}
