import { kestraBackend } from '../../managers/kestra.ts';
import type { HeldSecret } from '../../language/uses/index.ts';
import type { FolderSession } from '../session/folder-session.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Target } from '../target.ts';
import { namedSecretOf, secretOf, type NamedSecret } from './choose.ts';
import { findHeld } from './listed-secret.ts';
import { searchSecrets } from './search.ts';

/** A secret of a folder whose uses are looked for. */
export interface FolderSecret extends NamedSecret {
  readonly session: FolderSession;
  /** null: no backend that is known has it; a running Kestra lists it all the same. */
  readonly held: HeldSecret | null;
}

/** The secret of a row, which may be a running Kestra's, or one that the user looks up; `title`: the command that asks. */
export async function chooseSought(
  sessions: Sessions,
  target: Target | null,
  title: string,
): Promise<FolderSecret | undefined> {
  const row = secretOf(sessions, target);
  const session = target === null ? undefined : sessions.byFolder(target.folder);
  const listed = namedSecretOf(sessions, target);
  if (row === undefined && session !== undefined && listed !== undefined) {
    const { backends } = session.catalog.snapshot();
    const held = findHeld(backends, listed.secret.name, target?.namespace ?? null);
    return { ...listed, session, held };
  }
  const chosen = row ?? (await searchSecrets(sessions, { title, hidden: true, actions: {} }));
  if (chosen === undefined) return undefined;
  const { backend, secret } = chosen;
  return { ...chosen, held: backend.id === kestraBackend.id ? null : { backend, secret } };
}
