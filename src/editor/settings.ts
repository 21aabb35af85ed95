import { ConfigurationTarget, workspace, type Uri, type WorkspaceFolder } from 'vscode';
import { azureCloud as azureCloudNamed, type AzureCloudName } from '../managers/azure-clouds.ts';
import type { KestraPlace } from '../access/index.ts';
import { usualTenant } from '../managers/kestra.ts';
import { settings, settingsSection } from './contributions.ts';

/** The user's own setting, whatever a workspace says: for what no folder may decide. */
function userSetting(section: string, name: string): unknown {
  return workspace.getConfiguration(section).inspect(name)?.globalValue;
}

/** Env files the folder's settings name, as long as the folder is trusted; before that, the user's own. */
export function environmentFiles(folder: WorkspaceFolder): readonly string[] {
  const named: unknown = workspace.isTrusted
    ? workspace.getConfiguration(settingsSection, folder.uri).get(settings.environmentFiles)
    : userSetting(settingsSection, settings.environmentFiles);
  return textsIn(named);
}

/** Whether the `SECRET_*` variables of this machine's environment count. */
export function usesEnvironment(): boolean {
  return userSetting(settingsSection, settings.useEnvironment) === true;
}

/** The path of a file with more certificates to trust; null: none. */
export function caFile(): string | null {
  const path = userSetting(settingsSection, settings.caFile);
  return typeof path === 'string' && path.trim() !== '' ? path.trim() : null;
}

/** The profile of `~/.aws` that the user chose; null: none. */
export function awsProfile(): string | null {
  const profile = userSetting(settingsSection, settings.awsProfile);
  return typeof profile === 'string' && profile.trim() !== '' ? profile.trim() : null;
}

/** Makes a profile the one that the user chose, for every folder. */
export async function chooseAwsProfile(profile: string): Promise<void> {
  const ours = workspace.getConfiguration(settingsSection);
  await ours.update(settings.awsProfile, profile, ConfigurationTarget.Global);
}

/** Azure's cloud whose key vaults are meant where a configuration gives a vault's name alone. */
export function azureCloudSetting(): AzureCloudName {
  return azureCloudNamed(userSetting(settingsSection, settings.azureCloud)).name;
}

/** The running Kestra that the user's own settings name, with the tenant of open source where they name none; null: none. */
export function kestraOfUser(): KestraPlace | null {
  const url = userSetting(settingsSection, settings.kestraUrl);
  if (typeof url !== 'string' || url.trim() === '') return null;
  const tenant = userSetting(settingsSection, settings.kestraTenant);
  const isNamed = typeof tenant === 'string' && tenant.trim() !== '';
  return { url: url.trim(), tenant: isNamed ? tenant.trim() : usualTenant };
}

/** A setting of any extension by its whole name, as it counts in a folder: nobody's approval. */
export function settingIn(folder: WorkspaceFolder, name: string): unknown {
  return workspace.getConfiguration(undefined, folder.uri).get(name);
}

/** The languages in whose files flows are looked for, by VS Code's ids. */
export function flowLanguages(): readonly string[] {
  return textsIn(workspace.getConfiguration(settingsSection).get(settings.languages));
}

/** Calls `changed` where a setting of this extension, by its name in `settings`, changed for anything. */
export function onSettingChange(name: keyof typeof settings, changed: () => void) {
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${settingsSection}.${settings[name]}`)) changed();
  });
}

/** Whether the problems of flows are told that are not open, without being asked for. */
export function tellsClosedFiles(): boolean {
  return workspace.getConfiguration(settingsSection).get(settings.problemsScope) === 'workspace';
}

/** The proxy of the user's own settings, never of a folder's. */
export function proxySettings(): { readonly proxy?: string; readonly noProxy?: string } {
  const proxy = userSetting('http', 'proxy');
  const noProxy = textsIn(userSetting('http', 'noProxy'));
  return {
    ...(typeof proxy === 'string' && proxy !== '' ? { proxy } : {}),
    ...(noProxy.length > 0 ? { noProxy: noProxy.join(',') } : {}),
  };
}

/** Whether lines of a file that define secrets say in how many flows these are used. */
export function showsLenses(file: Uri): boolean {
  return workspace.getConfiguration(settingsSection, file).get(settings.codeLens) !== false;
}

/** Settings that decide what is shown alone. */
const shownOnly: readonly string[] = [
  settings.languages,
  settings.problemSeverity,
  settings.problemsScope,
  settings.codeLens,
];

/** Settings that decide what is read of a folder and who may be asked. */
const deciding = Object.values(settings)
  .filter((name) => !shownOnly.includes(name))
  .map((name) => `${settingsSection}.${name}`);

/** Calls `changed` where one of the settings changed for the folder that decide what is read and who may be asked. */
export function onSettingsChange(folder: Uri, changed: () => void) {
  return workspace.onDidChangeConfiguration((event) => {
    const isDecided = deciding.some((name) => event.affectsConfiguration(name, folder));
    if (isDecided || event.affectsConfiguration('http')) changed();
  });
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
