// `npm run package`: packs the extension, the same byte for byte wherever a commit is packed.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Seconds since the epoch; undefined: this is no clone. */
function dateOfCommit() {
  const options = { cwd: import.meta.dirname, encoding: 'utf8' };
  const { stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], options);
  return /^\d+$/m.exec(stdout ?? '')?.[0];
}

const date = process.env.SOURCE_DATE_EPOCH ?? dateOfCommit();
// By its file: what npm links differs between systems.
const vsce = path.join(import.meta.dirname, 'node_modules/@vscode/vsce/vsce');
const args = ['package', '--no-rewrite-relative-links', ...process.argv.slice(2)];
const run = spawnSync(process.execPath, [vsce, ...args], {
  stdio: 'inherit',
  env: { ...process.env, ...(date === undefined ? {} : { SOURCE_DATE_EPOCH: date }) },
});
process.exitCode = run.status ?? 1;
