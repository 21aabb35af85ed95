import { usesOfSecret, type SecretUses, type SoughtSecret } from '../../language/uses/index.ts';
import type { FolderSession } from '../session/folder-session.ts';

/** The uses of a secret as far as they are known now; null: not all flows of the folder have been read once. */
export function knownUses(session: FolderSession, sought: SoughtSecret): SecretUses | null {
  const index = session.knownFlows();
  return index === null ? null : usesOfSecret(index, sought, session.catalog.snapshot());
}

/** Every use of a secret in the flows of the folder. Rejects with an AbortError, and where the folder cannot be read. */
export async function findUses(
  session: FolderSession,
  sought: SoughtSecret,
  signal: AbortSignal,
): Promise<SecretUses> {
  const flows = await session.flows();
  return usesOfSecret(await flows.read(signal), sought, session.catalog.snapshot());
}
