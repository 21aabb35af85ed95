import { type Counts, failureLine } from './counts.ts';

export interface MochaOptions {
  /** Longest time of one test, in milliseconds. */
  readonly timeout: number;
  /** Only the tests whose title holds this. */
  readonly grep?: string;
  /** Default: what mocha makes of where it writes. */
  readonly color?: boolean;
}

/** Runs test files in this process, printing each test. */
export async function runMocha(files: readonly string[], options: MochaOptions): Promise<Counts> {
  const { timeout, grep, color } = options;
  // mocha is an ES module, and what require() makes of one differs between the versions of Node in VS Code.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    timeout,
    forbidOnly: true,
    ...(grep === undefined ? {} : { grep }),
    ...(color === undefined ? {} : { color }),
  });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const failures: string[] = [];
    const runner = mocha.run(() => {
      const { passes = 0, failures: failed = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed, skipped: pending, failures });
    });
    runner.on('fail', (test, error: unknown) => {
      failures.push(failureLine(test.fullTitle(), error));
    });
  });
}
