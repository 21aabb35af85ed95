// A suite that runs in VS Code's extension host: the process `npm test` starts for it.
import { runTests } from '@vscode/test-electron';
import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { homesIn } from '../processes/homes.ts';
import { projectFolder } from '../vscode/releases.ts';

const home = await mkdtemp(path.join(tmpdir(), 'host-'));
const folder = path.join(home, 'workspace');
const personal = path.join(home, 'home');
await cp(path.join(projectFolder, 'examples/environment'), folder, { recursive: true });
await mkdir(personal);

const { KESTRA_SECRETS_VSCODE: desktop, KESTRA_SECRETS_RELEASE: release } = process.env;
const fromRegistry = path.join(projectFolder, 'test/vscode/code.mjs');

await runTests({
  vscodeExecutablePath: desktop !== undefined && release === 'newest' ? desktop : fromRegistry,
  extensionDevelopmentPath: projectFolder,
  extensionTestsPath: path.join(projectFolder, 'out/host/index.cjs'),
  // Nothing of the person who runs the tests may count as a credential.
  extensionTestsEnv: { ...homesIn(personal, tmpdir()), VAULT_ADDR: undefined, VAULT_TOKEN: undefined },
  launchArgs: [
    folder,
    '--disable-extensions',
    `--user-data-dir=${path.join(home, 'user')}`,
    `--extensions-dir=${path.join(home, 'extensions')}`,
  ],
});
