import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../vscode/releases.ts';
import type { ExampleServer } from './example-server.ts';

export const examplesFolder = path.join(projectFolder, 'examples');

/** In the order in which they are shown. */
export const exampleNames = ['vault', 'aws', 'azure', 'google', 'kestra', 'environment', 'none'] as const;
export type ExampleName = (typeof exampleNames)[number];

/** Those that ask a secret manager. */
export const remoteExamples: readonly ExampleName[] = ['vault', 'aws', 'azure', 'google'];

/** The seeds and the policies are for the servers; the seeds hold the values. */
const forServers = ['seed.json', 'policy.hcl', 'policy.json'];

/** Copies an example below `home`, so that whoever tries it changes nothing of the project. */
async function copyExample(
  name: ExampleName,
  home: string,
  { dotEnv = {}, settings }: Partial<Pick<ExampleServer, 'dotEnv' | 'settings'>>,
): Promise<void> {
  const folder = path.join(home, name);
  await cp(path.join(examplesFolder, name), folder, {
    recursive: true,
    filter: (file) => !forServers.includes(path.basename(file)),
  });
  const lines = Object.entries(dotEnv).map(([variable, text]) => `${variable}=${text}\n`);
  if (lines.length > 0) await writeFile(path.join(folder, '.env'), lines.join(''));
  if (settings === undefined) return;
  await mkdir(path.join(folder, '.vscode'));
  await writeFile(path.join(folder, '.vscode/settings.json'), JSON.stringify(settings));
}

/** Lays out the examples below `home`, without those whose server is missing, and gives what VS Code is to open. */
export async function layOutDemo(home: string, servers: readonly ExampleServer[]): Promise<string> {
  const serverOf = (name: ExampleName) => servers.find((server) => server.name === name);
  const names = exampleNames.filter((name) => !remoteExamples.includes(name) || serverOf(name) !== undefined);
  for (const name of names) await copyExample(name, home, serverOf(name) ?? {});
  const workspace = path.join(home, 'examples.code-workspace');
  await writeFile(workspace, JSON.stringify({ folders: names.map((name) => ({ path: name })) }));
  return workspace;
}
