import type { Backend } from '../configuration/index.ts';
import { factsOfType } from '../managers/table.ts';
import type { StoredSecret } from '../stores/index.ts';
import { isCloud } from './rules/read-only.ts';
import { isVersionOne } from './rules/version-one.ts';
import type { Note, TimedNote } from './types.ts';

/** What is worth knowing of a secret and hides nothing: when it ends or ended, and what its value is. */
export function notesOf(backend: Backend, secret: StoredSecret): Note[] {
  return [...timesOf(backend, secret), ...valueNote(backend, secret)];
}

function timesOf({ type }: Backend, { deletedAt, expiresAt, startsAt }: StoredSecret): Note[] {
  const facts = factsOfType(type);
  return [
    ...noteAt(facts?.deletion === 'scheduled' ? 'deletion-scheduled' : 'deleted', deletedAt),
    ...noteAt(facts?.expiryBinds === false ? 'expiry-ignored' : 'expires', expiresAt),
    ...noteAt('start-ignored', startsAt),
  ];
}

function noteAt(kind: TimedNote['kind'], at: string | undefined): Note[] {
  return at === undefined ? [] : [{ kind, at }];
}

/** Where Kestra's page wants plain text, a JSON object is read all the same (Kestra: SecretFunction). */
function valueNote(backend: Backend, { subkeys }: StoredSecret): Note[] {
  const { type } = backend;
  if (isVersionOne(backend) && subkeys.state === 'not-read') return [{ kind: 'subkeys-with-values' }];
  if (!isCloud(type) || subkeys.state !== 'known') return [];
  return [{ kind: factsOfType(type)?.wantsPlainText === true ? 'key-value-pairs' : 'json-object' }];
}
