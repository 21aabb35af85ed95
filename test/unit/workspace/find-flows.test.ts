import assert from 'node:assert/strict';
import { createFolderFiles, findFlows } from '../../../src/workspace/index.ts';
import { never } from '../../fakes/never.ts';
import { itWithLinks, makeLinks, temporaryFolder } from './support.ts';

describe('finding flows', () => {
  const folder = temporaryFolder({
    'a.yml': '',
    'flows/b.YAML': '',
    'flows/deep/c.yml': '',
    'flows-old/d.yml': '',
    'readme.md': '',
    '.gitignore': 'hidden/\n/emptied/*\n*.made.yml\n',
    'hidden/e.yml': '',
    'hidden/deep/f.yml': '',
    'hidden/deep/.gitignore': 'own.yml\n',
    'hidden/deep/own.yml': '',
    'emptied/h.yml': '',
    'flows/b.made.yml': '',
  });
  const files = createFolderFiles(folder.root);
  const outside = temporaryFolder({ 'x.yml': '' });
  before(() => {
    makeLinks({ [folder.path('inner')]: 'flows/deep', [folder.path('outer')]: outside.root });
  });
  after(() => {
    folder.remove();
    outside.remove();
  });

  const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
    [[], ['a.yml', 'flows-old/d.yml', 'flows/b.YAML', 'flows/deep/c.yml']],
    [['.'], ['a.yml', 'flows-old/d.yml', 'flows/b.YAML', 'flows/deep/c.yml']],
    [['flows'], ['flows/b.YAML', 'flows/deep/c.yml']],
    [
      ['./flows/deep/', 'a.yml'],
      ['a.yml', 'flows/deep/c.yml'],
    ],
    [['hidden/e.yml'], ['hidden/e.yml']],
    [['hidden'], ['hidden/deep/f.yml', 'hidden/e.yml']],
    [
      ['hidden/deep', 'flows'],
      ['flows/b.YAML', 'flows/deep/c.yml', 'hidden/deep/f.yml'],
    ],
    [['./emptied/'], ['emptied/h.yml']],
    [['inner'], ['inner/c.yml']],
    [['outer', 'no-folder', '..'], []],
    [['readme.md', 'no.yml', '../x.yml'], []],
  ];
  for (const [under, expected] of cases) {
    (under.includes('inner') ? itWithLinks : it)(`finds those under ${JSON.stringify(under)}`, async () => {
      assert.deepEqual(await findFlows(files, under, never), expected);
    });
  }
});
