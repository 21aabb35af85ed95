import {
  mergeUses,
  secretsDefinedWith,
  usesOfSecret,
  type SecretUses,
  type SoughtSecret,
} from '../../language/uses/index.ts';
import type { FolderSession } from '../session/folder-session.ts';

/** One folder, as its uses are found in it. */
export type FolderOfUses = Pick<
  FolderSession,
  'catalog' | 'configuration' | 'files' | 'flows' | 'knownFlows'
>;

/** The uses of a secret as far as they are known now; null: not all flows of the folder have been read once. */
export function knownUses(session: FolderOfUses, sought: SoughtSecret): SecretUses | null {
  const index = session.knownFlows();
  return index === null ? null : usesOfSecret(index, sought, session.catalog.snapshot());
}

/** Every use of a secret in the flows of the folder. Rejects with an AbortError, and where the folder cannot be read. */
export async function findUses(
  session: FolderOfUses,
  sought: SoughtSecret,
  signal: AbortSignal,
): Promise<SecretUses> {
  const flows = await session.flows();
  return usesOfSecret(await flows.read(signal), sought, session.catalog.snapshot());
}

/**
 * The same, with the uses of secrets that are defined in the same place for other configurations, and behind them the calls that
 * the server's configuration puts into tasks: no flow's, so that they do not count as flows that use it, but a name that is
 * asked for all the same.
 */
export async function findAllUses(
  session: FolderOfUses,
  sought: SoughtSecret,
  signal: AbortSignal,
): Promise<SecretUses> {
  const configuration = session.configuration();
  if (configuration === null) return findUses(session, sought, signal);
  const { indexServerValues } = await import('../../folder/elsewhere/index.ts');
  const values = await indexServerValues({ configuration, files: session.files }, signal);
  const index = await (await session.flows()).read(signal);
  const snapshot = session.catalog.snapshot();
  const all = secretsDefinedWith(sought, configuration, snapshot);
  const both = [index, values].map((each) =>
    mergeUses(all.map((secret) => usesOfSecret(each, secret, snapshot))),
  );
  return {
    certain: both.flatMap(({ certain }) => certain),
    perhaps: both.flatMap(({ perhaps }) => perhaps),
    filesInPart: index.filesInPart(),
  };
}

/**
 * Every use of the first of secrets that get a new name together, as {@link findAllUses} has them. A file that changed on the
 * disk a moment ago may not have been told of: those that are to be written are read once more, where it was not just now.
 */
export async function findUsesToRename(
  session: FolderOfUses,
  secrets: readonly SoughtSecret[],
  signal: AbortSignal,
): Promise<SecretUses> {
  const [sought] = secrets;
  if (sought === undefined) return { certain: [], perhaps: [], filesInPart: [] };
  const written = secrets.flatMap((each) => knownUses(session, each)?.certain ?? []);
  (await session.flows()).note([...new Set(written.map(({ file }) => file))]);
  return findAllUses(session, sought, signal);
}
