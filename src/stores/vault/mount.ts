import * as l10n from '@vscode/l10n';
import { FailureError, isFailureError } from '../../ports/failure.ts';
import { readMount, type MountAnswer } from './answers.ts';
import type { VaultClient } from './client.ts';
import { missingMount, notKeyValue, otherMount, wrongVersion } from './failures.ts';
import { encodePath } from './paths.ts';
import type { VaultSettings } from './settings.ts';

/**
 * An empty list and "no such secret" look the same as a path of an engine of another version. So an empty answer
 * counts only once it is known that the engine is there and what it is.
 */
export interface MountCheck {
  /** The engine answered with something: it is what it was taken for. */
  confirm(): void;
  /** Whether an empty answer means "nothing there". Rejects with a FailureError where the engine is another one. */
  isConfirmed(signal: AbortSignal): Promise<boolean>;
}

export function createMountCheck(settings: VaultSettings, client: VaultClient): MountCheck {
  let confirmed = false;
  return {
    confirm() {
      confirmed = true;
    },
    async isConfirmed(signal) {
      if (confirmed) return true;
      const mount = await mountOf(settings, client, signal);
      if (mount === null) return false;
      const engine = settings.mount.join('/');
      if (mount.path !== engine) throw new FailureError(otherMount(settings, mount.path));
      if (mount.type !== 'kv' && mount.type !== 'generic') {
        throw new FailureError(notKeyValue(settings, engine, mount.type));
      }
      if (mount.version !== settings.engineVersion) throw new FailureError(wrongVersion(settings, engine));
      confirmed = true;
      return true;
    },
  };
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
export function emptyNotConfirmed({ backend, mount }: VaultSettings): string {
  return l10n.t(
    '{0} lists nothing, and does not tell this token whether {1} is an engine of that version',
    backend,
    mount.join('/'),
  );
}
