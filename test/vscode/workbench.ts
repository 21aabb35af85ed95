import type { Browser, Page } from 'playwright-core';
import type { Server } from './server.ts';
import { patience } from './until.ts';

export interface WorkbenchOptions {
  /** A folder, or a `.code-workspace` file. Absolute. Without it the window is empty. */
  readonly open?: string;
  /** A file to show in it. Absolute. */
  readonly file?: string;
  /** A folder with an extension to run from; the server must be for development. */
  readonly extension?: string;
  /** A module with `run()`, called in the extension host; the server must be for development. */
  readonly tests?: string;
  /** Pixels of a picture for one of the page, both ways; default: 1. */
  readonly scale?: number;
  /** Called on the page before VS Code is opened in it. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** Opens VS Code in a page with a profile of its own and waits until its parts are there. */
export async function openWorkbench(
  browser: Browser,
  server: Server,
  options: WorkbenchOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: options.scale ?? 1,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  await options.prepare?.(page);
  await page.goto(workbenchUrl(server, options));
  await untilShown(page);
  return page;
}

/** The address under which a browser shows the workbench. */
export function workbenchUrl(server: Server, options: WorkbenchOptions): string {
  const remote = (file: string) => `vscode-remote://127.0.0.1:${server.port}${encodeURI(file)}`;
  const payload: [string, string][] = [];
  if (options.extension !== undefined) payload.push(['extensionDevelopmentPath', remote(options.extension)]);
  if (options.tests !== undefined) payload.push(['extensionTestsPath', remote(options.tests)]);
  if (options.file !== undefined) payload.push(['openFile', remote(options.file)]);
  const url = new URL(`http://127.0.0.1:${server.port}/`);
  url.searchParams.set('tkn', server.token);
  if (options.open === undefined) url.searchParams.set('ew', 'true');
  else url.searchParams.set(options.open.endsWith('.code-workspace') ? 'workspace' : 'folder', options.open);
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** Loads the page anew, as a user does who presses F5. */
export async function reloadWorkbench(page: Page): Promise<void> {
  await page.reload();
  await untilShown(page);
}

/** Waits until the side bar shows what it showed last: it would take the place of a view that is opened earlier. */
async function untilShown(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  await page.locator('.part.sidebar .composite.title', { hasText: /\w/ }).waitFor();
}
