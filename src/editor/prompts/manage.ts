import * as l10n from '@vscode/l10n';
import { backendName, managerName } from '../../language/index.ts';
import { kestraBackend } from '../../managers/kestra.ts';
import type { Approval } from '../../ports/approval.ts';
import { folderName } from '../commands/choose.ts';
import type { FolderSession } from '../session/folder-session.ts';
import type { Sessions } from '../session/sessions.ts';
import { showInformation } from '../shown/messages.ts';
import { pickSeveral, type PickRow } from '../shown/picks.ts';
import type { Target } from '../target.ts';
import { isConnectedHere, withdrawKestra } from './connect-kestra.ts';

/** What can be taken back. */
interface Kept {
  readonly session: FolderSession;
  withdraw(): Promise<void>;
}

/** Lists what the user approved and lets some of it be taken back. Returns the folders it was taken back in. */
export async function manageApprovals(sessions: Sessions): Promise<readonly FolderSession[]> {
  return withdrawSome(
    sessions
      .all()
      .flatMap((session) => [
        ...approvalsOf(sessions, session),
        ...waysOf(sessions, session),
        ...kestraOf(sessions, session),
      ]),
    {
      title: l10n.t('Manage Approvals'),
      placeHolder: l10n.t('Choose what to withdraw'),
      none: l10n.t(
        'No address is approved, no backend is connected differently, and no Kestra is connected.',
      ),
    },
  );
}

/** Lists the logins that were typed and forgets those that the user chooses. */
export async function forgetCredential(
  sessions: Sessions,
  target: Target | null,
): Promise<readonly FolderSession[]> {
  const wanted = sessions
    .all()
    .filter((session) => target === null || session.folder.uri.toString() === target.folder);
  return withdrawSome(
    wanted.flatMap((session) => loginsOf(sessions, session, target?.backend)),
    {
      title: l10n.t('Forget Credential'),
      placeHolder: l10n.t('Choose what to forget'),
      none: l10n.t('There is no credential to forget.'),
    },
  );
}

async function withdrawSome(
  kept: readonly PickRow<Kept>[],
  words: { readonly title: string; readonly placeHolder: string; readonly none: string },
): Promise<readonly FolderSession[]> {
  if (kept.length === 0) {
    void showInformation(words.none);
    return [];
  }
  const { title, placeHolder } = words;
  const chosen = await pickSeveral(kept, { title, placeHolder });
  // One after the other: each rewrites the list that the next one reads.
  for (const each of chosen) await each.withdraw();
  return [...new Set(chosen.map((each) => each.session))];
}

function approvalsOf(sessions: Sessions, session: FolderSession): PickRow<Kept>[] {
  return session.access.approvals().map((approval) => ({
    label: approval.endpoint,
    description: [
      managerName(approval.manager),
      ...(approval.place === null ? [] : [approval.place]),
      ...folderName(sessions, session),
    ].join(' · '),
    detail: approvedWords(approval),
    value: { session, withdraw: () => session.access.revoke(approval) },
  }));
}

function approvedWords({ credential, names }: Approval): string {
  switch (credential) {
    case 'other-files':
      return l10n.t('may receive {0}', names.join(', '));
    case 'environment':
      return l10n.t('may receive {0} from your environment', names.join(', '));
    case 'home-file':
      return l10n.t('may receive the login that a file of your home holds');
    case 'machine':
      return l10n.t('may receive the identity of this machine');
    case 'account':
      return l10n.t('may receive tokens of your Microsoft account');
  }
}

function waysOf(sessions: Sessions, session: FolderSession): PickRow<Kept>[] {
  return session.access.otherWaysIn().map((way) => ({
    label: way.address ?? backendNameIn(session, way.backend),
    description: folderName(sessions, session).join(''),
    detail: l10n.t(
      '{0} is connected differently from its configuration',
      backendNameIn(session, way.backend),
    ),
    value: { session, withdraw: () => session.access.connectAsConfigured(way.backend) },
  }));
}

function kestraOf(sessions: Sessions, session: FolderSession): PickRow<Kept>[] {
  const place = session.kestra.place();
  if (place === null || !isConnectedHere(session)) return [];
  return [
    {
      label: place.url,
      description: [backendName(kestraBackend), place.tenant, ...folderName(sessions, session)].join(' · '),
      detail: l10n.t('this folder is connected to the Kestra there; its login is forgotten with it'),
      value: { session, withdraw: () => withdrawKestra(session) },
    },
  ];
}

/** What a backend of the folder is called; of one that is configured no more its id is left. */
function backendNameIn({ catalog }: FolderSession, id: string): string {
  if (id === kestraBackend.id) return backendName(kestraBackend);
  const backend = catalog.snapshot().backends.find((each) => each.id === id);
  return backend === undefined ? id : backendName(backend);
}

function loginsOf(sessions: Sessions, session: FolderSession, backend: string | undefined): PickRow<Kept>[] {
  return session.access
    .typedLogins()
    .filter((place) => backend === undefined || place.backend === backend)
    .map((place) => ({
      label: backendNameIn(session, place.backend),
      description: [place.endpoint, ...folderName(sessions, session)].join(' · '),
      value: { session, withdraw: () => session.access.forget(place) },
    }));
}
