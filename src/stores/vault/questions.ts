import { FailureError } from '../../ports/failure.ts';
import type { Subkeys } from '../contract.ts';
import { readList, readSubkeysAnswer, saysNothing, type ListAnswer, type SubkeysAnswer } from './answers.ts';
import { isObject } from '../../text/json.ts';
import type { VaultClient } from './client.ts';
import { unexpectedForm, type VaultQuestion } from './failures.ts';
import { encodePath } from './paths.ts';
import type { VaultSettings } from './settings.ts';

/** The names in a folder below the configured one; `folder` holds askable segments. */
export async function listFolder(
  settings: VaultSettings,
  client: VaultClient,
  folder: readonly string[],
  signal: AbortSignal,
): Promise<ListAnswer> {
  const { mount, engineVersion, folder: start } = settings;
  const kind = engineVersion === 2 ? ['metadata'] : [];
  const asked: VaultQuestion = { what: 'list', path: encodePath([...mount, ...kind, ...start, ...folder]) };
  const answer = await client.ask(asked, signal);
  const list = readList(answer);
  if (list === null) throw new FailureError(unexpectedForm(asked, settings, answer.status));
  return list;
}

/** The top-level field names of a secret, its tags and its state, in one answer without a value. */
export async function askSubkeys(
  settings: VaultSettings,
  client: VaultClient,
  name: readonly string[],
  signal: AbortSignal,
): Promise<SubkeysAnswer> {
  const path = encodePath([...settings.mount, 'subkeys', ...settings.folder, ...name]);
  const asked: VaultQuestion = { what: 'subkeys', path: `${path}?depth=1` };
  const answer = await client.ask(asked, signal);
  const subkeys = readSubkeysAnswer(answer);
  if (subkeys === null) throw new FailureError(unexpectedForm(asked, settings, answer.status));
  return subkeys;
}

/**
 * The field names of a secret in a version 1 engine, which tells them only with its values: the answer ends here, and
 * the names alone leave.
 */
export async function readFieldNames(
  settings: VaultSettings,
  client: VaultClient,
  name: readonly string[],
  signal: AbortSignal,
): Promise<Subkeys> {
  const asked: VaultQuestion = {
    what: 'value',
    path: encodePath([...settings.mount, ...settings.folder, ...name]),
  };
  const answer = await client.ask(asked, signal);
  if (saysNothing(answer)) return { state: 'not-read' };
  const data = answer.body?.data;
  if (!isObject(data)) throw new FailureError(unexpectedForm(asked, settings, answer.status));
  return { state: 'known', names: Object.keys(data) };
}
