import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { production } from '../esbuild.options.js';

/** What one run of the command line took. */
export interface Usage {
  /** Processor time in milliseconds. */
  readonly time: number;
  /** From its start to its end, in milliseconds. */
  readonly wall: number;
  /** Most memory at a time, in MB. */
  readonly memory: number;
  readonly out: string;
}

/** The command line as it is released, in this folder; answers its path. */
export async function buildCli(folder: string): Promise<string> {
  await build({
    ...production,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
  });
  return path.join(folder, 'cli.mjs');
}

/** One run of it, a process of its own. */
export function runCli(cli: string, args: readonly string[]): Promise<Usage> {
  const tellUsage = `process.on('exit', () => console.error('\\n' + JSON.stringify(process.resourceUsage())))`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', `data:text/javascript,${tellUsage}`, cli, ...args]);
    const start = performance.now();
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject);
    child.on('close', () => {
      const usage = JSON.parse(err.trim().split('\n').at(-1) ?? '') as NodeJS.ResourceUsage;
      const { userCPUTime, systemCPUTime, maxRSS } = usage;
      resolve({
        time: (userCPUTime + systemCPUTime) / 1000,
        wall: performance.now() - start,
        memory: maxRSS / 1000,
        out,
      });
    });
  });
}
