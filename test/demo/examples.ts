import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../vscode/releases.ts';

export const examplesFolder = path.join(projectFolder, 'examples');

/** In the order in which they are shown. */
export const exampleNames = ['vault', 'environment', 'none'] as const;
export type ExampleName = (typeof exampleNames)[number];

/**
 * Copies an example below `home`, so that whoever tries it changes nothing of the project. `vaultAddress` fills the
 * placeholder in its configuration as a user would, by a `.env` file: no process variable may fill an address.
 */
export async function copyExample(name: ExampleName, home: string, vaultAddress?: string): Promise<string> {
  const folder = path.join(home, name);
  // The seed and the policy are for the server; the seed holds the values.
  const isForServer = (file: string) => ['seed.json', 'policy.hcl'].includes(path.basename(file));
  await cp(path.join(examplesFolder, name), folder, {
    recursive: true,
    filter: (file) => !isForServer(file),
  });
  if (vaultAddress !== undefined) await writeFile(path.join(folder, '.env'), `VAULT_ADDR=${vaultAddress}\n`);
  return folder;
}

/** Lays out the examples below `home` and gives what VS Code is to open. Without a Vault: `environment` alone. */
export async function layOutDemo(home: string, vaultAddress: string | null): Promise<string> {
  if (vaultAddress === null) return copyExample('environment', home);
  for (const name of exampleNames) {
    await copyExample(name, home, name === 'vault' ? vaultAddress : undefined);
  }
  const workspace = path.join(home, 'examples.code-workspace');
  await writeFile(workspace, JSON.stringify({ folders: exampleNames.map((name) => ({ path: name })) }));
  return workspace;
}
