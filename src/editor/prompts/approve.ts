import * as l10n from '@vscode/l10n';
import type { BackendSnapshot } from '../../catalog/index.ts';
import { backendName } from '../../language/index.ts';
import type { ChosenBackend } from '../commands/choose.ts';
import { showInformation } from '../shown/messages.ts';
import { pickOne } from '../shown/picks.ts';
import type { Target } from '../target.ts';

interface Asked {
  readonly endpoint: string;
  readonly variables: readonly string[];
}

/** Asks whether credentials from outside the folder may go to an address: names are shown, contents never. */
export async function approveAddress(chosen: ChosenBackend, target: Target | null): Promise<boolean> {
  const asked = wantedBy(chosen.backend, target?.endpoint);
  if (asked === null) {
    void showInformation(l10n.t('{0} waits for no approval.', backendName(chosen.backend)));
    return false;
  }
  const { endpoint, variables } = asked;
  const what =
    variables.length === 0
      ? ownCredentials(chosen.backend.type)
      : l10n.t('the contents of {0}', variables.join(', '));
  const allow = {
    icon: 'check',
    label: l10n.t('Approve {0}', endpoint),
    detail: l10n.t(
      'From now on {0} may be sent there, for the folder {1}.',
      what,
      chosen.session.folder.name,
    ),
    value: true,
  };
  const refuse = {
    icon: 'close',
    label: l10n.t('Do not approve'),
    detail: l10n.t('Nothing is sent there.'),
    value: false,
  };
  const allowed = await pickOne([allow, refuse], {
    title: l10n.t('Approve Address'),
    placeHolder: l10n.t('May {0} receive {1}?', endpoint, what),
    ignoreFocusOut: true,
  });
  if (allowed !== true) return false;
  await chosen.session.access.approve({ endpoint, variables });
  return true;
}

/** What a manager's own tools would use on this machine. */
function ownCredentials(type: string): string {
  switch (type) {
    case 'aws-secret-manager':
      return l10n.t("AWS's own credentials of this machine (a profile of ~/.aws)");
    case 'azure-key-vault':
      return l10n.t("Azure's own credentials of this machine (its managed or workload identity)");
    case 'google-secret-manager':
      return l10n.t("Google's own credentials of this machine (application-default credentials)");
    default:
      return l10n.t("Vault's own credentials of this machine (VAULT_TOKEN, ~/.vault-token)");
  }
}

/** What the backend's failure asks to approve; where an address is named, for that one alone. */
export function wantedBy(backend: BackendSnapshot, endpoint?: string): Asked | null {
  for (const step of backend.failure?.nextSteps ?? []) {
    if (step.kind !== 'approve-endpoint' && step.kind !== 'approve-variables') continue;
    if (endpoint === undefined || step.endpoint === endpoint) return step;
  }
  return null;
}
