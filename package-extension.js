// `npm run package`: packs the extension, the same byte for byte wherever a commit is packed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packedReadme } from './packed-readme.js';

/** Seconds since the epoch; undefined: this is no clone. */
function dateOfCommit() {
  const options = { cwd: import.meta.dirname, encoding: 'utf8' };
  const { stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], options);
  return /^\d+$/m.exec(stdout ?? '')?.[0];
}

/** Writes the readme that is packed; gives its path, relative to the project's folder. */
function writeReadme() {
  const root = import.meta.dirname;
  const text = readFileSync(path.join(root, 'README.md'), 'utf8');
  const { homepage } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  mkdirSync(path.join(root, 'out'), { recursive: true });
  writeFileSync(path.join(root, 'out/README.md'), packedReadme(text, homepage));
  return 'out/README.md';
}

const date = process.env.SOURCE_DATE_EPOCH ?? dateOfCommit();
// By its file: what npm links differs between systems.
const vsce = path.join(import.meta.dirname, 'node_modules/@vscode/vsce/vsce');
const args = [
  'package',
  '--no-rewrite-relative-links',
  '--readme-path',
  writeReadme(),
  ...process.argv.slice(2),
];
const run = spawnSync(process.execPath, [vsce, ...args], {
  stdio: 'inherit',
  env: { ...process.env, ...(date === undefined ? {} : { SOURCE_DATE_EPOCH: date }) },
});
process.exitCode = run.status ?? 1;
