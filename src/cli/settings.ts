import { parse, type ParseError } from 'jsonc-parser';
import { azureCloud, azureClouds, type AzureCloudName } from '../managers/azure-clouds.ts';
import { environmentVariable } from '../host/index.ts';
import { readSeverities, whyIgnored, type ProblemSeverities } from '../language/suppressions.ts';
import type { FolderFiles } from '../ports/files.ts';
import { fieldOf, isObject } from '../text/json.ts';
import { WrongUsage } from './trouble.ts';

/**
 * The env files that a folder names in `.vscode/settings.json`, as in the editor. Settings that only a user may set
 * (`useEnvironment`, `caFile`) do not count there. Half-typed text counts as far as it can be read; `warnings` gets a sentence
 * where some of it counts for nothing.
 */
export async function readEnvironmentFiles(
  files: FolderFiles,
  warnings: Set<string>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const setting = 'kestraSecrets.environmentFiles';
  const named = await readSetting(setting, files, warnings, signal);
  const items: readonly unknown[] = Array.isArray(named) ? named : [];
  const texts = items.filter((item) => typeof item === 'string');
  if (named !== undefined && (!Array.isArray(named) || texts.length < items.length)) {
    warnings.add(
      `${settingsFile}: ${setting} must be a list of files, such as ["secrets.env"]; what is none does not count.`,
    );
  }
  return texts;
}

/** What the same file says of problems, by code. */
export async function readProblemSeverities(
  files: FolderFiles,
  warnings: Set<string>,
  signal: AbortSignal,
): Promise<ProblemSeverities> {
  const setting = 'kestraSecrets.problems.severity';
  const value = await readSetting(setting, files, warnings, signal);
  if (value !== undefined && !isObject(value)) {
    warnings.add(
      `${settingsFile}: ${setting} must give codes of problems their severities, such as {"secret-hidden": "error"}; it does not count.`,
    );
  }
  const found = readSeverities(value);
  for (const code of found.ignored) {
    warnings.add(`${settingsFile}: ${setting}: ${whyIgnored(code)}; it does not count.`);
  }
  return found;
}

const settingsFile = '.vscode/settings.json';

async function readSetting(
  name: string,
  files: FolderFiles,
  warnings: Set<string>,
  signal: AbortSignal,
): Promise<unknown> {
  const file = await files.read(settingsFile, signal);
  if (file.state !== 'text') return undefined;
  const errors: ParseError[] = [];
  const settings = parseSettings(file.text, errors);
  if (errors.length > 0) {
    warnings.add(`${settingsFile} is no whole JSON; only what can be read of it counts.`);
  }
  return fieldOf(settings, name);
}

/** null: they are nested deeper than can be read, which the reading of the configuration tells. */
function parseSettings(text: string, errors: ParseError[]): unknown {
  try {
    return parse(text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true, allowEmptyContent: true });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const cloudVariable = 'KESTRA_SECRETS_AZURE_CLOUD';

/** The cloud of the key vaults that a configuration gives by name alone; it is the user's, as in the editor. */
export function azureCloudName(): AzureCloudName {
  return azureCloud(environmentVariable(cloudVariable)).name;
}

/** Rejects a cloud that there is none of: a vault would be looked for in another one. */
export function checkAzureCloud(): void {
  const given = environmentVariable(cloudVariable) ?? '';
  const names = azureClouds.map(({ name }) => name);
  if (given === '' || names.some((name) => name === given)) return;
  throw new WrongUsage(`${cloudVariable} must be one of ${names.join(', ')}`);
}
