// Runs inside the extension host: VS Code calls run(). Bundled into out/host/.
import { Console } from 'node:console';
import { appendFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { writeCounts } from '../runner/counts.ts';
import { runMocha } from '../runner/mocha.ts';

/**
 * Runs the files of HOST_TEST_FILES (a JSON list), writes what they print to HOST_TEST_OUTPUT and the verdict to
 * HOST_TEST_COUNTS. A file and not the exit code is the verdict: VS Code exits with 0 where its extension host dies.
 */
export async function run(): Promise<void> {
  const { HOST_TEST_FILES, HOST_TEST_OUTPUT, HOST_TEST_COUNTS, HOST_TEST_GREP } = process.env;
  if (HOST_TEST_FILES === undefined || HOST_TEST_OUTPUT === undefined || HOST_TEST_COUNTS === undefined) {
    throw new Error('The tests in the extension host are started by npm test.');
  }
  // VS Code ignores assignments to console.log and process.stdout.write: the whole console is replaced.
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      appendFileSync(HOST_TEST_OUTPUT, chunk);
      done();
    },
  });
  globalThis.console = new Console({ stdout: output, stderr: output, colorMode: false });
  try {
    const files: unknown = JSON.parse(HOST_TEST_FILES);
    const counts = await runMocha(Array.isArray(files) ? files.map(String) : [], {
      timeout: 90_000,
      ...(HOST_TEST_GREP === undefined ? {} : { grep: HOST_TEST_GREP }),
    });
    await writeCounts(HOST_TEST_COUNTS, counts);
  } catch (error) {
    console.error(error);
    throw error;
  }
}
