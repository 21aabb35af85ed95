import assert from 'node:assert/strict';
import { createFolderFiles, findFlows } from '../../../src/workspace/index.ts';
import { never, temporaryFolder } from './support.ts';

describe('finding flows', () => {
  const folder = temporaryFolder({
    'a.yml': '',
    'flows/b.YAML': '',
    'flows/deep/c.yml': '',
    'flows-old/d.yml': '',
    'readme.md': '',
    '.gitignore': 'hidden/\n',
    'hidden/e.yml': '',
  });
  const files = createFolderFiles(folder.root);
  after(() => folder.remove());

  const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
    [[], ['a.yml', 'flows-old/d.yml', 'flows/b.YAML', 'flows/deep/c.yml']],
    [['.'], ['a.yml', 'flows-old/d.yml', 'flows/b.YAML', 'flows/deep/c.yml']],
    [['flows'], ['flows/b.YAML', 'flows/deep/c.yml']],
    [
      ['./flows/deep/', 'a.yml'],
      ['a.yml', 'flows/deep/c.yml'],
    ],
    [['hidden/e.yml'], ['hidden/e.yml']],
    [['readme.md', 'no.yml', '../x.yml'], []],
  ];
  for (const [under, expected] of cases) {
    it(`finds those under ${JSON.stringify(under)}`, async () => {
      assert.deepEqual(await findFlows(files, under, never), expected);
    });
  }
});
