import * as l10n from '@vscode/l10n';
import type { AwsBackend } from '../../configuration/index.ts';
import { readAwsProfiles } from '../../folder/index.ts';
import { environmentVariable } from '../../host/index.ts';
import { chooseOne } from '../commands/choose.ts';
import { awsProfile, chooseAwsProfile } from '../settings.ts';
import { showInformation } from '../shown/messages.ts';
import type { PickRow } from '../shown/picks.ts';
import { awsChoices, type AwsChoice } from './aws-choices.ts';
import { typeInTerminal } from './terminal.ts';

/**
 * Lets the user choose the profile of `~/.aws` with which AWS is asked, or log in anew with the one in use. The choice is
 * the user's own setting, so it holds for every folder. Whether the folder is to be listed anew.
 */
export async function signInToAws({ id, accessKeyId, secretKeyId }: AwsBackend): Promise<boolean> {
  if (accessKeyId?.state === 'known' && secretKeyId?.state === 'known') {
    void showInformation(
      l10n.t('{0} uses the keys in its configuration, not a profile: correct them there.', id),
    );
    return false;
  }
  const chosenBefore = awsProfile();
  const fromEnvironment = environmentVariable('AWS_PROFILE')?.trim() ?? '';
  const inUse = chosenBefore ?? (fromEnvironment === '' ? 'default' : fromEnvironment);
  const choices = awsChoices(await readAwsProfiles(), inUse);
  if (choices.length === 0) {
    void showInformation(
      l10n.t(
        '~/.aws has no profile for {0}: create one in a terminal (“aws configure” or “aws configure sso”), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
        id,
      ),
    );
    return false;
  }
  const chosen = await chooseOne(choices.map(rowOf), {
    title: l10n.t('Sign In'),
    placeHolder: l10n.t('Which profile of ~/.aws to use for {0}', id),
    evenOne: true,
  });
  if (chosen === undefined) return false;
  if (chosen.kind === 'renew') {
    typeInTerminal('AWS', chosen.command);
    return false;
  }
  if (chosen.profile === chosenBefore) return true;
  // Who hears of the setting lists anew.
  await chooseAwsProfile(chosen.profile);
  return false;
}

function rowOf(choice: AwsChoice): PickRow<AwsChoice> {
  if (choice.kind === 'renew') {
    return {
      icon: 'terminal',
      label: l10n.t('Renew the session of {0}', choice.profile),
      detail: l10n.t(
        'Types “{0}” into a terminal: press Enter there, and refresh once you are signed in.',
        choice.command,
      ),
      value: choice,
    };
  }
  const about = [
    ...(choice.inUse ? [l10n.t('in use')] : []),
    ...(choice.sso ? [l10n.t('single sign-on')] : []),
  ];
  return { label: choice.profile, description: about.join(' · '), value: choice };
}
