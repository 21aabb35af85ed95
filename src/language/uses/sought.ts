import {
  lookupNamespace,
  type BackendSnapshot,
  type CatalogSnapshot,
  type Question,
} from '../../catalog/index.ts';
import { answeringSecrets, type AskingPlace } from './answering.ts';
import type { HeldSecret, SoughtSecret } from './types.ts';

/**
 * The secret that a question certainly names, and the subkey where it names one; null: its name is known when the flow runs,
 * or is none. `snapshot`: of the configurations that judge the flow (`CatalogView.snapshot`).
 */
export function secretAskedFor(question: Question, snapshot: CatalogSnapshot): SoughtSecret | null {
  const name = question.key?.kind === 'constant' ? question.key.value : null;
  if (typeof name !== 'string' || name === '') return null;
  const { configurations, backends } = snapshot;
  const place = { namespace: lookupNamespace(question), configurations };
  const held = likeliestSecret(backends, name, place);
  return { name: held?.secret.name ?? name, subkey: subkeyOf(question), held };
}

/** The secret that answers for a name at a place, of those that may the first; null: no backend is known to have it there. */
export function likeliestSecret(
  backends: readonly BackendSnapshot[],
  name: string,
  place: AskingPlace,
): HeldSecret | null {
  // The first that certainly answers comes last.
  const answering = [...answeringSecrets(backends, name, place, null)];
  return answering.find(({ isCertain }) => isCertain) ?? answering[0] ?? null;
}

/** An empty or null subkey means the whole secret (Kestra: SecretFunction). */
function subkeyOf({ subkey }: Question): string | null {
  const value = subkey?.kind === 'constant' ? subkey.value : null;
  return typeof value === 'string' && value !== '' ? value : null;
}
