import type { NamedBackend } from '../ports/backend.ts';
import type { Failure } from '../ports/failure.ts';
import type { KestraReason } from '../ports/failure-reasons/kestra.ts';

/** The running Kestra of a folder, which is none of the managers and stands beside them. */
export const kestraBackend: NamedBackend = {
  kestraType: 'kestra',
  level: 'global',
  namespace: null,
  id: 'kestra',
};

/** The tenant of open source. */
export const usualTenant = 'main';

/** Whether a tenant can be called so (Kestra: `Tenant.id`): as a part of a path it leads nowhere else. */
export function isTenant(text: string): boolean {
  return /^[a-z0-9][a-z0-9_-]{0,149}$/i.test(text);
}

/** Likewise for a namespace. */
export function isKestraNamespace(text: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{0,149}$/i.test(text);
}

/** Why nothing is sent to a Kestra that is not connected as it can be meant. */
export function kestraMisconfigured(message: KestraReason): Failure {
  return { kind: 'misconfigured', message, nextSteps: [{ kind: 'connect-differently' }] };
}
