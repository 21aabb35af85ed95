import { cp, mkdir, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { homesIn } from '../processes/homes.ts';
import { removeFolder } from '../processes/remove-folder.ts';
import { packageExtension } from '../runner/build.ts';
import { findBrowser, launchBrowser } from '../vscode/browser.ts';
import { installVsCode } from '../vscode/install.ts';
import { newest, oldest, projectFolder } from '../vscode/releases.ts';
import { type Server, installExtension, startServer } from '../vscode/server.ts';
import { openWorkbench } from '../vscode/workbench.ts';

export type Example = 'aws' | 'azure' | 'environment' | 'none' | 'vault';

export interface SessionOptions {
  /** The example that the window opens a copy of. */
  readonly example: Example;
  /** Further examples: the window then opens a workspace of several folders, this one first. */
  readonly beside?: readonly Example[];
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings in the copy's `.vscode/settings.json`. */
  readonly workspaceSettings?: Readonly<Record<string, unknown>>;
  /** Default: the folder is trusted. `ask`: it opens restricted. */
  readonly trust?: 'ask';
  /** Variables that the extension sees. */
  readonly env?: NodeJS.ProcessEnv;
  /** Files that are laid into the copy, by their path in it; `../none/a.yml` lies in another example's. */
  readonly files?: Readonly<Record<string, string>>;
  /** Further extensions to install, packaged beforehand. */
  readonly extensions?: readonly string[];
  /** The language of VS Code's user; default: English. */
  readonly locale?: string;
  /** Pixels of a picture for one of the page, both ways; default: 1. */
  readonly scale?: number;
}

/** VS Code keeps copies of what a user edits: then a value on disk would say nothing of the extension. */
const noCopies = { 'workbench.localHistory.enabled': false, 'files.hotExit': 'off' };
/** Where it keeps one of what is not saved yet in any case; it goes some time after the file is saved. */
const backups = path.join('User', 'Backups');
/** What moves takes a browser without a graphics card much time, and is no place to click. */
const noMotion = { 'workbench.reduceMotion': 'on', 'editor.cursorBlinking': 'solid' };

/** The packaged extension at work in a window of its own. */
export interface Session {
  readonly page: Page;
  /** The copy of the example. */
  readonly folder: string;
  /** What a file of the copy holds on disk. */
  readonly read: (name: string) => Promise<string>;
  /** Everything that VS Code and its extensions have written outside the workspace so far, but for VS Code's own backups. */
  readonly writtenTexts: () => Promise<readonly { readonly file: string; readonly text: string }[]>;
  readonly stop: () => Promise<void>;
}

/** Starts VS Code with the packaged extension installed, on a copy of an example, in a browser of its own. */
export async function startSession(options: SessionOptions): Promise<Session> {
  const home = await mkdtemp(path.join(tmpdir(), 'workbench-'));
  const folder = path.join(home, options.example);
  const undo: (() => Promise<unknown>)[] = [() => removeFolder(home)];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    for (const example of [options.example, ...(options.beside ?? [])]) await copyExample(home, example);
    await layOut(folder, options);
    const server = await startVsCode(home, options);
    undo.push(server.stop);
    const browser: Browser = await launchBrowser(await findBrowser());
    undo.push(() => browser.close());
    const page = await openWorkbench(browser, server, {
      open: options.beside === undefined ? folder : await writeWorkspace(home, options),
      ...(options.scale === undefined ? {} : { scale: options.scale }),
    });
    return {
      page,
      folder,
      read: (name) => readFile(path.join(folder, name), 'utf8'),
      writtenTexts: async () => {
        const texts = await readAll([server.userData, path.join(home, 'server'), path.join(home, 'person')]);
        return texts.filter(({ file }) => !file.startsWith(path.join(server.userData, backups)));
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startVsCode(home: string, options: SessionOptions): Promise<Server> {
  const release = process.env.KESTRA_SECRETS_RELEASE === 'oldest' ? oldest : newest;
  const vscode = await installVsCode(release, console.log);
  const packed = process.env.KESTRA_SECRETS_VSIX ?? (await packageExtension(home));
  for (const vsix of [packed, ...(options.extensions ?? [])]) await installExtension(vscode, home, vsix);
  const person = path.join(home, 'person');
  await mkdir(person);
  return startServer(vscode, {
    home,
    settings: { ...noCopies, ...noMotion, ...options.settings },
    ...(options.trust === 'ask' ? {} : { trust: 'everything' }),
    ...(options.locale === undefined ? {} : { locale: options.locale }),
    // Nothing of the person who runs the tests may count as a credential.
    env: { ...homesIn(person, tmpdir()), VAULT_ADDR: undefined, VAULT_TOKEN: undefined, ...options.env },
  });
}

async function copyExample(home: string, example: Example): Promise<void> {
  const source = path.join(projectFolder, 'examples', example);
  // The seed is the demo's, and holds the values: a window never shows it.
  const filter = (file: string) => path.basename(file) !== 'seed.json';
  await cp(source, path.join(home, example), { recursive: true, filter });
}

async function writeWorkspace(home: string, { example, beside = [] }: SessionOptions): Promise<string> {
  const file = path.join(home, 'several.code-workspace');
  const folders = [example, ...beside].map((name) => ({ path: name }));
  await writeFile(file, JSON.stringify({ folders, settings: {} }));
  return file;
}

async function layOut(folder: string, options: SessionOptions): Promise<void> {
  const settings = options.workspaceSettings;
  const files = {
    ...options.files,
    ...(settings === undefined ? {} : { '.vscode/settings.json': JSON.stringify(settings) }),
  };
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** Reads what is there: VS Code runs on, and takes away a file of its own at any moment. */
async function readAll(roots: readonly string[]): Promise<{ file: string; text: string }[]> {
  const texts = [];
  for (const root of roots) {
    for (const file of await filesBelow(root)) {
      const text = await readFile(file, 'utf8').catch(unlessAbsent);
      if (text !== null) texts.push({ file, text });
    }
  }
  return texts;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true }).catch(unlessAbsent)) ?? [];
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => path.join(folder, name));
  for (const entry of entries) {
    if (entry.isDirectory()) files.push(...(await filesBelow(path.join(folder, entry.name))));
  }
  return files;
}

function unlessAbsent(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
