import * as tls from 'node:tls';
import type { SystemStore } from './system-store.ts';

/** By all that is trusted: reading and parsing some hundred certificates takes a tenth of a second. */
const contexts = new Map<string, tls.SecureContext>();

/**
 * Whom to trust: what Node trusts, the user's own certificates, and the system's as far as its store was read. VS Code
 * adds the system's to its own requests alone.
 */
export function trustedContext(extraCertificates: readonly string[], store: SystemStore): tls.SecureContext {
  const added = [...(store.known() ?? []), ...extraCertificates];
  const key = added.join('\n');
  const known = contexts.get(key);
  if (known !== undefined) return known;
  // Without a list of ours Node takes its own, with that of NODE_EXTRA_CA_CERTS.
  const isNodesOwn = added.length === 0 && !store.isReadable;
  const ca = [...new Set([...nodesOwn(), ...added])];
  const context = tls.createSecureContext(isNodesOwn ? {} : { ca });
  contexts.set(key, context);
  return context;
}

/** What is held in Node, and what NODE_EXTRA_CA_CERTS adds; never the system's store, which can take long to read. */
function nodesOwn(): readonly string[] {
  const readStore: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof readStore !== 'function') return tls.rootCertificates;
  try {
    const extra: unknown = Reflect.apply(readStore, tls, ['extra']);
    const texts = Array.isArray(extra) ? extra.filter((item) => typeof item === 'string') : [];
    return [...tls.rootCertificates, ...texts];
  } catch {
    return tls.rootCertificates;
  }
}
