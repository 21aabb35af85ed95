import { lookupNamespace, type CatalogSnapshot, type Question } from '../../catalog/index.ts';
import { answeringSecrets } from './answering.ts';
import type { SoughtSecret } from './types.ts';

/**
 * The secret that a question certainly names, and the subkey where it names one; null: its name is known when the flow runs,
 * or is none. `snapshot`: of the configurations that judge the flow (`CatalogView.snapshot`).
 */
export function secretAskedFor(question: Question, snapshot: CatalogSnapshot): SoughtSecret | null {
  const name = question.key?.kind === 'constant' ? question.key.value : null;
  if (typeof name !== 'string' || name === '') return null;
  const { configurations, backends } = snapshot;
  const place = { namespace: lookupNamespace(question), configurations };
  // The first that certainly answers comes last; where none does, the first that may is the likeliest.
  const answering = [...answeringSecrets(backends, name, place, null)];
  const held = answering.find(({ isCertain }) => isCertain) ?? answering[0] ?? null;
  return { name: held?.secret.name ?? name, subkey: subkeyOf(question), held };
}

/** An empty or null subkey means the whole secret (Kestra: SecretFunction). */
function subkeyOf({ subkey }: Question): string | null {
  const value = subkey?.kind === 'constant' ? subkey.value : null;
  return typeof value === 'string' && value !== '' ? value : null;
}
