import * as l10n from '@vscode/l10n';
import { isUnencrypted, type KnownKestraPlace } from '../../access/kestra/place.ts';
import type { GivenKestraLogin } from '../../access/index.ts';
import { pickOne, type PickRow } from '../shown/picks.ts';
import { askForLine } from './ask-for-line.ts';

/** How a folder logs in to its Kestra from now on. */
export type ChosenLogin =
  | { readonly kind: 'typed'; readonly login: GivenKestraLogin }
  /** The one that is kept for that address. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'none' };

/** Asks for a login for exactly this address; `hasKept`: one is kept for it. undefined: given up. */
export async function askForKestraLogin(
  { origin, ...place }: KnownKestraPlace,
  { title, hasKept }: { readonly title: string; readonly hasKept: boolean },
): Promise<ChosenLogin | undefined> {
  const isRefused = isUnencrypted({ origin, ...place }, { kind: 'token', token: '' });
  const none: PickRow<'none'> = {
    label: l10n.t('No login'),
    description: isRefused
      ? l10n.t('over plain http to another machine none is sent')
      : l10n.t('Kestra before 0.24, which needs none'),
    value: 'none',
  };
  const rows: readonly PickRow<'kept' | 'token' | 'basic' | 'none'>[] = isRefused
    ? [none]
    : [
        ...(hasKept ? [{ label: l10n.t('The login that is kept'), value: 'kept' as const }] : []),
        {
          label: l10n.t('User and password'),
          description: l10n.t('Basic authentication, as open source wants it'),
          value: 'basic',
        },
        { label: l10n.t('API token'), description: l10n.t('of Kestra Enterprise'), value: 'token' },
        none,
      ];
  const kind = await pickOne(rows, { title, placeHolder: l10n.t('How to sign in to {0}', origin) });
  switch (kind) {
    case undefined:
      return undefined;
    case 'kept':
    case 'none':
      return { kind };
    case 'token': {
      const token = await askForCredential(origin, {
        title: l10n.t('API token'),
        wanted: l10n.t('Enter a token.'),
      });
      return token === undefined ? undefined : { kind: 'typed', login: { kind, token } };
    }
    case 'basic':
      return askForUser(origin);
  }
}

async function askForUser(origin: string): Promise<ChosenLogin | undefined> {
  const user = await askForLine({
    title: l10n.t('User'),
    prompt: l10n.t('The user of {0}, as a rule an e-mail address.', origin),
    wanted: l10n.t('Enter a user.'),
  });
  if (user === undefined) return undefined;
  const password = await askForCredential(origin, {
    title: l10n.t('Password'),
    wanted: l10n.t('Enter a password.'),
    keepsBlanks: true,
  });
  if (password === undefined) return undefined;
  return { kind: 'typed', login: { kind: 'basic', user, password } };
}

async function askForCredential(
  origin: string,
  asked: { readonly title: string; readonly wanted: string; readonly keepsBlanks?: boolean },
): Promise<string | undefined> {
  return askForLine({
    ...asked,
    password: true,
    prompt: l10n.t("It is kept in the system's secret storage, and sent to {0} only.", origin),
  });
}
