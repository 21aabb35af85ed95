import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { runLeashed } from '../processes/leashed.ts';
import type { Installed } from '../servers/needed.ts';
import { findJava, findMaven } from './find-java.ts';
import type { JavaJudge } from './judges.ts';

/** A judge, ready to be run. */
export interface InstalledJudge {
  readonly java: string;
  /** For `-cp`: the judge, then what it judges by, with all that needs. */
  readonly classPath: string;
  readonly mainClass: string;
}

const tools = path.resolve(import.meta.dirname, '../../.tools');

/** How often Maven is asked to fetch: a registry may fail for a moment, and what it gave stays. */
const attempts = 3;

/**
 * Compiles a judge into the ignored folder `.tools/`, once for each state of its sources and each release; later calls
 * find it there. Maven fetches what it needs (some 150 MB for Kestra, kept in Maven's own folder), for `limit`
 * milliseconds at the most.
 */
export async function installJudge(judge: JavaJudge, limit: number): Promise<Installed<InstalledJudge>> {
  const home = await findJava();
  if (home === null) return { missing: `${judge.title} needs a JDK 25 (ORACLE_JAVA_HOME).` };
  const maven = findMaven();
  if (maven === null) return { missing: `${judge.title} needs Maven, and there is no mvn on the PATH.` };
  const folder = path.join(tools, `${judge.folder}-judge-${await fingerprint(judge)}`);
  if (!(await isComplete(folder, judge))) {
    const partial = `${folder}.${process.pid}`;
    const reason = await buildInto(partial, judge, home, maven, limit);
    if (reason === null) {
      await rm(folder, { recursive: true, force: true });
      await rename(partial, folder).catch(() => undefined); // another process was first
    }
    await rm(partial, { recursive: true, force: true });
    if (reason !== null) return { missing: reason };
  }
  const classPath = [folder, ...(await fetchedClassPath(folder))].join(path.delimiter);
  return { java: path.join(home, 'bin/java'), classPath, mainClass: judge.mainClass };
}

function sourcesOf(judge: JavaJudge): string {
  return path.join(import.meta.dirname, judge.folder);
}

async function fingerprint(judge: JavaJudge): Promise<string> {
  const hash = createHash('sha256');
  const sources = sourcesOf(judge);
  for (const name of (await readdir(sources)).sort()) hash.update(await readFile(path.join(sources, name)));
  if (judge.release !== undefined) hash.update(`${judge.release.property}=${judge.release.value}`);
  return hash.digest('hex').slice(0, 12);
}

async function fetchedClassPath(folder: string): Promise<string[]> {
  const text = await readFile(path.join(folder, 'classpath.txt'), 'utf8').catch(() => '');
  return text.trim().split(path.delimiter);
}

/** Maven's folder may have been emptied since. */
async function isComplete(folder: string, judge: JavaJudge): Promise<boolean> {
  return (
    existsSync(path.join(folder, `${judge.mainClass}.class`)) &&
    (await fetchedClassPath(folder)).every((file) => existsSync(file))
  );
}

/** Returns why it did not work, in one sentence, or null. */
async function buildInto(
  folder: string,
  judge: JavaJudge,
  home: string,
  maven: string,
  limit: number,
): Promise<string | null> {
  await mkdir(folder, { recursive: true });
  const env = { ...process.env, JAVA_HOME: home };
  const missed = await fetchNeeded(folder, judge, maven, env, Date.now() + limit);
  if (missed !== null) return missed;
  const sources = sourcesOf(judge);
  const all = await readdir(sources);
  const java = all.filter((name) => name.endsWith('.java')).map((name) => path.join(sources, name));
  const classPath = (await fetchedClassPath(folder)).join(path.delimiter);
  const compiler = runLeashed(
    path.join(home, 'bin/javac'),
    // Micronaut looks for beans by the names of parameters.
    ['-proc:none', '-parameters', '-nowarn', '-encoding', 'UTF-8', '-cp', classPath, '-d', folder, ...java],
    { env },
  );
  if ((await compiler.ended) !== 0) return `${judge.title} does not compile: ${compiler.output().trim()}`;
  for (const name of all.filter((each) => each.endsWith('.xml') && each !== 'pom.xml')) {
    await copyFile(path.join(sources, name), path.join(folder, name));
  }
  return null;
}

async function fetchNeeded(
  folder: string,
  judge: JavaJudge,
  maven: string,
  env: NodeJS.ProcessEnv,
  deadline: number,
): Promise<string | null> {
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath';
  const list = path.join(folder, 'classpath.txt');
  const args = ['-q', '-B', '-f', path.join(sourcesOf(judge), 'pom.xml'), goal, `-Dmdep.outputFile=${list}`];
  if (judge.release !== undefined) args.push(`-D${judge.release.property}=${judge.release.value}`);
  let reason = 'it took too long';
  for (let attempt = 0; attempt < attempts && Date.now() < deadline; attempt += 1) {
    const run = runLeashed(maven, args, { env });
    const timer = setTimeout(() => void run.stop(), deadline - Date.now());
    const code = await run.ended;
    clearTimeout(timer);
    if (code === 0 && existsSync(list)) return null;
    const error = /^.*\[ERROR\].*$/m.exec(run.output())?.[0];
    if (error !== undefined) reason = error.replace(/^.*?\[ERROR\]\s*/, '');
  }
  return `Maven could not fetch ${judge.title}: ${reason}`;
}
