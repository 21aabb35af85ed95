import type { CatalogSnapshot, Question, Resolution } from '../types.ts';
import { cannotTell, constantName } from './cannot-tell.ts';

/**
 * What becomes of a verdict where a server that is not read may judge the flow as well: what is missing or hidden here, that
 * one may have.
 */
export function withUnreadServers(
  { unreadServers: [file] = [] }: CatalogSnapshot,
  question: Question,
  resolution: Resolution,
): Resolution {
  const name = constantName(question);
  const { verdict, secretVerdict, reason } = resolution;
  if (file === undefined || name === null || (verdict !== 'missing' && verdict !== 'hidden'))
    return resolution;
  const because = secretVerdict === 'missing' ? null : reason;
  return cannotTell(resolution, {
    reasonCode: 'incomplete-list',
    reason: { kind: 'server-not-read', name, file, because },
  });
}
