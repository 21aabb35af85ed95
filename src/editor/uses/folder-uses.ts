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

/**
 * The same, with the calls that the server's configuration puts into tasks behind them: no flow's, so that they do not count as
 * flows that use it, but a name that is asked for all the same.
 */
export async function findAllUses(
  session: FolderSession,
  sought: SoughtSecret,
  signal: AbortSignal,
): Promise<SecretUses> {
  const uses = await findUses(session, sought, signal);
  const configuration = session.configuration();
  if (configuration === null) return uses;
  const { indexServerValues } = await import('../../folder/elsewhere/index.ts');
  const values = await indexServerValues({ configuration, files: session.files }, signal);
  const others = usesOfSecret(values, sought, session.catalog.snapshot());
  return {
    certain: [...uses.certain, ...others.certain],
    perhaps: [...uses.perhaps, ...others.perhaps],
    filesInPart: uses.filesInPart,
  };
}
