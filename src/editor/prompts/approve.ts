import * as l10n from '@vscode/l10n';
import { backendName } from '../../language/index.ts';
import type { CredentialKind } from '../../ports/approval.ts';
import { isProbablyContainer } from '../../ports/host.ts';
import type { ChosenBackend } from '../commands/choose.ts';
import { askInDialog, showInformation } from '../shown/messages.ts';
import type { Target } from '../target.ts';
import { wantedApproval, type ApprovalStep } from './wanted-approval.ts';

/** Asks whether a credential may go to an address: names are shown, contents never. Whether it was approved. */
export async function approveAddress(chosen: ChosenBackend, target: Target | null): Promise<boolean> {
  const asked = wantedApproval(chosen.backend, target?.endpoint);
  if (asked === null) {
    void showInformation(l10n.t('{0} needs no approval.', backendName(chosen.backend)));
    return false;
  }
  const approve = l10n.t('Approve');
  const { containerMessage, credentialWords } = await import('../../language/messages/index.ts');
  const what = credentialWords(asked.what);
  const host = new URL(asked.approval.endpoint).hostname;
  const detail = detailOf(asked, what, chosen);
  const answer = await askInDialog(
    questionOf(asked, what),
    isProbablyContainer(host) ? `${containerMessage(host)}\n\n${detail}` : detail,
    approve,
  );
  if (answer !== approve) return false;
  // What was shown is approved, whatever the configuration says by now.
  await chosen.session.access.approve(asked.approval);
  return true;
}

function questionOf({ approval: { endpoint, place } }: ApprovalStep, what: string): string {
  return place === null
    ? l10n.t('May {0} be sent to {1}?', what, endpoint)
    : l10n.t('May {0} be used at {1} for {2}?', what, endpoint, place);
}

function detailOf({ approval }: ApprovalStep, what: string, { backend, session }: ChosenBackend): string {
  const { endpoint, place, credential } = approval;
  const name = backendName(backend);
  const { location } = backend;
  // Of an address that is not the backend's own (a role is taken elsewhere) both are told.
  const where =
    place !== null ? [endpoint, place] : location.startsWith(endpoint) ? [location] : [endpoint, location];
  return [
    l10n.t('Place: {0}', [name, ...where].join(' · ')),
    l10n.t('Credential: {0}', what),
    l10n.t('Identity: {0}', identityWords(credential)),
    '',
    l10n.t(
      'From now on, the secret names of {0} are read there with this credential whenever the folder {1} is open in this workspace. “Manage Approvals” undoes this; another address, credential or manager needs a new approval.',
      name,
      session.folder.name,
    ),
  ].join('\n');
}

function identityWords(credential: CredentialKind): string {
  switch (credential) {
    case 'other-files':
    case 'environment':
      return l10n.t('whoever it belongs to');
    case 'home-file':
    case 'account':
      return l10n.t('you, as you are signed in on this machine');
    case 'machine':
      return l10n.t('this machine');
  }
}
