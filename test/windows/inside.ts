// Runs in Node for Windows: the test files whose paths the first argument's file has, one a line.
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';

const [list = '', results = ''] = process.argv.slice(2);
const mocha = new Mocha({ timeout: 30_000, reporter: 'min' });
const files = (await readFile(list, 'utf8')).split('\n').filter((file) => file !== '');
// A file is added as a URL: its path begins with a drive.
for (const file of files) mocha.addFile(pathToFileURL(file).href);
await mocha.loadFilesAsync();
const failed: string[] = [];
const runner = mocha.run(() => {
  const { passes = 0, pending = 0 } = runner.stats ?? {};
  void writeFile(results, JSON.stringify({ passed: passes, skipped: pending, failed })).then(() =>
    process.exit(0),
  );
});
runner.on('fail', (test, error: unknown) => {
  failed.push(`${test.fullTitle()}: ${error instanceof Error ? error.message : String(error)}`);
});
