import {
  countCertainFlows,
  usesOfSecret,
  type SecretUses,
  type SoughtSecret,
} from '../../language/uses/index.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { keepRendered, knownRenderedUses } from './rendered-uses.ts';

/** One folder, as its uses are found in it. */
export type FolderOfUses = Pick<
  FolderSession,
  'catalog' | 'configuration' | 'files' | 'flows' | 'knownFlows'
>;

/** The uses of a secret as far as they are known now; null: not all flows of the folder have been read once. */
export function knownUses(session: FolderOfUses, sought: SoughtSecret): SecretUses | null {
  const index = session.knownFlows();
  if (index === null) return null;
  return joinUses([
    usesOfSecret(index, sought, session.catalog.snapshot()),
    knownRenderedUses(index, sought),
  ]);
}

/** How many flows certainly use a secret, as far as it is known; null: not all flows of the folder have been read once. */
export function knownFlowCount(session: FolderOfUses, sought: SoughtSecret): number | null {
  const index = session.knownFlows();
  if (index === null) return null;
  return countCertainFlows(index, sought, session.catalog.snapshot(), knownRenderedUses(index, sought));
}

/**
 * Every use of a secret in the flows of the folder and the namespace files that they render. Rejects with an AbortError, and where
 * the folder cannot be read.
 */
export async function findUses(
  session: FolderOfUses,
  sought: SoughtSecret,
  signal: AbortSignal,
): Promise<SecretUses> {
  const index = await (await session.flows()).read(signal);
  const { readRendered } = await import('./read-rendered.ts');
  await keepRendered(index, (known) => readRendered(session, index, known, true, signal));
  return joinUses([
    usesOfSecret(index, sought, session.catalog.snapshot()),
    knownRenderedUses(index, sought),
  ]);
}

/** Of different files, in this order. */
export function joinUses(all: readonly SecretUses[]): SecretUses {
  return {
    certain: all.flatMap(({ certain }) => certain),
    perhaps: all.flatMap(({ perhaps }) => perhaps),
    filesInPart: all.flatMap(({ filesInPart }) => filesInPart),
  };
}
