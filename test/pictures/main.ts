// `npm run pictures`: takes the pictures of README, docs/features.md and the walkthrough, of the packaged extension at work
// and in each theme, and draws the icon, anew each time. `npm run pictures -- dark` takes those of one theme.
import { mkdir, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startExampleAzure } from '../demo/example-azure.ts';
import { type ExampleVault, startExampleVault } from '../demo/example-vault.ts';
import { removeFolder } from '../processes/remove-folder.ts';
import { buildExtension } from '../runner/build.ts';
import { projectFolder } from '../vscode/releases.ts';
import { type SessionOptions, startSession } from '../workbench/session.ts';
import { drawIcon } from './icon.ts';
import { flows, takeSeveral, takeVault } from './scenes.ts';
import { media } from './take.ts';

const themes: Readonly<Record<string, string>> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
};

const settings = {
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.selectionHighlight': false,
  'breadcrumbs.enabled': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'terminal.integrated.fontSize': 12,
  'terminal.integrated.gpuAcceleration': 'off',
  'terminal.integrated.shellIntegration.enabled': false,
  'terminal.integrated.defaultProfile.linux': 'plain',
};

/** A terminal that knows the command line by its name. */
const terminal = (commands: string) => ({
  'terminal.integrated.profiles.linux': {
    plain: {
      path: '/bin/sh',
      env: { PS1: '$ ', PATH: `${commands}${path.delimiter}${process.env.PATH ?? ''}` },
    },
  },
});

/** A window with pictures of two pixels for one. */
async function inWindow(
  options: SessionOptions,
  theme: string,
  takeAll: (page: Awaited<ReturnType<typeof startSession>>['page']) => Promise<void>,
): Promise<void> {
  const session = await startSession({
    ...options,
    // That of high contrast is seen in the walkthrough alone, which is small.
    scale: theme === 'high-contrast' ? 1 : 2,
    settings: { ...settings, ...options.settings, 'workbench.colorTheme': themes[theme] },
  });
  try {
    await takeAll(session.page);
  } finally {
    await session.stop();
  }
}

/** A folder with the command line under its name. */
async function commandFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pictures-'));
  await symlink(path.join(projectFolder, 'dist/kestra-secrets.cjs'), path.join(folder, 'kestra-secrets'));
  return folder;
}

/** By the name of this machine: an address of numbers says less. */
function byName(vault: ExampleVault): ExampleVault {
  return { ...vault, url: vault.url.replace('127.0.0.1', 'localhost') };
}

async function takeTheme(theme: string, vault: ExampleVault, commands: string): Promise<void> {
  const dotEnv = `VAULT_ADDR=${vault.url}\n`;
  await inWindow(
    {
      example: 'vault',
      files: { ...flows, '.env': dotEnv },
      env: { VAULT_TOKEN: vault.token },
      settings: terminal(commands),
    },
    theme,
    (page) => takeVault(page, vault, theme),
  );
  if (theme === 'high-contrast') return;
  const azure = await startExampleAzure();
  try {
    const files = {
      '.env': `${dotEnv}VAULT_TOKEN=${vault.token}\n`,
      '../azure/.env': Object.entries(azure.dotEnv)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    };
    await inWindow(
      { example: 'vault', beside: ['azure', 'environment'], files, env: azure.env },
      theme,
      (page) => takeSeveral(page, theme),
    );
  } finally {
    await azure.stop();
  }
}

const [only] = process.argv.slice(2);
// First of all: without it nothing can be packed.
await mkdir(media, { recursive: true });
await drawIcon(path.join(media, 'icon.png'));
const problem = await buildExtension();
if (problem !== null) throw new Error(`The extension does not build:\n${problem}`);
const started = await startExampleVault();
if ('missing' in started) throw new Error(started.missing);
const commands = await commandFolder();
try {
  for (const theme of Object.keys(themes).filter((each) => only === undefined || each === only)) {
    await takeTheme(theme, byName(started), commands);
  }
} finally {
  await removeFolder(commands);
  await started.stop();
}
