import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Installed } from '../../servers/needed.ts';
import { npm } from '../../vscode/install.ts';
import { projectFolder } from '../../vscode/releases.ts';
import { packExtension } from '../pack-extension.ts';
import { yamlWords } from '../word-pattern.ts';

/** The language server of Red Hat's extension for YAML, as npm has it. */
const version = '1.25.0';
const tools = path.join(projectFolder, '.tools');

export interface RedHat {
  /** The server's module, to be run by Node. */
  readonly server: string;
}

/** Lays the server into `.tools/`, once; later calls find it there. */
export async function installRedHat(): Promise<Installed<RedHat>> {
  const home = path.join(tools, `yaml-language-server-${version}`);
  const moduleIn = (folder: string) =>
    path.join(folder, 'node_modules/yaml-language-server/out/server/src/server.js');
  if (!existsSync(moduleIn(home))) {
    const building = `${home}.${process.pid}`;
    try {
      await mkdir(building, { recursive: true });
      await writeFile(path.join(building, 'package.json'), '{"private":true}');
      await npm(building, ['install', `yaml-language-server@${version}`]);
      await rename(building, home).catch((error: unknown) => {
        if (!existsSync(moduleIn(home))) throw error; // else another run was first
      });
    } catch (error) {
      return { missing: `Red Hat's language server for YAML: ${String(error)}` };
    } finally {
      await rm(building, { recursive: true, force: true });
    }
  }
  return { server: moduleIn(home) };
}

/** Packs an extension that asks the server for completion. Gives the `.vsix`. */
export async function packRedHat({ server }: RedHat): Promise<string> {
  const bundled = await build({
    entryPoints: [path.join(import.meta.dirname, 'client.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    define: {
      SERVER_MODULE: JSON.stringify(server),
      FLOW_SCHEMA: JSON.stringify(new URL('schema.json', import.meta.url).href),
    },
  });
  return packExtension(
    'red-hat-yaml',
    {
      main: './main.js',
      activationEvents: ['onLanguage:yaml'],
      contributes: yamlWords.contributes,
    },
    { ...yamlWords.files, 'main.js': bundled.outputFiles[0]?.text ?? '' },
  );
}
