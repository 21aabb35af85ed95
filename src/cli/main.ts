import manifest from '../../package.json' with { type: 'json' };
import { prepareShortRun } from '../host/index.ts';
import { exitCodes } from './exit-code.ts';
import { run } from './run.ts';
import { writerTo } from './stream-writer.ts';

prepareShortRun();
process.on('SIGINT', () => process.exit(exitCodes.interrupted));

const output = writerTo(process.stdout);
const errors = writerTo(process.stderr);
const err = (line: string): void => void errors.write(`kestra-secrets: ${line}\n`);

const code = await run(process.argv.slice(2), manifest.version, {
  out: (text) => output.write(text),
  err,
  colours: process.stdout.isTTY && !process.env.NO_COLOR,
});
// What was written to a pipe is written out first; open connections are not waited for.
await output.finish();
const failure = output.failure();
const isFailed = failure?.kind === 'failed';
if (isFailed) {
  err(`Not all of the answer could be written (${failure.code}): look at where standard output goes.`);
}
await errors.finish();
process.exit(isFailed ? exitCodes.cannotDo : code);
