import * as l10n from '@vscode/l10n';
import type { TypedLogin } from '../../access/index.ts';
import type { VaultBackend } from '../../configuration/index.ts';
import { failureMessage } from '../../language/messages/index.ts';
import { vaultDefaults } from '../../managers/vault.ts';
import { chooseOne, remoteOf, type ChosenBackend } from '../commands/choose.ts';
import { showWarning } from '../shown/messages.ts';
import { askForLine } from './ask-for-line.ts';
import { signInToAws } from './sign-in-aws.ts';
import { signInToAzure } from './sign-in-azure.ts';
import { signInToGoogle } from './sign-in-google.ts';

/** Asks for a login and keeps it for the address that the user was shown. Returns whether one was given. */
export async function signIn(chosen: ChosenBackend): Promise<boolean> {
  const backend = remoteOf(chosen);
  switch (backend?.type) {
    case 'vault':
      return signInToVault(backend, chosen);
    case 'aws-secret-manager':
      return signInToAws(backend);
    case 'azure-key-vault':
      return signInToAzure(backend, chosen.session);
    case 'google-secret-manager':
      return signInToGoogle(backend);
    case undefined:
      return false;
  }
}

async function signInToVault(backend: VaultBackend, { session }: ChosenBackend): Promise<boolean> {
  const { access } = session;
  const place = access.placeOf(backend);
  if (place.state === 'blocked') {
    void showWarning(failureMessage(place.failure));
    return false;
  }
  const login = await askForLogin(place.origin, l10n.t('Sign In'));
  if (login === undefined) return false;
  await access.signIn({ backend: backend.id, endpoint: place.origin }, login);
  return true;
}

/** A token or an AppRole, typed for exactly this address; `title`: the command that asks. undefined: given up. */
export async function askForLogin(address: string, title: string): Promise<TypedLogin | undefined> {
  const kind = await chooseOne(
    [
      {
        label: l10n.t('Token'),
        description: l10n.t('a Vault token'),
        value: 'token' as const,
      },
      {
        label: l10n.t('AppRole'),
        description: l10n.t('a role ID and a secret ID'),
        value: 'app-role' as const,
      },
    ],
    { title, placeHolder: l10n.t('How to sign in to {0}', address) },
  );
  if (kind === undefined) return undefined;
  if (kind === 'token') {
    const token = await askForCredential(l10n.t('Token'), l10n.t('Enter a token.'), address);
    return token === undefined ? undefined : { kind, token };
  }
  const path = await askForLine({
    title: l10n.t('AppRole: where it is mounted'),
    prompt: l10n.t('The path below auth/ at {0}.', address),
    wanted: l10n.t('Enter a path.'),
    value: vaultDefaults.appRolePath,
  });
  const roleId =
    path === undefined
      ? undefined
      : await askForCredential(l10n.t('Role ID'), l10n.t('Enter a role ID.'), address);
  const secretId =
    roleId === undefined
      ? undefined
      : await askForCredential(l10n.t('Secret ID'), l10n.t('Enter a secret ID.'), address);
  if (path === undefined || roleId === undefined || secretId === undefined) return undefined;
  return { kind, path, roleId, secretId };
}

async function askForCredential(title: string, wanted: string, address: string): Promise<string | undefined> {
  return askForLine({
    title,
    wanted,
    password: true,
    prompt: l10n.t("It is kept in the system's secret storage, and sent to {0} only.", address),
  });
}
