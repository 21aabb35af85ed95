/** Who to be at an Azure Key Vault. Holds credentials: never logged, and lives no longer than the store it opens. */
export interface AzureLogin {
  /** Where Entra ID is asked for tokens: scheme, host and port. */
  readonly authority: string;
  /** Tenants, besides the identity's own, whose tokens may be asked for (Kestra: `additionally-allowed-tenants`). */
  readonly otherTenants: readonly string[];
  readonly identity: AzureIdentity;
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
  /** Of somebody who is signed in to Azure elsewhere. */
  | { readonly kind: 'token'; readonly token: string };
