import type { TerraformSecret } from '../configuration/index.ts';
import { isWithin, lookupNamespace, type LookupNamespace } from './chain.ts';
import type { CatalogSnapshot, Question, Resolution } from './types.ts';

/** Those of Terraform's secrets that a lookup in a namespace may reach: its own, and those of the ones above it. */
export function secretsCreatedFor(
  secrets: readonly TerraformSecret[],
  place: LookupNamespace,
): readonly TerraformSecret[] {
  return secrets.filter(
    ({ namespace }) => namespace === null || place.kind === 'unknown' || isWithin(place.value, namespace),
  );
}

/**
 * What becomes of a verdict where Terraform creates the secret. That is found nowhere here: whether it was applied, and to
 * which server, no file says, so that it resolves only where a backend has it. But nobody may call it missing: Terraform
 * creates it through Kestra, in a backend that Kestra writes to, and the backends that answered "missing" are read-only.
 */
export function withTerraform(
  { terraformSecrets = [] }: CatalogSnapshot,
  question: Question,
  resolution: Resolution,
): Resolution {
  const { key, callFailure } = question;
  const { secretVerdict } = resolution;
  const name = key?.kind === 'constant' ? key.value : null;
  if (terraformSecrets.length === 0 || callFailure !== null || typeof name !== 'string' || name === '') {
    return resolution;
  }
  if (secretVerdict === 'resolvable' || secretVerdict === 'hidden') return resolution;
  const reached = secretsCreatedFor(terraformSecrets, lookupNamespace(question));
  const isMissing = secretVerdict === 'missing';
  // Whether letter case counts, the backend that Kestra writes to decides.
  const created =
    reached.find((secret) => secret.name === name) ??
    reached.find((secret) => secret.name?.toUpperCase() === name.toUpperCase()) ??
    null;
  const other = isMissing ? reached.find((secret) => secret.name === null) : undefined;
  const told = created ?? other;
  if (told === undefined) return resolution;
  return {
    ...resolution,
    verdict: 'unknown',
    secretVerdict: 'unknown',
    subkeyVerdict: resolution.subkeyVerdict === null ? null : 'unknown',
    ...(isMissing ? { reasonCode: 'incomplete-list' } : {}),
    reason:
      created === null
        ? { kind: 'terraform-names-not-known', name, created: told }
        : {
            kind: 'terraform-creates',
            name: told.name ?? name,
            created: told,
            because: isMissing ? null : resolution.reason,
          },
    mistake: null,
    reservations: { serverVariable: null, listLag: 0 },
    terraformSecret: told,
    suggestions: created === null ? resolution.suggestions : [],
  };
}
