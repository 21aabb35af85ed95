import type { AzureBackend, ConfiguredValue } from '../../configuration/index.ts';
import { fillPlace } from '../fill.ts';
import { cloudOfVault } from '../../managers/azure-clouds.ts';
import type { AzureAccountQuestion } from './types.ts';

/** What a person's token for a vault is asked of; null: it is no vault of Azure's own, and gets none. */
export function azureAccountQuestion(backend: AzureBackend, origin: string): AzureAccountQuestion | null {
  const cloud = cloudOfVault(origin);
  return cloud === null ? null : { resource: cloud.vaultResource, tenant: partOf(backend.tenantId) };
}

/** What the folder says, where it can be a part of an address; null: not set, not known here, or nothing of the kind. */
export function partOf(value: ConfiguredValue<string> | null, form?: RegExp): string | null {
  if (value === null) return null;
  const filled = fillPlace(value);
  const text = 'text' in filled ? filled.text.trim() : '';
  return (form === undefined ? isPart(text) : form.test(text)) ? text : null;
}

/** A tenant or a client: a GUID, or a tenant's domain. */
export function isPart(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(text);
}
