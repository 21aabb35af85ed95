import * as l10n from '@vscode/l10n';
import { addressProblem, type TypedLogin } from '../../access/index.ts';
import { backendName } from '../../language/index.ts';
import { addressFaultClause } from '../../language/messages/index.ts';
import { factsOf } from '../../managers/table.ts';
import { chooseOne, remoteOf, type ChosenBackend } from '../commands/choose.ts';
import { askForText } from '../shown/picks.ts';
import { askForLogin } from './sign-in.ts';

/** Lets the user give a backend another address and another login than its configuration. Kept outside the folder. */
export async function connectDifferently(chosen: ChosenBackend): Promise<boolean> {
  const backend = remoteOf(chosen);
  if (backend === undefined) return false;
  const { access } = chosen.session;
  const present = access.otherWaysIn().find((way) => way.backend === backend.id);
  if (present !== undefined && (await wantsConfigured())) {
    await access.connectAsConfigured(backend.id);
    return true;
  }
  const place = access.placeOf(backend);
  const typed = await askForText({
    title: l10n.t('Connect Differently: address of {0}', backendName(backend)),
    prompt: l10n.t('Where this machine reaches it. Leave it empty to keep the address of the configuration.'),
    value: present?.address ?? (place.state === 'known' ? place.endpoint : ''),
    problemOf: (text) => {
      const fault = text.trim() === '' ? null : addressProblem(text);
      return fault === null ? undefined : l10n.t('The address {0}.', addressFaultClause(fault));
    },
  });
  if (typed === undefined) return false;
  const address = typed.trim() === '' ? null : typed.trim();
  // An emptied address means the configuration's, whatever the present way in is: the login is asked for that one.
  const target = access.placeWith(backend, address);
  const login =
    factsOf(backend.type).signIn === 'typed'
      ? await askWhichLogin(target.state === 'known' ? target.origin : backendName(backend))
      : null;
  if (login === undefined) return false;
  await access.connectDifferently(backend, address, login);
  return true;
}

async function wantsConfigured(): Promise<boolean> {
  const back = { label: l10n.t('Connect as the configuration says'), value: true };
  const change = { label: l10n.t('Change address and login'), value: false };
  const words = {
    title: l10n.t('Connect Differently'),
    placeHolder: l10n.t('This backend is connected differently already'),
  };
  return (await chooseOne([change, back], words)) ?? false;
}

/** null: as the configuration says; undefined: given up. */
async function askWhichLogin(address: string): Promise<TypedLogin | null | undefined> {
  const own = await chooseOne(
    [
      { label: l10n.t('Sign in as the configuration says'), value: false },
      { label: l10n.t('Type another login…'), value: true },
    ],
    { title: l10n.t('Connect Differently'), placeHolder: l10n.t('How to sign in to {0}', address) },
  );
  if (own === undefined) return undefined;
  return own ? askForLogin(address, l10n.t('Connect Differently')) : null;
}
