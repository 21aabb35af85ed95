import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { temporaryIn } from '../processes/homes.ts';
import { runLeashed } from '../processes/leashed.ts';
import { findOnPath } from '../processes/programs.ts';
import { projectFolder, toolsFolder } from './releases.ts';

/** A Chromium that can be started, with what its environment must hold. */
export type BrowserProgram = (
  | { readonly executable: string }
  /** The name by which playwright knows where a browser's own installer puts it. */
  | { readonly channel: string }
) & { readonly env: NodeJS.ProcessEnv };

const namesOnPath = ['chromium', 'chromium-browser', 'google-chrome'];

/** Browsers that installers put into places of their own, by system. */
export function channelsOf(platform: NodeJS.Platform): readonly string[] {
  if (platform === 'darwin') return ['chrome', 'msedge', 'chromium'];
  return platform === 'win32' ? ['chrome', 'msedge'] : [];
}

/** Of no use for a page on loopback, and in the way of a machine without internet. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Finds a Chromium: the one on PATH, else Chrome or Edge in its place on macOS and Windows, else, on Linux, the one that
 * the package `@sparticuz/chromium` carries, unpacked once into `.vscode-test/` (two seconds, 200 MB). Rejects where none
 * runs on this machine.
 */
export async function findBrowser(): Promise<BrowserProgram> {
  const onPath = findOnPath(namesOnPath);
  if (onPath !== null) return { executable: onPath, env: process.env };
  for (const channel of channelsOf(process.platform)) {
    const program = { channel, env: process.env };
    if (await starts(program)) return program;
  }
  if (process.platform !== 'linux') throw new Error('No browser is found: install Chrome.');
  return packagedBrowser();
}

async function starts(program: BrowserProgram): Promise<boolean> {
  return launchBrowser(program).then(
    (browser) => browser.close().then(() => true),
    () => false,
  );
}

async function packagedBrowser(): Promise<BrowserProgram> {
  const home = await unpack();
  const executable = path.join(home, 'chromium');
  const own = {
    ...process.env,
    LD_LIBRARY_PATH: path.join(home, 'al2023/lib'),
    ...(existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: path.join(home, 'fonts') }),
  };
  // The machine's own libraries fit better where they are all there.
  for (const env of [process.env, own]) {
    if ((await runLeashed(executable, ['--version'], { env }).ended) === 0) return { executable, env };
  }
  throw new Error('No Chromium runs on this machine: install the package "chromium".');
}

/** Starts it without a window. It ends with this process at the latest: it is driven through a pipe. */
export function launchBrowser(program: BrowserProgram): Promise<Browser> {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(program.env)) if (value !== undefined) variables[name] = value;
  // A signal ends this process at once, and with it the pipe: playwright would close the browser and go on.
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  return chromium.launch({
    ...('channel' in program ? { channel: program.channel } : { executablePath: program.executable }),
    env: variables,
    headless: true,
    args: quiet,
    ...signals,
  });
}

/** Unpacks the package's Chromium beside its place and moves it there whole. */
async function unpack(): Promise<string> {
  const manifest: unknown = JSON.parse(
    await readFile(path.join(projectFolder, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'),
  );
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? String(manifest.version)
      : '';
  const home = path.join(toolsFolder, `chromium-${version}`);
  if (existsSync(home)) return home;
  const building = path.join(toolsFolder, `.building-chromium-${process.pid}`);
  await mkdir(building, { recursive: true });
  const module = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  // The package unpacks to the temporary folder and takes whatever stands there already: it gets one of its own.
  // The libraries it brings along are unpacked only where it believes to be in Amazon's cloud.
  const script = `require(${JSON.stringify(module)}).executablePath().catch((error) => { console.error(error.message); process.exit(1) })`;
  const run = runLeashed(process.execPath, ['-e', script], {
    env: { ...process.env, ...temporaryIn(building), AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
  });
  try {
    if ((await run.ended) !== 0) throw new Error(`Chromium could not be unpacked: ${run.output()}`);
    await rename(building, home).catch((error: unknown) => {
      if (!existsSync(home)) throw error; // else another run was first
    });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return home;
}
