// `npm run test:newest-node` and `npm run test:oldest-node`: the suites on another Node than this one, which npm brings.
// The words after `--` go to `npm test`: `npm run test:newest-node -- unit`.
import path from 'node:path';
import { runLeashed } from './processes/leashed.ts';
import { installNode } from './runner/install-node.ts';
import { projectFolder } from './vscode/releases.ts';

const [version = 'latest', ...words] = process.argv.slice(2);
const node = await installNode(version);
const args = ['--import', 'tsx', path.join('test', 'run.ts'), ...words];
const check = runLeashed(node, ['--print', '`Node ${process.version}`'], {
  cwd: projectFolder,
  output: 'inherit',
});
await check.ended;
// What starts `node` by its name starts the same one.
const PATH = `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`;
const run = runLeashed(node, args, {
  cwd: projectFolder,
  env: { ...process.env, PATH },
  output: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void run.stop());
process.exitCode = await run.ended;
