// `npm run test:windows`: the unit tests that can run there, and the command line's example runs, in Node for Windows, which
// wine starts. What the command line answers is compared with this machine's answers to the byte.
import { countsLine } from '../runner/counts.ts';
import { everyToolIsThere, MissingTool } from '../runner/tools.ts';
import { compareExampleRuns } from './example-runs.ts';
import { runUnitTests } from './unit-tests.ts';
import { findWindowsNode } from './windows-node.ts';

async function main(): Promise<boolean> {
  const node = await findWindowsNode(console.log);
  console.log(`Node ${node.version} for Windows, by wine`);

  const { runs, differences } = await compareExampleRuns(node);
  for (const { args, here, windows } of differences) {
    console.log(`\nkestra-secrets ${args.join(' ')}\nhere: ${JSON.stringify(here, null, 1)}`);
    console.log(`on Windows: ${JSON.stringify(windows, null, 1)}`);
  }
  const equal = runs - differences.length;
  console.log(`${String(equal)} of ${String(runs)} example runs answer the same to the byte`);

  const { passed, skipped, failed, filesLeft } = await runUnitTests(node);
  console.log(`${String(filesLeft)} files of unit tests are left out: they need a program of this system`);
  for (const each of failed) console.log(`\n${each}`);
  console.log(
    `\n${countsLine({ passed: passed + equal, failed: failed.length + differences.length, skipped })}`,
  );
  return failed.length + differences.length === 0;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof MissingTool)) throw error;
  console.log(`Skipped: ${error.message}`);
  process.exitCode = everyToolIsThere ? 1 : 0;
}
