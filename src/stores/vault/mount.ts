import type { Clock } from '../../ports/clock.ts';
import { FailureError, isFailureError, type Failure } from '../../ports/failure.ts';
import { isCancellation } from '../../ports/cancellation.ts';
import type { ListCut } from '../../ports/list-cut.ts';
import { readMount, type MountAnswer } from './answers.ts';
import type { VaultClient } from './client.ts';
import { missingMount, notKeyValue, otherMount, wrongVersion } from './failures.ts';
import { encodePath } from './paths.ts';
import type { VaultSettings } from './settings.ts';

/**
 * An empty list and "no such secret" look the same as a path of an engine of another version, and a folder that is
 * called `metadata` looks like a list. So the engine itself is asked about, and an empty answer counts only once it is
 * known that the engine is there and what it is.
 */
export interface MountCheck {
  /** The engine answered with something: it is what it was taken for. */
  confirm(): void;
  /** Whether an empty answer means "nothing there". Rejects with a FailureError where the engine is another one. */
  isConfirmed(signal: AbortSignal): Promise<boolean>;
  /** What Vault tells of the engine. Rejects with a FailureError where the question itself fails. */
  look(signal: AbortSignal): Promise<Engine>;
}

export type Engine =
  | { readonly state: 'as-configured' }
  | { readonly state: 'other'; readonly failure: Failure }
  /** This token is not told. */
  | { readonly state: 'not-told' };

/** How long the engine is asked about, in milliseconds: it is a help, and must not keep a list waiting that is there. */
export const lookTime = 5000;

export function createMountCheck(settings: VaultSettings, client: VaultClient, clock: Clock): MountCheck {
  let confirmed = false;

  async function look(signal: AbortSignal): Promise<Engine> {
    const mount = await inTime(clock, signal, (inner) => mountOf(settings, client, inner));
    if (mount === null) return { state: 'not-told' };
    const failure = differenceFrom(settings, mount);
    if (failure !== null) return { state: 'other', failure };
    confirmed = true;
    return { state: 'as-configured' };
  }

  return {
    confirm() {
      confirmed = true;
    },
    async isConfirmed(signal) {
      if (confirmed) return true;
      const engine = await look(signal);
      if (engine.state === 'other') throw new FailureError(engine.failure);
      return engine.state === 'as-configured';
    },
    look,
  };
}

/** null: it took too long. */
async function inTime<T>(
  clock: Clock,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const inner = new AbortController();
  const stop = () => inner.abort();
  signal.addEventListener('abort', stop, { once: true });
  const takeBack = clock.after(lookTime, stop);
  try {
    return await work(inner.signal);
  } catch (error) {
    if (isCancellation(error) && !signal.aborted) return null;
    throw error;
  } finally {
    takeBack();
    signal.removeEventListener('abort', stop);
  }
}

/** null: the engine is the one that the configuration speaks of. */
function differenceFrom(settings: VaultSettings, mount: MountAnswer): Failure | null {
  const engine = settings.mount.join('/');
  // Of an engine in a namespace below the one that is asked, the whole path is told.
  const above = settings.namespace === null ? '' : `${settings.namespace}/`;
  const path = mount.path.startsWith(above) ? mount.path.slice(above.length) : mount.path;
  if (mount.path !== engine && path !== engine) return otherMount(settings, path);
  if (mount.type !== 'kv' && mount.type !== 'generic') return notKeyValue(settings, engine, mount.type);
  return mount.version === settings.engineVersion ? null : wrongVersion(settings, engine, mount.version);
}

/** null: Vault does not tell this token. */
async function mountOf(
  settings: VaultSettings,
  client: VaultClient,
  signal: AbortSignal,
): Promise<MountAnswer | null> {
  const path = `sys/internal/ui/mounts/${encodePath([...settings.mount, ...settings.folder])}`;
  try {
    const answer = await client.ask({ what: 'mount', path }, signal);
    if (answer.status === 404) throw new FailureError(missingMount(settings));
    return readMount(answer);
  } catch (error) {
    if (isFailureError(error) && error.failure.kind === 'denied') return null;
    throw error;
  }
}

/** Why a list without a name in it is not taken for an empty one. */
export function emptyNotConfirmed({ backend, mount }: VaultSettings): ListCut {
  return { kind: 'vault-engine-not-confirmed', backend, engine: mount.join('/') };
}
