import { usesOfSecret, type SecretUses, type SoughtSecret } from '../../language/uses/index.ts';
import type { FolderSession } from '../session/folder-session.ts';

/** The uses of a secret as far as they are known now; null: not all flows of the folder have been read once. */
export function knownUses(session: FolderSession, sought: SoughtSecret): SecretUses | null {
  const index = session.knownFlows();
  return index === null ? null : usesOfSecret(index, sought, session.catalog.snapshot());
}
