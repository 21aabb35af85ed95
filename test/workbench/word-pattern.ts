import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runLeashed } from '../processes/leashed.ts';
import { projectFolder } from '../vscode/releases.ts';

const manifest = {
  name: 'yaml-words',
  publisher: 'stand-in',
  version: '1.0.0',
  license: 'MIT',
  engines: { vscode: '^1.106.0' },
  contributes: { languages: [{ id: 'yaml', configuration: './language.json' }] },
};

/** As the most used YAML extension has it: quotes are a part of the word they enclose. */
const language = { wordPattern: '[^\\s{}\\[\\],:]+' };

/** Packs an extension that does nothing but set how words end in YAML; gives the `.vsix`. */
export async function packWordPattern(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yaml-words-'));
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(folder, 'language.json'), JSON.stringify(language));
  await writeFile(path.join(folder, 'README.md'), 'Sets the word pattern of YAML.\n');
  const vsix = path.join(folder, 'yaml-words.vsix');
  const vsce = path.join(projectFolder, 'node_modules/.bin/vsce');
  const args = [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--skip-license',
    '--out',
    vsix,
  ];
  const run = runLeashed(vsce, args, { cwd: folder });
  if ((await run.ended) !== 0)
    throw new Error(`The stand-in extension could not be packed:\n${run.output()}`);
  return vsix;
}
