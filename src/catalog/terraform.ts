import type { TerraformSecret } from '../configuration/index.ts';
import { isWithin, lookupNamespace, type LookupNamespace } from './chain.ts';
import type { Reason } from './reasons.ts';
import type { CatalogSnapshot, Question, Resolution } from './types.ts';
import { cannotTell, constantName } from './verdict/cannot-tell.ts';

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
  const { secretVerdict } = resolution;
  const name = constantName(question);
  if (terraformSecrets.length === 0 || question.callFailure !== null || name === null) return resolution;
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
  const reason: Reason =
    created === null
      ? { kind: 'terraform-names-not-known', name, created: told }
      : {
          kind: 'terraform-creates',
          name: told.name ?? name,
          created: told,
          because: isMissing ? null : resolution.reason,
        };
  return cannotTell(
    resolution,
    { reason, terraformSecret: told, ...(isMissing ? { reasonCode: 'incomplete-list' } : {}) },
    created === null ? undefined : () => [],
  );
}
