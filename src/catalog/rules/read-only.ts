import type { Backend } from '../../configuration/types.ts';

/** Whether Kestra only reads this backend; the environment always is. */
export function isReadOnly(backend: Backend): boolean {
  return backend.type === 'env' || (backend.readOnly?.state === 'known' && backend.readOnly.value);
}

/** The managers that have tags or labels beside every name, and an index of names in them. */
export function isCloud(type: string): boolean {
  return ['aws-secret-manager', 'azure-key-vault', 'google-secret-manager'].includes(type);
}
