import { parse } from 'jsonc-parser';
import { azureCloud, type AzureCloudName } from '../managers/azure-clouds.ts';
import { environmentVariable } from '../host/index.ts';
import { readSeverities, type ProblemSeverities } from '../language/suppressions.ts';
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
  const named = await readSetting('kestraSecrets.environmentFiles', files, signal);
  return Array.isArray(named) ? named.filter((item) => typeof item === 'string') : [];
}

/** What the same file says of problems, by code; `warnings` gets a sentence where some of it counts for nothing. */
export async function readProblemSeverities(
  files: FolderFiles,
  warnings: Set<string>,
  signal: AbortSignal,
): Promise<ProblemSeverities> {
  const setting = 'kestraSecrets.problems.severity';
  const found = readSeverities(await readSetting(setting, files, signal));
  for (const code of found.ignored) {
    warnings.add(
      `${settingsFile}: ${setting}: "${code}" is no code of a problem, or has no severity, and does not count.`,
    );
  }
  return found;
}

const settingsFile = '.vscode/settings.json';

async function readSetting(name: string, files: FolderFiles, signal: AbortSignal): Promise<unknown> {
  const file = await files.read(settingsFile, signal);
  return file.state === 'text' ? fieldOf(parseSettings(file.text), name) : undefined;
}

/** null: they are nested deeper than can be read, which the reading of the configuration tells. */
function parseSettings(text: string): unknown {
  try {
    return parse(text.replace(/^\uFEFF/, ''), [], { allowTrailingComma: true });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The cloud of the key vaults that a configuration gives by name alone; it is the user's, as in the editor. */
export function azureCloudName(): AzureCloudName {
  return azureCloud(environmentVariable('KESTRA_SECRETS_AZURE_CLOUD')).name;
}
