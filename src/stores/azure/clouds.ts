/** The resource of a key vault's tokens in each of Azure's clouds; a vault's host stands below it. */
const resources = ['https://vault.azure.net', 'https://vault.azure.cn', 'https://vault.usgovcloudapi.net'];

/** The cloud's resource for a vault of Azure's own; null: the vault has a name of its own (an emulator, a gateway). */
export function resourceOfHost(endpoint: string): string | null {
  const { hostname } = new URL(endpoint);
  return resources.find((resource) => hostname.endsWith(`.${new URL(resource).hostname}`)) ?? null;
}

/**
 * Whether a vault may be given a token for the scope that its challenge names. Else a vault could ask for one that
 * opens something else. A vault of Azure's own gets its cloud's alone, any other a key vault's or its own.
 */
export function mayHaveScope(scope: string, endpoint: string): boolean {
  const resource = scope.replace(/\/?\/\.default$/, '');
  const own = resourceOfHost(endpoint);
  if (own !== null) return resource === own;
  return (
    resources.includes(resource) ||
    (URL.canParse(resource) && new URL(resource).origin === new URL(endpoint).origin)
  );
}
