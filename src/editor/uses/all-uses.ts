import { indexOfElsewhere, indexServerValues } from '../../folder/elsewhere/index.ts';
import {
  mergeUses,
  secretsDefinedWith,
  usesOfSecret,
  type SecretUses,
  type SoughtSecret,
} from '../../language/uses/index.ts';
import { findUses, joinUses, knownUses, type FolderOfUses } from './folder-uses.ts';
import { readRendered } from './read-rendered.ts';
import { keepRendered, knownRenderedUses, type UsesElsewhere } from './rendered-uses.ts';

/**
 * The uses of a secret that {@link findUses} has, with those of secrets that are defined in the same place for other
 * configurations, and behind them the calls that the server's configuration puts into tasks: no flow's, so that they do not count
 * as flows that use it, but a name that is asked for all the same. All stand where they are now.
 */
export async function findAllUses(
  session: FolderOfUses,
  sought: SoughtSecret,
  signal: AbortSignal,
): Promise<SecretUses> {
  const configuration = session.configuration();
  if (configuration === null) return findUses(session, sought, signal);
  const values = indexOfElsewhere(await indexServerValues({ configuration, files: session.files }, signal));
  const index = await (await session.flows()).read(signal);
  await keepRendered(index, (known) => readRendered(session, index, known, false, signal));
  const snapshot = session.catalog.snapshot();
  const all = secretsDefinedWith(sought, configuration, snapshot);
  const ways: readonly UsesElsewhere[] = [
    (secret) => usesOfSecret(index, secret, snapshot),
    (secret) => knownRenderedUses(index, secret),
    (secret) => ({ ...usesOfSecret(values, secret, snapshot), filesInPart: [] }),
  ];
  return joinUses(ways.map((usesOf) => mergeUses(all.map(usesOf))));
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
