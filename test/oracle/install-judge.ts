import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { runLeashed } from '../processes/leashed.ts';
import type { Installed } from '../servers/needed.ts';
import { findJava, findMaven } from './find-java.ts';

/** Kestra's own renderer, ready to be run. */
export interface InstalledJudge {
  readonly java: string;
  /** For `-cp`: the judge, then Kestra's core with all it needs. */
  readonly classPath: string;
}

const sources = path.join(import.meta.dirname, 'kestra');
const tools = path.resolve(import.meta.dirname, '../../.tools');

/** How often Maven is asked to fetch: a registry may fail for a moment, and what it gave stays. */
const attempts = 3;

/**
 * Compiles the judge into the ignored folder `.tools/`, once for each state of its sources; later calls find it
 * there. Maven fetches Kestra (some 150 MB, kept in Maven's own folder), for `limit` milliseconds at the most.
 */
export async function installJudge(limit: number): Promise<Installed<InstalledJudge>> {
  const home = await findJava();
  if (home === null) return { missing: "Kestra's renderer needs a JDK 25 (ORACLE_JAVA_HOME)." };
  const maven = findMaven();
  if (maven === null) return { missing: "Kestra's renderer needs Maven, and there is no mvn on the PATH." };
  const folder = path.join(tools, `kestra-judge-${await fingerprint()}`);
  if (!(await isComplete(folder))) {
    const partial = `${folder}.${process.pid}`;
    const reason = await buildInto(partial, home, maven, limit);
    if (reason === null) {
      await rm(folder, { recursive: true, force: true });
      await rename(partial, folder).catch(() => undefined); // another process was first
    }
    await rm(partial, { recursive: true, force: true });
    if (reason !== null) return { missing: reason };
  }
  const classPath = [folder, ...(await fetchedClassPath(folder))].join(path.delimiter);
  return { java: path.join(home, 'bin/java'), classPath };
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(sources)).sort()) hash.update(await readFile(path.join(sources, name)));
  return hash.digest('hex').slice(0, 12);
}

async function fetchedClassPath(folder: string): Promise<string[]> {
  const text = await readFile(path.join(folder, 'classpath.txt'), 'utf8').catch(() => '');
  return text.trim().split(path.delimiter);
}

/** Maven's folder may have been emptied since. */
async function isComplete(folder: string): Promise<boolean> {
  return (
    existsSync(path.join(folder, 'Judge.class')) &&
    (await fetchedClassPath(folder)).every((file) => existsSync(file))
  );
}

/** Returns why it did not work, in one sentence, or null. */
async function buildInto(folder: string, home: string, maven: string, limit: number): Promise<string | null> {
  await mkdir(folder, { recursive: true });
  const env = { ...process.env, JAVA_HOME: home };
  const fetched = await fetchKestra(folder, maven, env, Date.now() + limit);
  if (fetched !== null) return fetched;
  const all = await readdir(sources);
  const java = all.filter((name) => name.endsWith('.java')).map((name) => path.join(sources, name));
  const classPath = (await fetchedClassPath(folder)).join(path.delimiter);
  const compiler = runLeashed(
    path.join(home, 'bin/javac'),
    ['-proc:none', '-nowarn', '-encoding', 'UTF-8', '-cp', classPath, '-d', folder, ...java],
    { env },
  );
  if ((await compiler.ended) !== 0) return `The judge does not compile: ${compiler.output().trim()}`;
  await copyFile(path.join(sources, 'logback.xml'), path.join(folder, 'logback.xml'));
  return null;
}

async function fetchKestra(
  folder: string,
  maven: string,
  env: NodeJS.ProcessEnv,
  deadline: number,
): Promise<string | null> {
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath';
  const args = ['-q', '-B', '-f', path.join(sources, 'pom.xml'), goal];
  let reason = 'it took too long';
  for (let attempt = 0; attempt < attempts && Date.now() < deadline; attempt += 1) {
    const run = runLeashed(maven, [...args, `-Dmdep.outputFile=${path.join(folder, 'classpath.txt')}`], {
      env,
    });
    const timer = setTimeout(() => void run.stop(), deadline - Date.now());
    const code = await run.ended;
    clearTimeout(timer);
    if (code === 0 && existsSync(path.join(folder, 'classpath.txt'))) return null;
    const error = /^.*\[ERROR\].*$/m.exec(run.output())?.[0];
    if (error !== undefined) reason = error.replace(/^.*?\[ERROR\]\s*/, '');
  }
  return `Maven could not fetch Kestra's renderer: ${reason}`;
}
