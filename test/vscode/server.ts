import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Leashed, runLeashed } from '../processes/leashed.ts';
import type { VsCode } from './install.ts';

export interface ServerOptions {
  /** A folder of its own: user data, extensions and logs are kept below it. */
  readonly home: string;
  /** User settings, on top of those that keep it quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** `everything`: no folder is ever asked about. Default: as a user meets it. */
  readonly trust?: 'everything';
  /** The language of its user, such as `de`; default: English. Its own texts stay English: see {@link addLanguage}. */
  readonly locale?: string;
  /** Whether it heeds `extensionDevelopmentPath` and its like. It then shows no notifications. */
  readonly development?: boolean;
  /** Variables for the server and the extension host, on top of this process's; undefined takes one away. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A VS Code server on loopback, without a window yet. */
export interface Server {
  readonly port: number;
  /** What a page must bring: whoever reaches the server could run programs with it. */
  readonly token: string;
  readonly userData: string;
  /** Everything the server and its extension hosts log is below this folder. */
  readonly logs: string;
  /** What it wrote so far. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** Settings without which a fresh VS Code shows what is not the extension's. */
const quietSettings: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.editor.useModal': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  // As newer releases have it: a folder that is not trusted opens restricted, with a banner and no dialog.
  'security.workspace.trust.startupPrompt': 'never',
};

const listening = /Extension host agent listening on (\d+)/;

/** Starts it on a free port of 127.0.0.1. Rejects with its output where it does not come up. */
export async function startServer(vscode: VsCode, options: ServerOptions): Promise<Server> {
  const userData = path.join(options.home, 'user');
  const settingsFile = path.join(userData, 'User/settings.json');
  await mkdir(path.dirname(settingsFile), { recursive: true });
  await writeFile(settingsFile, JSON.stringify({ ...quietSettings, ...options.settings }, null, 2));
  const token = randomUUID();
  const tokenFile = path.join(options.home, 'token');
  await writeFile(tokenFile, token, { mode: 0o600 });
  const args = ['--host', '127.0.0.1', '--port', '0', '--connection-token-file', tokenFile];
  args.push(...dataFlags(options.home), '--disable-update-check', '--log', 'info');
  if (options.development === true) args.push('--enable-smoke-test-driver');
  if (options.locale !== undefined) {
    await addLanguage(userData, options.locale);
    args.push('--locale', options.locale);
  }
  if (options.trust === 'everything') args.push('--disable-workspace-trust');

  let heard: (text: string) => void = () => undefined;
  // Where Linux has it, extension hosts make a socket there that they do not take away again.
  const env = { XDG_RUNTIME_DIR: options.home, ...options.env };
  const run = runServer(vscode, args, env, (text) => heard(text));
  const port = await new Promise<number>((resolve, reject) => {
    let output = '';
    heard = (text) => {
      output += text;
      const found = listening.exec(output)?.[1];
      if (found !== undefined) resolve(Number(found));
    };
    void run.ended.then((code) => reject(new Error(`VS Code's server ended (${code}):\n${run.output()}`)));
  });
  return {
    port,
    token,
    userData,
    logs: path.join(userData, 'logs'),
    output: run.output,
    stop: run.stop,
  };
}

/**
 * Registers a language as an installed language pack does. This one translates nothing of VS Code itself, which is not
 * what is looked at: an extension then speaks the language by its own translations, and the selectors stay.
 */
async function addLanguage(userData: string, language: string): Promise<void> {
  const translations = path.join(userData, 'main.i18n.json');
  await writeFile(translations, JSON.stringify({ '': '', version: '1.0.0', contents: {} }));
  const extensions = [{ extensionIdentifier: { id: `stand-in.${language}` }, version: '1.0.0' }];
  const pack = { hash: language, extensions, translations: { vscode: translations }, label: language };
  await writeFile(path.join(userData, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

/** Installs a packaged extension for the servers that use `home`; needs no network. */
export async function installExtension(vscode: VsCode, home: string, vsix: string): Promise<void> {
  const run = runServer(vscode, [...dataFlags(home), '--install-extension', path.resolve(vsix)], {});
  if ((await run.ended) !== 0) throw new Error(`${vsix} could not be installed:\n${run.output()}`);
}

function dataFlags(home: string): string[] {
  return [
    '--accept-server-license-terms',
    ...['--telemetry-level', 'off'],
    ...['--server-data-dir', path.join(home, 'server')],
    ...['--user-data-dir', path.join(home, 'user')],
    ...['--extensions-dir', path.join(home, 'extensions')],
  ];
}

function runServer(
  vscode: VsCode,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  onOutput: (text: string) => void = () => undefined,
): Leashed {
  return runLeashed(vscode.node, ['out/server-main.js', ...args], {
    cwd: vscode.server,
    env: { ...process.env, EXTENSIONS_GALLERY: '{}', ...env },
    onOutput,
  });
}
