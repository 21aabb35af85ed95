import { failedName } from './backends.ts';
import * as l10n from '@vscode/l10n';
import type { AzureReason } from '../../ports/failure-reasons/azure.ts';
import type { NextWords } from './next.ts';

/** What a key vault or Entra ID answered, or why they are not asked. */
export function azureMessage(reason: AzureReason, words: NextWords): string {
  switch (reason.kind) {
    case 'azure-token-refused':
      return l10n.t(
        '{0} at {1} did not accept the token: check the tenant and the cloud of the vault, or {2}.',
        failedName(reason.backend),
        reason.endpoint,
        words({ kind: 'sign-in', way: 'anew' }),
      );
    case 'azure-firewall':
      return l10n.t(
        '{0} at {1} lets nobody in from this network: ask for an exception of its firewall, or use its private network.',
        failedName(reason.backend),
        reason.endpoint,
      );
    case 'azure-list-refused':
      return l10n.t(
        '{0} at {1} refused the list: ask for the role Key Vault Reader on the vault, or for the permission List on its secrets.',
        failedName(reason.backend),
        reason.endpoint,
      );
    case 'azure-value-refused':
      return l10n.t(
        '{0} at {1} refused the read of the value: ask for the role Key Vault Secrets User on the vault, or for the permission Get on its secrets.',
        failedName(reason.backend),
        reason.endpoint,
      );
    case 'azure-strange-answer':
      return l10n.t(
        '{0} at {1} did not answer as a key vault does (status {2}): check the address in the configuration.',
        failedName(reason.backend),
        reason.endpoint,
        reason.status,
      );
    case 'entra-strange-answer':
      return l10n.t(
        '{0}: {1} did not answer as Entra ID does (status {2}): check the network, then try again.',
        failedName(reason.backend),
        reason.authority,
        reason.status,
      );
    case 'entra-workload-identity-refused':
      return l10n.t(
        '{0}: {1} refused the workload identity ({2}): check tenant-id and client-id, and the federated credential of that application.',
        failedName(reason.backend),
        reason.authority,
        reason.code,
      );
    case 'entra-client-secret-refused':
      return l10n.t(
        '{0}: {1} did not accept the client secret: enter its value, not its ID.',
        failedName(reason.backend),
        reason.authority,
      );
    case 'entra-client-secret-expired':
      return l10n.t(
        '{0}: the client secret has expired, says {1}: make a new one.',
        failedName(reason.backend),
        reason.authority,
      );
    case 'entra-no-application':
      return l10n.t(
        '{0}: {1} knows no application of that client-id in the tenant: correct one of them.',
        failedName(reason.backend),
        reason.authority,
      );
    case 'entra-no-tenant':
      return l10n.t(
        '{0}: {1} knows no such tenant: correct tenant-id.',
        failedName(reason.backend),
        reason.authority,
      );
    case 'entra-login-refused':
      return l10n.t(
        '{0}: {1} refused the login ({2}): check the client secret’s keys, or {3}.',
        failedName(reason.backend),
        reason.authority,
        reason.code,
        words({ kind: 'sign-in', way: 'any' }),
      );
    case 'azure-other-tenant':
      return l10n.t(
        '{0}: the vault belongs to the tenant {1}, for which the configuration allows no token: correct tenant-id, or name the tenant in additionally-allowed-tenants.',
        failedName(reason.backend),
        reason.tenant,
      );
    case 'azure-wrong-challenge':
      return l10n.t(
        '{0}: {1} wants a token in a way that no key vault does, and got none: check the address in the configuration.',
        failedName(reason.backend),
        reason.endpoint,
      );
    case 'azure-no-managed-identity':
      return l10n.t(
        '{0}: its managed identity exists on machines of Azure only, and this is none: {1}.',
        failedName(reason.backend),
        words({ kind: 'sign-in', way: 'microsoft' }),
      );
    case 'azure-no-token':
      return l10n.t(
        '{0}: Azure’s client could make no token of this login: check tenant-id, client-id and client-secret.',
        failedName(reason.backend),
      );
    case 'azure-address-invalid':
      return l10n.t(
        '{0}: the address of a key vault begins with https:// and holds no user or query: correct the configuration.',
        failedName(reason.backend),
      );
    case 'azure-no-credential':
      return l10n.t(
        '{0} was not contacted, because no credential for it was found: {1}, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.',
        failedName(reason.backend),
        words({ kind: 'sign-in', way: 'microsoft' }),
      );
    case 'azure-vault-missing':
      return l10n.t(
        '{0} was not contacted, because its configuration names no vault: add vault-name or key-vault-uri.',
        failedName(reason.backend),
      );
    case 'azure-vault-name-invalid':
      return l10n.t(
        '{0} was not contacted, because its vault-name is not the name of a key vault (3 to 24 letters, digits and hyphens): correct it.',
        failedName(reason.backend),
      );
    case 'azure-vault-variables-not-set':
      return l10n.t(
        '{0} was not contacted, because no file of this folder gives {1} for its vault-name: add it to .env.',
        failedName(reason.backend),
        reason.variables.join(', '),
      );
    case 'azure-authority-invalid':
      return l10n.t(
        '{0} was not contacted, because AZURE_AUTHORITY_HOST is not an address such as https://login.microsoftonline.com: correct it.',
        failedName(reason.backend),
      );
    case 'azure-workload-identity-in-pods':
      return l10n.t(
        '{0} was not contacted, because its workload identity exists in pods of AKS only: {1}.',
        failedName(reason.backend),
        words({ kind: 'sign-in', way: 'microsoft' }),
      );
  }
}
