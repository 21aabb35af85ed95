import type { Backend } from '../../configuration/index.ts';
import { factsOfType, type BackendType } from '../../managers/table.ts';

/** Whether Kestra only reads this backend; the environment always is. */
export function isReadOnly(backend: Backend): boolean {
  return backend.type === 'env' || (backend.readOnly?.state === 'known' && backend.readOnly.value);
}

/** The managers that have tags or labels beside every name, and an index of names in them. */
export function isCloud(type: BackendType): boolean {
  return factsOfType(type)?.tagsGiveNames === true;
}
