import type { CatalogSnapshot, Question, Resolution } from '../types.ts';

/** What becomes of a verdict where a server that is not read may judge the flow as well: what is missing here, that may have. */
export function withUnreadServers(
  { unreadServers: [file] = [] }: CatalogSnapshot,
  { key }: Question,
  resolution: Resolution,
): Resolution {
  const name = key?.kind === 'constant' ? key.value : null;
  if (file === undefined || resolution.secretVerdict !== 'missing') return resolution;
  if (typeof name !== 'string' || name === '') return resolution;
  return {
    ...resolution,
    verdict: 'unknown',
    secretVerdict: 'unknown',
    subkeyVerdict: resolution.subkeyVerdict === null ? null : 'unknown',
    reasonCode: 'incomplete-list',
    reason: { kind: 'server-not-read', name, file },
    mistake: null,
    reservations: { serverVariable: null, listLag: 0 },
  };
}
