// Builds the extension and the command line into dist/: as users get it with --production, which also prints what is
// loaded when; else as developers want it.
import { build, context } from 'esbuild';
import { writeFileSync } from 'node:fs';
import { copyStarter } from './esbuild.cli.js';
import { bundledPackages, noticesText } from './esbuild.notices.js';
import { development, production, sizeLines } from './esbuild.options.js';
import { removeOthers } from './esbuild.sweep.js';

if (process.argv.includes('--watch')) {
  await (await context(development)).watch();
} else {
  const forUsers = process.argv.includes('--production');
  const { metafile } = await build(forUsers ? production : development);
  const starter = copyStarter('dist');
  const notices = 'dist/THIRD-PARTY-NOTICES.txt';
  removeOthers('dist', [...Object.keys(metafile.outputs), starter, ...(forUsers ? [notices] : [])]);
  if (forUsers) {
    writeFileSync(notices, noticesText(bundledPackages(metafile)));
    console.log(sizeLines(metafile).join('\n'));
  }
}
