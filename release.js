// `npm run release`: packs the extension and the command line for others, once they can be given on.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { releaseFaults, withAddress } from './release-faults.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const faults = releaseFaults(manifest, readFileSync('CHANGELOG.md', 'utf8'));
if (faults.length > 0) {
  for (const fault of faults) console.error(fault);
  process.exit(1);
}
writeFileSync('package.json', `${JSON.stringify(withAddress(manifest), null, 2)}\n`);
for (const args of [['package-extension.js'], ['package-cli.js']]) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
console.log('Now: npm pack ./out/cli');
