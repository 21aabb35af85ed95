import path from 'node:path';
import { runLeashed } from '../processes/leashed.ts';
import { findOnPath } from '../processes/programs.ts';
import { packageExtension } from '../runner/build.ts';
import { installVsCode } from '../vscode/install.ts';
import { newest, projectFolder } from '../vscode/releases.ts';
import { installExtension, startServer } from '../vscode/server.ts';
import { workbenchUrl } from '../vscode/workbench.ts';
import { packOpener, writeOpener } from './opener.ts';

/** An editor that shows the demo. */
export interface Editor {
  /** What to tell the person who started it. */
  readonly hint: string;
  /** Resolves when the person closed it; a browser's page never says so. */
  readonly closed: Promise<unknown>;
  readonly stop: () => Promise<void>;
}

export interface Show {
  /** For the editor's own data. */
  readonly home: string;
  /** A folder or a `.code-workspace` file. */
  readonly open: string;
  /** Files to show in it, the first one in front. */
  readonly files: readonly string[];
  /** Variables for the extension; here and nowhere else does the token stand. */
  readonly env: NodeJS.ProcessEnv;
}

/** The desktop's VS Code, where there is one: KESTRA_SECRETS_VSCODE, else `code` on PATH. */
export function findDesktop(): string | null {
  const named = process.env.KESTRA_SECRETS_VSCODE;
  if (named !== undefined) return named;
  // In a terminal of VS Code itself, `code` may be a remote one that runs no extension from a folder.
  if (process.env.VSCODE_IPC_HOOK_CLI !== undefined) return null;
  return findOnPath(['code']);
}

/** Opens a window of its own, with its own settings, so that it does not join one that runs already. */
export async function openDesktop(program: string, { home, open, files, env }: Show): Promise<Editor> {
  const opener = await writeOpener(home);
  const run = runLeashed(
    program,
    [
      ...['--new-window', '--wait', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
      `--user-data-dir=${path.join(home, 'user')}`,
      `--extensions-dir=${path.join(home, 'extensions')}`,
      `--extensionDevelopmentPath=${projectFolder}`,
      `--extensionDevelopmentPath=${opener}`,
      open,
      ...files.toReversed(),
    ],
    { env: { ...process.env, ...env } },
  );
  return {
    hint: 'VS Code opens in a window of its own. Close it or press Ctrl-C to stop.',
    closed: run.ended.then((code) => {
      if (code !== 0) console.log(`VS Code ended with ${code}:\n${run.output()}`);
    }),
    stop: run.stop,
  };
}

/** Serves the VS Code from the npm registry with the packaged extension in it; the person brings the browser. */
export async function serveInBrowser({ home, open, files, env }: Show): Promise<Editor> {
  const vscode = await installVsCode(newest, console.log);
  await installExtension(vscode, home, await packageExtension(home));
  await installExtension(vscode, home, await packOpener(home));
  // A page of the browser shows one.
  const [file] = files;
  const server = await startServer(vscode, { home, env, trust: 'everything' });
  return {
    hint: `VS Code ${vscode.version} waits in your browser, on this machine alone:\n\n  ${workbenchUrl(server, { open, ...(file === undefined ? {} : { file }) })}\n\nPress Ctrl-C to stop.`,
    closed: new Promise(() => undefined),
    stop: server.stop,
  };
}
