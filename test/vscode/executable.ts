// The program behind `code.mjs`: understands as much of the desktop's command line as @vscode/test-electron uses,
// and runs the tests in the VS Code from the npm registry, with a Chromium without a window as its window.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { removeFolder } from '../processes/remove-folder.ts';
import { findBrowser, launchBrowser } from './browser.ts';
import { installVsCode } from './install.ts';
import { newest, oldest } from './releases.ts';
import { startServer } from './server.ts';
import { openWorkbench } from './workbench.ts';

/** Longest time the tests may take, in milliseconds: some ten times what they take where nothing else runs. */
const limit = 900_000;

const { values, positionals } = parseArgs({
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'disable-workspace-trust': { type: 'boolean' },
  },
  strict: false, // the desktop's other flags mean nothing here
  allowPositionals: true,
});

const say = (line: string) => process.stderr.write(`${line}\n`);
const pathOf = (value: string | boolean | undefined) =>
  typeof value === 'string' ? path.resolve(value) : undefined;

/** Runs the tests and resolves with the exit code that VS Code itself gives. */
async function run(home: string): Promise<number> {
  const release = process.env.KESTRA_SECRETS_RELEASE === 'oldest' ? oldest : newest;
  const server = await startServer(await installVsCode(release, say), {
    home,
    development: true,
    ...(values['disable-workspace-trust'] === true ? { trust: 'everything' } : {}),
  });
  const browser = await launchBrowser(await findBrowser());
  const errors: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<number>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`No end after ${limit / 1000} s.`)), limit);
      browser.on('disconnected', () => reject(new Error('The browser ended before the tests did.')));
      const extension = pathOf(values.extensionDevelopmentPath);
      const tests = pathOf(values.extensionTestsPath);
      const open = positionals[0] === undefined ? undefined : path.resolve(positionals[0]);
      openWorkbench(browser, server, {
        ...(open === undefined ? {} : { open }),
        ...(extension === undefined ? {} : { extension }),
        ...(tests === undefined ? {} : { tests }),
        prepare: async (page) => {
          page.on('crash', () => reject(new Error('The page crashed.')));
          // VS Code looks for these two on the page where tests run in its web build.
          await page.exposeFunction('codeAutomationLog', (type: string, parts: unknown[]) => {
            if (type === 'error') errors.push(parts.map(String).join(' '));
          });
          await page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
        },
      }).catch(reject);
    });
  } catch (error) {
    for (const line of errors.slice(-5)) say(line);
    throw error;
  } finally {
    clearTimeout(timer);
    await Promise.all([browser.close(), server.stop()]);
  }
}

const home = await mkdtemp(path.join(tmpdir(), 'vscode-'));
// A second signal finds no handler and ends the process at once; the leashes then end the rest.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
try {
  process.exitCode = await run(home);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await removeFolder(home);
}
