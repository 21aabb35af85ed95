import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryIn } from '../processes/homes.ts';
import { type Leashed, runLeashed } from '../processes/leashed.ts';
import { projectFolder } from '../vscode/releases.ts';
import { type Counts, oneFailed, oneSkipped, readCounts, sum } from './counts.ts';
import { MissingTool, everyToolIsThere } from './tools.ts';

/** One suite of `npm test`. */
export interface Suite {
  readonly name: string;
  /** What it covers, for the heading. */
  readonly title: string;
  /** Rejects with {@link MissingTool} where the machine lacks something. */
  readonly run: (context: SuiteContext) => Promise<Counts>;
}

export interface SuiteContext {
  /** A folder for this run alone; it is removed at the end. */
  readonly temporary: string;
  readonly grep: string | undefined;
  /** Hears of each process, to stop it when the run is stopped. */
  readonly started: (process: Leashed) => void;
}

/** Longest time of one suite, or of one file of the window's, in milliseconds. */
const limit = 20 * 60_000;

/** Runs a suite and turns every way it can end into counts. */
export async function runSuite(suite: Suite, context: SuiteContext): Promise<Counts> {
  try {
    const counts = await suite.run(context);
    if (context.grep !== undefined || counts.passed + counts.failed + counts.skipped > 0) return counts;
    console.log('The suite holds no test.');
    return oneFailed;
  } catch (error) {
    if (error instanceof MissingTool && !everyToolIsThere) {
      console.log(`Skipped: ${error.message}`);
      return oneSkipped;
    }
    console.log(error instanceof Error ? error.message : String(error));
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
  { temporary, grep, started }: SuiteContext,
  env: NodeJS.ProcessEnv = {},
): Promise<Counts> {
  const counts = path.join(temporary, `counts-${process.hrtime.bigint()}.json`);
  const args = ['--counts', counts, '--timeout', String(timeout)];
  if (grep !== undefined) args.push('--grep', grep);
  const run = runLeashed(
    process.execPath,
    ['--import', 'tsx', path.join(projectFolder, 'test/runner/node-suite.ts'), ...args, ...files],
    { cwd: projectFolder, env: { ...process.env, ...temporaryIn(temporary), ...env }, output: 'inherit' },
  );
  started(run);
  return verdict(run, counts);
}

/**
 * Runs each test file in a Node of its own, and a file with a failure once more from the start, saying so: driving a
 * window by hand can be thwarted by a busy machine, and a mistake fails twice.
 */
export async function runWindowSuite(
  files: readonly string[],
  timeout: number,
  context: SuiteContext,
  env: NodeJS.ProcessEnv,
): Promise<Counts> {
  const results: Counts[] = [];
  for (const file of files) {
    const first = await runNodeSuite([file], timeout, context, env);
    results.push(first);
    if (first.failed === 0) continue;
    const name = path.basename(file);
    console.log(`\n${name} once more, in a new window:`);
    const second = await runNodeSuite([file], timeout, context, env);
    results[results.length - 1] = second.failed === 0 ? { ...second, flaky: [name] } : second;
  }
  return sum(results);
}

/** Runs bundled test files (see `bundle.ts`) in an extension host of a release. */
export async function runHostSuite(
  files: readonly string[],
  release: 'newest' | 'oldest',
  { temporary, grep, started }: SuiteContext,
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
  const result = await verdict(run, counts);
  process.stdout.write(await readFile(output, 'utf8').catch(() => ''));
  if (result.failed > 0) process.stdout.write(run.output());
  return result;
}

/** What a suite's process says of itself, less kindly where it did not end well. */
async function verdict(run: Leashed, file: string): Promise<Counts> {
  const timer = new AbortController();
  const code = await Promise.race([
    run.ended,
    sleep(limit, null, { signal: timer.signal }).catch(() => null),
  ]);
  timer.abort();
  if (code === null) await run.stop();
  const counts = await readCounts(file);
  if (counts === null) {
    console.log(
      code === null ? 'The suite did not end in time.' : `The suite ended (${code}) without a verdict.`,
    );
    return oneFailed;
  }
  if (counts.failed === 0 && code !== 0) {
    console.log(code === null ? 'The suite left something running.' : `The suite ended with ${code}.`);
    return sum([counts, oneFailed]);
  }
  return counts;
}
