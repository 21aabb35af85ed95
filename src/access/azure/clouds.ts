/** One of Azure's clouds (Azure's documentation: "National clouds"). */
export interface AzureCloud {
  readonly name: AzureCloudName;
  /** What a vault's host ends with. */
  readonly vaultDomain: string;
  /** Entra ID. */
  readonly authority: string;
}

export type AzureCloudName = 'public' | 'china' | 'usGovernment';

const clouds: readonly AzureCloud[] = [
  { name: 'public', vaultDomain: 'vault.azure.net', authority: 'https://login.microsoftonline.com' },
  { name: 'china', vaultDomain: 'vault.azure.cn', authority: 'https://login.chinacloudapi.cn' },
  {
    name: 'usGovernment',
    vaultDomain: 'vault.usgovcloudapi.net',
    authority: 'https://login.microsoftonline.us',
  },
];

/** Any other text is the public cloud. */
export function azureCloud(name: unknown): AzureCloud {
  const cloud = clouds.find((each) => each.name === name) ?? clouds[0];
  if (cloud === undefined) throw new Error('no cloud');
  return cloud;
}

/** The cloud whose key vaults have that host; null: it is another server. */
export function cloudOfVault(origin: string): AzureCloud | null {
  const { protocol, hostname, port } = new URL(origin);
  if (protocol !== 'https:' || port !== '') return null;
  return clouds.find(({ vaultDomain }) => hostname.endsWith(`.${vaultDomain}`)) ?? null;
}
