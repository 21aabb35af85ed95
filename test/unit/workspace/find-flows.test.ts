import assert from 'node:assert/strict';
import { createFolderFiles, createNamedFiles } from '../../../src/workspace/index.ts';
import { findFlows } from '../../../src/workspace/flow-files.ts';
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
    'hidden/made.made.yml': '',
    'hidden/deep/kept.made.yml': '',
    'hidden/deep/f.yml': '',
    'hidden/deep/.gitignore': 'own.yml\n!kept.made.yml\n',
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
    [['hidden'], ['hidden/deep/f.yml', 'hidden/deep/kept.made.yml', 'hidden/e.yml']],
    [['hidden/made.made.yml'], ['hidden/made.made.yml']],
    [
      ['hidden/deep', 'flows'],
      ['flows/b.YAML', 'flows/deep/c.yml', 'hidden/deep/f.yml', 'hidden/deep/kept.made.yml'],
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

describe('finding flows in a folder outside of the one that is open', () => {
  const folder = temporaryFolder({
    '.gitignore': 'above.yml\n',
    'repo/.git/HEAD': '',
    'repo/.gitignore': '*.made.yml\n/flows/old/\n/all/*\n',
    'repo/flows/.gitignore': '!kept.made.yml\n',
    'repo/flows/deep/a.yml': '',
    'repo/flows/deep/above.yml': '',
    'repo/flows/deep/b.made.yml': '',
    'repo/flows/deep/kept.made.yml': '',
    'repo/flows/old/c.yml': '',
    'repo/all/d.yml': '',
    'no-repo/.gitignore': '*.yml\n',
    'no-repo/flows/a.yml': '',
    'no-repo/flows/b.yaml': '',
  });
  after(() => folder.remove());

  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['repo', ['flows/deep/a.yml', 'flows/deep/above.yml', 'flows/deep/kept.made.yml']],
    ['repo/flows', ['deep/a.yml', 'deep/above.yml', 'deep/kept.made.yml']],
    ['repo/flows/deep', ['a.yml', 'above.yml', 'kept.made.yml']],
    ['repo/flows/old', ['c.yml']],
    ['repo/all', ['d.yml']],
    ['no-repo/flows', ['a.yml', 'b.yaml']],
  ];
  for (const [named, expected] of cases) {
    it(`heeds what Git ignores in ${named}`, async () => {
      assert.deepEqual(await findFlows(createNamedFiles(folder.path(named)), [], never), expected);
    });
  }

  it('heeds nothing above the folder that is open', async () => {
    const files = createFolderFiles(folder.path('repo/flows/deep'));
    assert.deepEqual(await findFlows(files, [], never), [
      'a.yml',
      'above.yml',
      'b.made.yml',
      'kept.made.yml',
    ]);
  });
});
