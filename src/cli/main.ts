import { once } from 'node:events';
import manifest from '../../package.json' with { type: 'json' };
import { prepareShortRun } from '../host/index.ts';
import { exitCodes } from './exit-code.ts';
import { run } from './run.ts';

prepareShortRun();
process.on('SIGINT', () => process.exit(exitCodes.interrupted));
// A reader that has seen enough (`| head`) closes the pipe: nothing is wrong, and nobody listens any more.
process.stdout.on('error', () => process.exit(exitCodes.nothing));

const code = await run(process.argv.slice(2), manifest.version, {
  async out(text) {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  },
  err: (line) => void process.stderr.write(`kestra-secrets: ${line}\n`),
  colours: process.stdout.isTTY && !process.env.NO_COLOR,
});
// What was written to a pipe is written out first; open connections are not waited for.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
