import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { KeystrokeTimes } from './keystrokes.ts';

export interface Peer {
  /** Its package on npm. */
  readonly name: string;
  readonly version: string;
  /** Types `count` letters into `text` in a process of its own, which has nothing else to do. */
  readonly typeLetters: (text: string, places: readonly number[], count: number) => KeystrokeTimes;
}

/** A package of `bench/node_modules`, driven by a script of `peers/`. */
export function peerOf(name: string, script: string): Peer {
  const manifest = new URL(`node_modules/${name}/package.json`, import.meta.url);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return {
    name,
    version,
    typeLetters: (text, places, count) => {
      // tsx, since one of them imports JSON in a way that Node 20 does not take any more.
      const run = spawnSync(
        process.execPath,
        ['--import', 'tsx', fileURLToPath(new URL(`peers/${script}`, import.meta.url))],
        { input: JSON.stringify({ text, places, count }), encoding: 'utf8', maxBuffer: 1e8 },
      );
      if (run.status !== 0) throw new Error(`${name} failed: ${run.stderr}`);
      return JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as KeystrokeTimes;
    },
  };
}
