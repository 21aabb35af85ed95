import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pack } from '../runner/build.ts';

/** Packs a small extension of the tests: its manifest beyond what every one has, and its files. Gives the `.vsix`. */
export async function packExtension(
  name: string,
  manifest: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  return packWritten(name, await writeExtension(tmpdir(), name, manifest, files));
}

/** Packs what {@link writeExtension} has written. Gives the `.vsix`, which lies in its folder. */
export async function packWritten(name: string, folder: string): Promise<string> {
  const vsix = path.join(folder, `${name}.vsix`);
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license'];
  await pack(folder, [...flags, '--out', vsix]);
  return vsix;
}

/** Writes such an extension into a new folder below `home`, from which it can run; gives the folder. */
export async function writeExtension(
  home: string,
  name: string,
  manifest: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = await mkdtemp(path.join(home, `${name}-`));
  const common = {
    name,
    publisher: 'stand-in',
    version: '1.0.0',
    license: 'MIT',
    engines: { vscode: '^1.106.0' },
  };
  const all = {
    ...files,
    'package.json': JSON.stringify({ ...common, ...manifest }),
    'README.md': 'Stands in for another extension.\n',
  };
  for (const [file, text] of Object.entries(all)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  return folder;
}
