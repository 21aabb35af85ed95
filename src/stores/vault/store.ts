import type { Clock } from '../../ports/clock.ts';
import { FailureError, isFailureError } from '../../ports/failure.ts';
import { cancellation } from '../../ports/cancellation.ts';
import { mapAtOnce } from '../concurrency.ts';
import type { ListPage, LookupAnswer, Store, StoredSecret, Subkeys } from '../contract.ts';
import type { SubkeysAnswer } from './answers.ts';
import { nameRefused } from '../names.ts';
import type { VaultClient } from './client.ts';
import { createMountCheck, emptyNotConfirmed, type Engine, type MountCheck } from './mount.ts';
import { isAskable } from '../../managers/vault-segments.ts';
import { nameSegments } from './paths.ts';
import { askSubkeys, listFolder, readFieldNames } from './questions.ts';
import type { VaultSettings } from './settings.ts';
import { walk, type FolderPart } from './walk.ts';

/** With tags a page holds this many secrets, so that something is there soon. */
const pageWithTags = 100;

/** So many names are handed on at a time. */
const pageWithoutTags = 2000;

/** One question a secret: for so many milliseconds of a list they are asked. */
const timeForTags = 60_000;

interface Vault {
  readonly settings: VaultSettings;
  readonly client: VaultClient;
  readonly mount: MountCheck;
  readonly clock: Clock;
}

/** A key/value engine of a Vault as a store. Of version 1 it knows the names alone. */
export function createVaultStore(
  settings: VaultSettings,
  client: VaultClient,
  clock: Clock,
  closed: () => void,
): Store {
  const vault: Vault = { settings, client, mount: createMountCheck(settings, client, clock), clock };
  const hasSubkeys = settings.engineVersion === 2;
  return {
    abilities: {
      lookup: hasSubkeys,
      subkeys: hasSubkeys ? 'without-value' : 'by-reading-value',
      listLag: 0,
    },
    needsLogin: () => client.needsLogin(),
    list: ({ withTags }, signal) => listAll(vault, withTags && hasSubkeys, signal),
    lookup: async (name, signal) => lookUp(vault, segments(settings, name), signal),
    async subkeys(name, { readValue }, signal): Promise<Subkeys> {
      const asked = segments(settings, name);
      if (!hasSubkeys) {
        return readValue ? readFieldNames(settings, client, asked, signal) : { state: 'not-read' };
      }
      const answer = await askSubkeys(settings, client, asked, signal);
      return subkeysOf(answer);
    },
    close() {
      client.close();
      closed();
    },
  };
}

async function* listAll(vault: Vault, withTags: boolean, signal: AbortSignal): AsyncGenerator<ListPage> {
  const { settings, client, mount, clock } = vault;
  if (signal.aborted) throw cancellation();
  const engine = mount.look(signal);
  // It is awaited with the first answer, whichever that is.
  engine.catch(() => undefined);
  const begun = clock.now();
  let found = 0;
  try {
    for await (const part of walk((folder) => listFolder(settings, client, folder, signal), clock)) {
      if (found === 0 && part.names.length > 0) {
        // Where nothing is told of the engine, a list with names in it speaks for itself.
        await asConfigured(engine.catch(notTold));
        mount.confirm();
      }
      found += part.names.length;
      if (found === 0 && part.cutShort === undefined && !(await asConfigured(engine))) {
        yield { secrets: [], cutShort: [emptyNotConfirmed(settings)] };
      } else if (withTags) {
        yield* pagesWithTags(vault, part, begun + timeForTags, signal);
      } else {
        yield* pagesOf(vault, part);
      }
    }
  } catch (error) {
    if (!isFailureError(error) || error.failure.kind !== 'denied') throw error;
    // Vault tells of an engine only to those who may do something in it.
    if (!(await asConfigured(engine.catch(notTold))) || settings.engineVersion === 1) throw error;
    yield { secrets: [], refused: error.failure };
  }
}

/** Whether the engine is told to be what it was taken for. Throws where it is told to be another one. */
async function asConfigured(engine: Promise<Engine>): Promise<boolean> {
  const told = await engine;
  if (told.state === 'other') throw new FailureError(told.failure);
  return told.state === 'as-configured';
}

function notTold(error: unknown): Engine {
  if (isFailureError(error)) return { state: 'not-told' };
  throw error;
}

/** `until`, in milliseconds since the epoch: the names that come later are listed without their tags. */
async function* pagesWithTags(
  vault: Vault,
  part: FolderPart,
  until: number,
  signal: AbortSignal,
): AsyncGenerator<ListPage> {
  for (let at = 0; at < part.names.length; at += pageWithTags) {
    const names = part.names.slice(at, at + pageWithTags);
    const isLate = vault.clock.now() >= until;
    yield {
      secrets: isLate
        ? names.map((name) => unaskedSecret(vault.settings, name))
        : await mapAtOnce(names, (name) => withItsTags(vault, name, signal)),
    };
  }
  if (part.names.length === 0) yield page(part, []);
}

