import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { findOnPath } from '../processes/programs.ts';

/** Kestra 2.0 is compiled for this release of Java. */
const leastRelease = 25;

/** Where Linux distributions put what they install. */
const usualPlace = '/usr/lib/jvm';

/** The folder of a JDK that can compile for, and run, Kestra 2.0; null where this machine has none. */
export async function findJava(): Promise<string | null> {
  const named = [process.env.ORACLE_JAVA_HOME, process.env.JAVA_HOME].filter((home) => home !== undefined);
  const installed = await readdir(usualPlace).catch(() => []);
  const usual = installed.filter((name) => name.includes(String(leastRelease))).sort();
  for (const home of [...named, ...usual.map((name) => path.join(usualPlace, name))]) {
    if (await isRecent(home)) return home;
  }
  return null;
}

/** The path of Maven's command; null where it is not on the PATH. */
export function findMaven(): string | null {
  return findOnPath(['mvn']);
}

/** A JDK says its release in a file; a runtime without a compiler is not enough. */
async function isRecent(home: string): Promise<boolean> {
  if (!existsSync(path.join(home, process.platform === 'win32' ? 'bin/javac.exe' : 'bin/javac')))
    return false;
  const release = await readFile(path.join(home, 'release'), 'utf8').catch(() => '');
  return Number(/^JAVA_VERSION="(\d+)/m.exec(release)?.[1] ?? 0) >= leastRelease;
}
