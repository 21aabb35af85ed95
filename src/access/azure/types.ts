import type { AzureCloudName } from '../../managers/azure-clouds.ts';

/** Who to be at an Azure Key Vault. Holds credentials: never logged, and lives no longer than the store it opens. */
export interface AzureLogin {
  /** Where Entra ID is asked for tokens: scheme, host and port. */
  readonly authority: string;
  /** Tenants, besides the identity's own, whose tokens may be asked for (Kestra: `additionally-allowed-tenants`). */
  readonly otherTenants: readonly string[];
  /** In the order in which they are tried: only one that exists on Azure's machines alone gives way to the next. */
  readonly identities: readonly AzureIdentity[];
}

export type AzureIdentity =
  | {
      readonly kind: 'client-secret';
      readonly tenantId: string;
      readonly clientId: string;
      readonly clientSecret: string;
    }
  /** Of the Azure machine that this runs on. */
  | {
      readonly kind: 'managed-identity';
      readonly clientId: string | null;
      readonly resourceId: string | null;
    }
  /** Of a pod of AKS; the file holds what its cluster says of it. */
  | {
      readonly kind: 'workload-identity';
      readonly tenantId: string;
      readonly clientId: string;
      readonly tokenFile: string;
    }
  /** Of somebody who is signed in to Azure on this machine. */
  | { readonly kind: 'token'; readonly token: string };

/** Whom a person's token is asked for. */
export interface AzureAccountQuestion {
  /** Of the key vaults of one cloud, such as `https://vault.azure.net`. */
  readonly resource: string;
  /** null: the account's own. Letters, digits, `.` and `-`. */
  readonly tenant: string | null;
}

/** What this machine knows of Azure: the user's own cloud, and somebody who is signed in. */
export interface AzureOfMachine {
  cloud(): AzureCloudName;
  /** Whose account that would be; null: nobody is signed in. Asks nobody anything. Rejects with an AbortError only. */
  accountName(question: AzureAccountQuestion, signal: AbortSignal): Promise<string | null>;
  /**
   * A token of the account that is signed in here, without asking anybody anything; null: nobody is. Bound in time;
   * rejects with an AbortError only.
   */
  accountToken(question: AzureAccountQuestion, signal: AbortSignal): Promise<string | null>;
}
