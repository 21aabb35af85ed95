import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../vscode/releases.ts';

const shells =
  /\b(?:spawn|exec|fork|run|start)\w*\(\s*['"`](?:sh|bash|cmd|powershell|npm|npx)(?:\.\w+)?['"`]\s*,/;

/** The two commands of the README run on Windows, which has no `sh`, and where `npm` is a script of another shell. */
describe('what the tests and the scripts start', () => {
  it('is no shell, and npm by Node alone', async () => {
    for (const folder of ['test', 'bench']) {
      const recursive = folder === 'test'; // the packages of the other are its own
      for (const name of await readdir(path.join(projectFolder, folder), { recursive })) {
        if (!/\.m?[tj]s$/.test(name)) continue;
        const text = await readFile(path.join(projectFolder, folder, name), 'utf8');
        assert.doesNotMatch(text, shells, `${folder}/${name}`);
      }
    }
  });

  it('is quoted in the manifest as every shell has it, and sets no variable before a command', async () => {
    const manifest = JSON.parse(await readFile(path.join(projectFolder, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    for (const [name, script] of Object.entries(manifest.scripts)) {
      assert.doesNotMatch(script, /['`$;]|^\w+=|\brm\b|\bcp\b|(?:^|\s)(?:ba)?sh\s/, name);
    }
  });
});
