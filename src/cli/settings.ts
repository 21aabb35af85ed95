import { parse } from 'jsonc-parser';
import { azureCloud, type AzureCloudName } from '../managers/azure-clouds.ts';
import { environmentVariable } from '../host/index.ts';
import type { FolderFiles } from '../ports/files.ts';
import { fieldOf } from '../text/json.ts';

/**
 * The env files that a folder names in `.vscode/settings.json`, as in the editor. Settings that only a user may set
 * (`useEnvironment`, `caFile`) do not count there. Half-typed text counts as far as it can be read.
 */
export async function readEnvironmentFiles(
  files: FolderFiles,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const file = await files.read('.vscode/settings.json', signal);
  const settings: unknown =
    file.state === 'text' ? parse(file.text.replace(/^\uFEFF/, ''), [], { allowTrailingComma: true }) : null;
  const named = fieldOf(settings, 'kestraSecrets.environmentFiles');
  return Array.isArray(named) ? named.filter((item) => typeof item === 'string') : [];
}

/** The cloud of the key vaults that a configuration gives by name alone; it is the user's, as in the editor. */
export function azureCloudName(): AzureCloudName {
  return azureCloud(environmentVariable('KESTRA_SECRETS_AZURE_CLOUD')).name;
}