/** A folder comes in one answer, of any size: between its pages others have their turn. */
async function* pagesOf({ settings }: Vault, part: FolderPart): AsyncGenerator<ListPage> {
  let at = 0;
  for (; part.names.length - at > pageWithoutTags; at += pageWithoutTags) {
    yield {
      secrets: part.names.slice(at, at + pageWithoutTags).map((name) => unaskedSecret(settings, name)),
    };
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
  }
  yield page(
    part,
    part.names.slice(at).map((name) => unaskedSecret(settings, name)),
  );
}

function page(part: FolderPart, secrets: readonly StoredSecret[]): ListPage {
  const { cutShort, byFault } = part;
  return {
    secrets,
    ...(cutShort === undefined ? {} : { cutShort }),
    ...(byFault === undefined ? {} : { byFault }),
  };
}

/** A listed secret with its tags; without them where this one is refused. */
async function withItsTags(
  { settings, client }: Vault,
  name: readonly string[],
  signal: AbortSignal,
): Promise<StoredSecret> {
  if (!name.every(isAskable)) return unaskedSecret(settings, name);
  try {
    const answer = await askSubkeys(settings, client, name, signal);
    if (answer.state === 'nothing') return { ...unaskedSecret(settings, name), readable: 'no-version' };
    return askedSecret(settings, name, answer);
  } catch (error) {
    if (isFailureError(error) && error.failure.kind === 'denied') return unaskedSecret(settings, name);
    throw error;
  }
}

async function lookUp(vault: Vault, name: readonly string[], signal: AbortSignal): Promise<LookupAnswer> {
  const { settings, client, mount } = vault;
  const isListed = () => isInItsFolder(vault, name, signal);
  if (settings.engineVersion === 1) {
    return (await isListed())
      ? { state: 'found', secret: unaskedSecret(settings, name) }
      : { state: 'absent' };
  }
  const answer = await askSubkeys(settings, client, name, signal);
  if (answer.state !== 'nothing') {
    mount.confirm();
    return { state: 'found', secret: askedSecret(settings, name, answer) };
  }
  if (!(await mount.isConfirmed(signal))) {
    throw new FailureError({
      kind: 'denied',
      message: {
        kind: 'vault-absence-not-confirmed',
        backend: settings.backend,
        engine: settings.mount.join('/'),
      },
      nextSteps: [{ kind: 'sign-in' }],
    });
  }
  // A secret that has metadata but no version is listed, and answers as one that does not exist.
  if (!(await isListed())) return { state: 'absent' };
  return { state: 'found', secret: { ...unaskedSecret(settings, name), readable: 'no-version' } };
}

/** Where the folder may not be listed, a secret without any version counts as none. */
async function isInItsFolder(
  { settings, client }: Vault,
  name: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const list = await listFolder(settings, client, name.slice(0, -1), signal);
    return list.state === 'listed' && list.secrets.includes(name.at(-1) ?? '');
  } catch (error) {
    if (settings.engineVersion === 2 && isFailureError(error) && error.failure.kind === 'denied')
      return false;
    throw error;
  }
}

function unaskedSecret({ folder }: VaultSettings, name: readonly string[]): StoredSecret {
  return {
    name: name.join('/'),
    storedName: [...folder, ...name].join('/'),
    tags: null,
    readable: 'unknown',
    subkeys: { state: 'not-read' },
  };
}

type FoundSubkeys = Exclude<SubkeysAnswer, { state: 'nothing' }>;

function askedSecret(settings: VaultSettings, name: readonly string[], answer: FoundSubkeys): StoredSecret {
  const { deletionTime } = answer;
  const isDeleted = answer.state === 'deleted';
  return {
    ...unaskedSecret(settings, name),
    tags: answer.tags,
    readable: isDeleted ? 'deleted' : 'yes',
    subkeys: subkeysOf(answer),
    // The time of a version that is still readable lies ahead (delete_version_after).
    ...(deletionTime === null ? {} : isDeleted ? { deletedAt: deletionTime } : { expiresAt: deletionTime }),
  };
}

function subkeysOf(answer: SubkeysAnswer): Subkeys {
  return answer.state === 'readable' ? { state: 'known', names: answer.subkeys } : { state: 'not-read' };
}

/** Throws before anything is sent where a name might lead elsewhere. */
function segments({ backend }: VaultSettings, name: string): readonly string[] {
  const found = nameSegments(name);
  if (found !== null) return found;
  throw nameRefused(backend, name);
}
