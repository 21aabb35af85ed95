import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { runLeashed } from '../../processes/leashed.ts';
import { projectFolder } from '../../vscode/releases.ts';

describe('a program that ends within seconds', () => {
  it('is prepared without a word of V8 about an option that it does not know', async () => {
    const module = pathToFileURL(path.join(projectFolder, 'src', 'host', 'short-run.ts')).href;
    const script = `import { prepareShortRun } from ${JSON.stringify(module)}; prepareShortRun(); console.log('over');`;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
    const run = runLeashed(process.execPath, args, { cwd: projectFolder });
    assert.equal(await run.ended, 0);
    assert.equal(run.output().trim(), 'over');
  });
});
