import { azureClouds, cloudOfVaultHost } from '../../managers/azure-clouds.ts';

/** Whether it is a vault of Azure's own; else it has a name of its own (an emulator, a gateway). */
export function isAzures(endpoint: string): boolean {
  return cloudOfVaultHost(new URL(endpoint).hostname) !== null;
}

/**
 * Whether a vault may be given a token for the scope that its challenge names. Else a vault could ask for one that
 * opens something else. A vault of Azure's own gets its cloud's alone, any other a key vault's or its own.
 */
export function mayHaveScope(scope: string, endpoint: string): boolean {
  const resource = scope.replace(/\/?\/\.default$/, '');
  const own = cloudOfVaultHost(new URL(endpoint).hostname);
  if (own !== null) return resource === own.vaultResource;
  return (
    azureClouds.some(({ vaultResource }) => vaultResource === resource) ||
    (URL.canParse(resource) && new URL(resource).origin === new URL(endpoint).origin)
  );
}
