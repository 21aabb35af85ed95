import * as l10n from '@vscode/l10n';
import type { Backend } from '../configuration/types.ts';
import type { StoredSecret } from '../stores/contract.ts';
import { isCloud } from './rules/read-only.ts';
import { isVersionOne } from './rules/version-one.ts';

/** What is worth knowing of a secret and hides nothing: when it ends or ended, and what its value is. */
export function notesOf(backend: Backend, secret: StoredSecret): string[] {
  return [...timesOf(backend, secret), ...valueNote(backend, secret)];
}

function timesOf({ type }: Backend, { deletedAt, expiresAt, startsAt }: StoredSecret): string[] {
  return [
    ...(deletedAt === undefined
      ? []
      : [
          type === 'aws-secret-manager'
            ? l10n.t('scheduled for deletion on {0}', deletedAt)
            : l10n.t('deleted on {0}', deletedAt),
        ]),
    ...(expiresAt === undefined
      ? []
      : [
          type === 'azure-key-vault'
            ? l10n.t('its expiry date is {0}, which does not keep Kestra from reading it', expiresAt)
            : l10n.t('expires on {0}', expiresAt),
        ]),
    ...(startsAt === undefined
      ? []
      : [l10n.t('it is to be active from {0}, which does not keep Kestra from reading it', startsAt)]),
  ];
}

/** Kestra's page wants plain text in AWS; a JSON object is read all the same (Kestra: SecretFunction). */
function valueNote(backend: Backend, { subkeys }: StoredSecret): string[] {
  const { type } = backend;
  if (isVersionOne(backend) && subkeys.state === 'not-read') {
    return [l10n.t('an engine of version 1 tells names alone: its subkeys come only with their values')];
  }
  if (!isCloud(type) || subkeys.state !== 'known') return [];
  return [
    type === 'aws-secret-manager'
      ? l10n.t(
          "its value is key/value pairs where Kestra's documentation wants plain text; a subkey reads them",
        )
      : l10n.t('its value is a JSON object: without a subkey, a flow gets the whole of it'),
  ];
}
