import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryIn } from '../processes/homes.ts';
import { type Leashed, runLeashed } from '../processes/leashed.ts';
import { projectFolder } from '../vscode/releases.ts';
import { type Counts, oneFailed, oneSkipped, readCounts, secondCounts, sum } from './counts.ts';
import { MissingTool, everyToolIsThere } from './tools.ts';

/** One suite of `npm test`. */
export interface Suite {
  readonly name: string;
  /** What it covers, for the heading. */
  readonly title: string;
  /** What can run by itself, beside other suites and beside one another. */
  readonly parts: () => Promise<readonly Part[]>;
}

/** Rejects with {@link MissingTool} where the machine lacks something. */
export type Part = (context: PartContext) => Promise<Counts>;

export interface PartContext {
  /** A folder for this run alone; it is removed at the end. */
  readonly temporary: string;
  readonly grep: string | undefined;
  /** Hears of each process, to stop it when the run is stopped. */
  readonly started: (process: Leashed) => void;
  /** Hears what the part has to say, with its line ends. */
  readonly say: (text: string) => void;
}

/** Longest time of a part, in milliseconds. */
const limit = 20 * 60_000;

/** Runs a part and turns every way it can end into counts. */
export async function runPart(part: Part, context: PartContext): Promise<Counts> {
  try {
    const counts = await part(context);
    if (context.grep !== undefined || counts.passed + counts.failed + counts.skipped > 0) return counts;
    context.say('There is no test.\n');
    return oneFailed;
  } catch (error) {
    if (error instanceof MissingTool && !everyToolIsThere) {
      context.say(`Skipped: ${error.message}\n`);
      return oneSkipped;
    }
    context.say(`${error instanceof Error ? error.message : String(error)}\n`);
    return oneFailed;
  }
}

/** The test files below a folder of `test/`, sorted. */
export async function testFiles(folder: string): Promise<string[]> {
  const root = path.join(projectFolder, 'test', folder);
  const names = await readdir(root, { recursive: true });
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => path.join(root, name));
}

/** Runs test files in a Node of their own. */
export async function runNodeSuite(
  files: readonly string[],
  timeout: number,
  { temporary, grep, started, say }: PartContext,
  env: NodeJS.ProcessEnv = {},
): Promise<Counts> {
  const counts = path.join(temporary, `counts-${process.hrtime.bigint()}.json`);
  const args = ['--counts', counts, '--timeout', String(timeout)];
  if (grep !== undefined) args.push('--grep', grep);
  if (process.stdout.isTTY) args.push('--color');
  const run = runLeashed(
    process.execPath,
    ['--import', 'tsx', path.join(projectFolder, 'test/runner/node-suite.ts'), ...args, ...files],
    { cwd: projectFolder, env: { ...process.env, ...temporaryIn(temporary), ...env }, onOutput: say },
  );
  started(run);
  return verdict(run, counts, say);
}

/**
 * Runs a test file of the window in a Node of its own, and where a test fails once more from the start, saying so: driving a
 * window by hand can be thwarted by a busy machine, and a mistake fails twice.
 */
export async function runWindowFile(
  file: string,
  timeout: number,
  context: PartContext,
  env: NodeJS.ProcessEnv,
): Promise<Counts> {
  const first = await runNodeSuite([file], timeout, context, env);
  if (first.failed === 0) return first;
  const name = path.basename(file);
  context.say(`\n${name} once more, in a new window:\n`);
  return secondCounts(name, first, await runNodeSuite([file], timeout, context, env));
}

/** Runs bundled test files (see `bundle.ts`) in an extension host of a release. */
export async function runHostSuite(
  files: readonly string[],
  release: 'newest' | 'oldest',
  { temporary, grep, started, say }: PartContext,
): Promise<Counts> {
  const counts = path.join(temporary, `counts-${release}.json`);
  const output = path.join(temporary, `output-${release}.txt`);
  const run = runLeashed(
    process.execPath,
    ['--import', 'tsx', path.join(projectFolder, 'test/runner/host-suite.ts')],
    {
      cwd: projectFolder,
      env: {
        ...process.env,
        ...temporaryIn(temporary),
        KESTRA_SECRETS_RELEASE: release,
        HOST_TEST_FILES: JSON.stringify(files),
        HOST_TEST_OUTPUT: output,
        HOST_TEST_COUNTS: counts,
        ...(grep === undefined ? {} : { HOST_TEST_GREP: grep }),
      },
    },
  );
  started(run);
  const result = await verdict(run, counts, say);
  say(await readFile(output, 'utf8').catch(() => ''));
  if (result.failed > 0) say(run.output());
  return result;
}

/** What a suite's process says of itself, less kindly where it did not end well. */
async function verdict(run: Leashed, file: string, say: (text: string) => void): Promise<Counts> {
  const timer = new AbortController();
  const code = await Promise.race([
    run.ended,
    sleep(limit, null, { signal: timer.signal }).catch(() => null),
  ]);
  timer.abort();
  if (code === null) await run.stop();
  const counts = await readCounts(file);
  if (counts === null) {
    say(code === null ? 'It did not end in time.\n' : `It ended (${code}) without a verdict.\n`);
    return oneFailed;
  }
  if (counts.failed === 0 && code !== 0) {
    say(code === null ? 'It left something running.\n' : `It ended with ${code}.\n`);
    return sum([counts, oneFailed]);
  }
  return counts;
}
