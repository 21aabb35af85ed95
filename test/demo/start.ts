// `npm start`: VS Code on copies of the examples with the extension in it, and a Vault behind the first of them.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeFolder } from '../processes/remove-folder.ts';
import { buildExtension } from '../runner/build.ts';
import { findDesktop, openDesktop, serveInBrowser } from './editor.ts';
import { startExampleVault } from './example-vault.ts';
import { layOutDemo } from './examples.ts';

const home = await mkdtemp(path.join(tmpdir(), 'kestra-secrets-'));
const undo: (() => Promise<void>)[] = [];

let ending: Promise<void> | undefined;
const end = (code: number) =>
  (ending ??= Promise.all(undo.map((stop) => stop()))
    .then(() => removeFolder(home))
    .then(() => process.exit(code)));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    console.log('\nStopping …');
    void end(0);
  });
}

try {
  console.log('Building the extension …');
  const problem = await buildExtension();
  if (problem !== null) throw new Error(`The extension does not build:\n${problem}`);

  console.log('Starting OpenBao with the secrets of the example …');
  const vault = await startExampleVault();
  if ('missing' in vault)
    console.log(`Without a Vault, only the example "environment" opens: ${vault.missing}`);
  else undo.push(vault.stop);

  const show = {
    home,
    open: await layOutDemo(home, 'missing' in vault ? null : vault.url),
    env: 'missing' in vault ? {} : { VAULT_ADDR: vault.url, VAULT_TOKEN: vault.token },
  };
  const desktop = findDesktop();
  const editor = desktop === null ? await serveInBrowser(show) : openDesktop(desktop, show);
  undo.push(editor.stop);
  console.log(`\n${editor.hint}\n`);
  await editor.closed;
  await end(0);
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
  await end(1);
}
