import * as tls from 'node:tls';

/** By the extra certificates: reading and parsing some hundred certificates takes a tenth of a second. */
const contexts = new Map<string, tls.SecureContext>();

/**
 * Whom to trust: what Node trusts, the system's store where this Node can read it (22.15 and later, so every VS Code
 * that is supported), and the user's own certificates. VS Code adds the system's to its own requests alone.
 */
export function trustedContext(extraCertificates: readonly string[]): tls.SecureContext {
  const key = extraCertificates.join('\n');
  const known = contexts.get(key);
  if (known !== undefined) return known;
  const ca = [...new Set([...storeOf('default'), ...storeOf('system'), ...extraCertificates])];
  // Without a list of ours Node takes its own, with that of NODE_EXTRA_CA_CERTS.
  const isNodesOwn = extraCertificates.length === 0 && typeof readStore !== 'function';
  const context = tls.createSecureContext(isNodesOwn ? {} : { ca });
  contexts.set(key, context);
  return context;
}

/** `tls.getCACertificates`, which the oldest supported Node lacks. */
const readStore: unknown = Reflect.get(tls, 'getCACertificates');

function storeOf(store: 'default' | 'system'): readonly string[] {
  const fallback = store === 'default' ? tls.rootCertificates : [];
  if (typeof readStore !== 'function') return fallback;
  try {
    const certificates: unknown = Reflect.apply(readStore, tls, [store]);
    return Array.isArray(certificates) ? certificates.filter((item) => typeof item === 'string') : fallback;
  } catch {
    // The system's store cannot be read: trust less rather than fail.
    return fallback;
  }
}
