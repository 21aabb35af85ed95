// `npm run check:example`: what `kestra-secrets check` says of each example, with a Vault behind the first.
import path from 'node:path';
import { runLeashed } from '../processes/leashed.ts';
import { buildExtension } from '../runner/build.ts';
import { projectFolder } from '../vscode/releases.ts';
import { startExampleVault } from './example-vault.ts';
import { exampleNames } from './examples.ts';

const problem = await buildExtension();
if (problem !== null) throw new Error(`The command line does not build:\n${problem}`);

const vault = await startExampleVault();
if ('missing' in vault) console.log(`Without a Vault, "vault" is checked offline: ${vault.missing}`);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    void ('missing' in vault ? Promise.resolve() : vault.stop()).then(() => process.exit(130));
  });
}

try {
  for (const name of exampleNames) {
    // Another address than the configuration's, as whoever cannot reach the server's own would give it.
    const remote =
      'missing' in vault ? ['--offline'] : ['--address', `vault=${vault.url}`, '--allow-endpoint', vault.url];
    const args = ['check', '--folder', path.join('examples', name), ...(name === 'vault' ? remote : [])];
    console.log(`\n$ kestra-secrets ${args.join(' ')}`);
    const run = runLeashed(process.execPath, ['dist/cli.js', ...args], {
      cwd: projectFolder,
      env: {
        ...process.env,
        VAULT_ADDR: undefined,
        VAULT_TOKEN: 'missing' in vault || name !== 'vault' ? undefined : vault.token,
      },
      output: 'inherit',
    });
    const code = await run.ended;
    console.log(`(exit ${code})`);
    // The examples hold mistakes: 1 is as it should be.
    if (code > 1) process.exitCode = 1;
  }
} finally {
  if (!('missing' in vault)) await vault.stop();
}
