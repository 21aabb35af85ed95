import * as l10n from '@vscode/l10n';
import { kestraBackend } from '../../managers/kestra.ts';
import { isRemote } from '../../managers/table.ts';
import type { RemoteBackend } from '../../access/index.ts';
import type { BackendSnapshot, VisibleSecret } from '../../catalog/index.ts';
import { backendName } from '../../language/index.ts';
import type { FolderSession } from '../session/folder-session.ts';
import type { Sessions } from '../session/sessions.ts';
import { showInformation } from '../shown/messages.ts';
import { pickOne, type PickRow } from '../shown/picks.ts';
import type { Target } from '../target.ts';

export interface ChosenBackend {
  readonly session: FolderSession;
  readonly backend: BackendSnapshot;
}

export interface ChosenSecret extends ChosenBackend {
  readonly secret: VisibleSecret;
  readonly subkey: string | null;
}

/** Reads the configuration of every folder that has not been read yet. */
export async function readAll(sessions: Sessions): Promise<void> {
  await Promise.all(sessions.all().map((session) => session.ready()));
}

interface ChoiceOptions {
  /** The name of the command that asks. */
  readonly title: string;
  readonly placeHolder: string;
  readonly evenOne?: boolean;
}

/**
 * Lets the user choose one of several; one alone is chosen without a word, unless `evenOne`. undefined: nothing, or
 * nothing chosen.
 */
export async function chooseOne<T>(
  choices: readonly PickRow<T>[],
  { evenOne = false, ...words }: ChoiceOptions,
): Promise<T | undefined> {
  if (choices.length === 1 && !evenOne) return choices[0]?.value;
  return pickOne(choices, words);
}

/**
 * The backend a command is about: the target's, else one that the user chooses of those that `fits` lets through.
 * Where it lets none through, `none` is said.
 */
export async function chooseBackend(
  sessions: Sessions,
  target: Target | null,
  {
    title,
    fits,
    none,
  }: {
    /** The name of the command. */
    readonly title: string;
    readonly fits: (backend: BackendSnapshot) => boolean;
    readonly none: string;
  },
): Promise<ChosenBackend | undefined> {
  await readAll(sessions);
  const all = sessions
    .all()
    .flatMap((session) => session.catalog.snapshot().backends.map((backend) => ({ session, backend })));
  if (target?.backend !== undefined) return all.find((each) => isMeant(each, target));
  const choices = all.filter(({ backend }) => fits(backend));
  if (choices.length === 0) {
    void showInformation(none);
    return undefined;
  }
  return chooseOne(
    choices.map((value) => ({
      label: backendName(value.backend),
      description: [
        value.backend.location,
        ...(value.backend.configuration === undefined ? [] : [value.backend.configuration]),
        ...folderName(sessions, value.session),
      ].join(' · '),
      value,
    })),
    { title, placeHolder: l10n.t('Which backend?') },
  );
}

/** Whether a backend is behind a network, so that it can be signed in to and connected differently. */
export function isBehindNetwork({ type, state }: BackendSnapshot): boolean {
  return type !== 'env' && state !== 'unsupported';
}

/** A backend behind a network as its configuration describes it, which is what access to it is decided on. */
export function remoteOf({ session, backend }: ChosenBackend): RemoteBackend | undefined {
  const configured = session.configuration()?.backends.find((each) => each.id === backend.id);
  return configured !== undefined && isRemote(configured) ? configured : undefined;
}

/** The secret (and subkey) that a target names, as it is known now. */
export function secretOf(sessions: Sessions, target: Target | null): ChosenSecret | undefined {
  const session = target === null ? undefined : sessions.byFolder(target.folder);
  const backend = session?.catalog.snapshot().backends.find((each) => each.id === target?.backend);
  const secret = backend?.secrets.find((each) => each.storedName === target?.stored);
  if (session === undefined || backend === undefined || secret === undefined) return undefined;
  return { session, backend, secret, subkey: target?.subkey ?? null };
}

/** A secret by the name that flows use. */
export interface NamedSecret {
  readonly secret: Pick<VisibleSecret, 'name'>;
  readonly subkey: string | null;
}

/** The secret of a target by its name: a backend's, or one that the running Kestra lists. */
export function namedSecretOf(sessions: Sessions, target: Target | null): NamedSecret | undefined {
  return secretOf(sessions, target) ?? listedSecretOf(sessions, target);
}

function listedSecretOf(sessions: Sessions, target: Target | null): NamedSecret | undefined {
  if (target?.backend !== kestraBackend.id || target.stored === undefined) return undefined;
  const name = target.stored;
  const { kestra } = sessions.byFolder(target.folder)?.catalog.snapshot() ?? {};
  const isListed = kestra?.names.some((listed) => listed.name === name) === true;
  return isListed ? { secret: { name }, subkey: null } : undefined;
}

/** The folder's name, where there are several to tell apart. */
export function folderName(sessions: Sessions, session: FolderSession): string[] {
  return sessions.all().length > 1 ? [session.folder.name] : [];
}

function isMeant({ session, backend }: ChosenBackend, target: Target): boolean {
  return session.folder.uri.toString() === target.folder && backend.id === target.backend;
}
