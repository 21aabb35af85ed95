import * as l10n from '@vscode/l10n';
import type { Backend } from '../configuration/types.ts';
import type { StoredSecret } from '../stores/contract.ts';
import { isCloud } from './rules/read-only.ts';
import { isVersionOne } from './rules/version-one.ts';
import type { Note } from './types.ts';

/** What is worth knowing of a secret and hides nothing: when it ends or ended, and what its value is. */
export function notesOf(backend: Backend, secret: StoredSecret): Note[] {
  return [...timesOf(backend, secret), ...valueNote(backend, secret)];
}

export function textNote(text: string): Note {
  return { kind: 'text', text };
}

/** A note as a clause; `dateOf` writes a time given in ISO 8601. */
export function noteInWords(note: Note, dateOf: (time: string) => string): string {
  switch (note.kind) {
    case 'text':
      return note.text;
    case 'deletion-scheduled':
      return l10n.t('scheduled for deletion on {0}', dateOf(note.at));
    case 'deleted':
      return l10n.t('deleted on {0}', dateOf(note.at));
    case 'expires':
      return l10n.t('expires on {0}', dateOf(note.at));
    case 'expiry-ignored':
      return l10n.t('its expiry date is {0}, which does not keep Kestra from reading it', dateOf(note.at));
    case 'start-ignored':
      return l10n.t(
        'it is to be active from {0}, which does not keep Kestra from reading it',
        dateOf(note.at),
      );
  }
}

function timesOf({ type }: Backend, { deletedAt, expiresAt, startsAt }: StoredSecret): Note[] {
  const [isAws, isAzure] = [type === 'aws-secret-manager', type === 'azure-key-vault'];
  return [
    ...noteAt(isAws ? 'deletion-scheduled' : 'deleted', deletedAt),
    ...noteAt(isAzure ? 'expiry-ignored' : 'expires', expiresAt),
    ...noteAt('start-ignored', startsAt),
  ];
}

function noteAt(kind: Exclude<Note['kind'], 'text'>, at: string | undefined): Note[] {
  return at === undefined ? [] : [{ kind, at }];
}

/** Kestra's page wants plain text in AWS; a JSON object is read all the same (Kestra: SecretFunction). */
function valueNote(backend: Backend, { subkeys }: StoredSecret): Note[] {
  const { type } = backend;
  if (isVersionOne(backend) && subkeys.state === 'not-read') {
    return [
      textNote(l10n.t('an engine of version 1 tells names alone: its subkeys come only with their values')),
    ];
  }
  if (!isCloud(type) || subkeys.state !== 'known') return [];
  return [
    textNote(
      type === 'aws-secret-manager'
        ? l10n.t(
            "its value is key/value pairs where Kestra's documentation wants plain text; a subkey reads them",
          )
        : l10n.t('its value is a JSON object: without a subkey, a flow gets the whole of it'),
    ),
  ];
}
