/** One of Azure's clouds (Azure's documentation: "National clouds"). */
export interface AzureCloud {
  readonly name: AzureCloudName;
  /** What a vault's host ends with. */
  readonly vaultDomain: string;
  /** What a key vault's token is for. */
  readonly vaultResource: string;
  /** Entra ID. */
  readonly authority: string;
}

export type AzureCloudName = 'public' | 'china' | 'usGovernment';

const publicCloud: AzureCloud = {
  name: 'public',
  vaultDomain: 'vault.azure.net',
  vaultResource: 'https://vault.azure.net',
  authority: 'https://login.microsoftonline.com',
};

export const azureClouds: readonly AzureCloud[] = [
  publicCloud,
  {
    name: 'china',
    vaultDomain: 'vault.azure.cn',
    vaultResource: 'https://vault.azure.cn',
    authority: 'https://login.chinacloudapi.cn',
  },
  {
    name: 'usGovernment',
    vaultDomain: 'vault.usgovcloudapi.net',
    vaultResource: 'https://vault.usgovcloudapi.net',
    authority: 'https://login.microsoftonline.us',
  },
];

/** Any other text is the public cloud. */
export function azureCloud(name: unknown): AzureCloud {
  return azureClouds.find((each) => each.name === name) ?? publicCloud;
}

/** The cloud whose key vaults have such a host; null: the host is not Azure's own (an emulator, a gateway). */
export function cloudOfVaultHost(hostname: string): AzureCloud | null {
  return azureClouds.find(({ vaultDomain }) => hostname.endsWith(`.${vaultDomain}`)) ?? null;
}

/** The cloud whose key vault stands at that address; null: it is another server. */
export function cloudOfVault(origin: string): AzureCloud | null {
  const { protocol, hostname, port } = new URL(origin);
  return protocol === 'https:' && port === '' ? cloudOfVaultHost(hostname) : null;
}
