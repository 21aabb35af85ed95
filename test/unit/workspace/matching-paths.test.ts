import assert from 'node:assert/strict';
import path from 'node:path';
import { namedPlaces } from '../../../src/workspace/flow-files.ts';
import { readPathPattern } from '../../../src/workspace/matching-paths.ts';
import { never } from '../../fakes/never.ts';
import { temporaryFolder } from './support.ts';

describe('a pattern that no shell has expanded', () => {
  /** Windows has no such name. */
  const starred: Record<string, string> = process.platform === 'win32' ? {} : { 'flows/really*.yml': '' };
  const folder = temporaryFolder({
    ...starred,
    '.gitignore': 'b.yml\n',
    'flows/a.yml': '',
    'flows/b.yml': '',
    'flows/notes.md': '',
    'flows/.hidden.yml': '',
    'flows/deep/c.yaml': '',
    'flows/deep/er/a.yml': '',
    'flows/node_modules/d.yml': '',
    'flows/[x].yml': '',
  });
  after(() => folder.remove());

  for (const [pattern, ...expected] of [
    ['flows/*.yml', 'flows/[x].yml', 'flows/a.yml', 'flows/b.yml', ...Object.keys(starred)],
    ['flows/?.yml', 'flows/a.yml', 'flows/b.yml'],
    ['flows/[*.yml', 'flows/[x].yml'],
    ['flows/.*.yml', 'flows/.hidden.yml'],
    ['*/deep/../a.y*', 'flows/a.yml'],
    ['**/a.yml', 'flows/a.yml', 'flows/deep/er/a.yml'],
    ['flows/**/c.*', 'flows/deep/c.yaml'],
    ['f*', 'flows'],
    ['flows/really*.yml', ...Object.keys(starred)],
    ['flows/*.txt'],
    ['flows/*.md'],
    ['nowhere/*'],
  ] as const) {
    it(`names what is like it: ${pattern}`, async () => {
      const found = await namedPlaces(folder.root, pattern, never);
      assert.deepEqual(
        found.map((each) => each.path),
        expected,
      );
      const absolute = await namedPlaces(folder.root, folder.path(pattern), never);
      assert.deepEqual(
        absolute.map((each) => each.path),
        expected,
      );
    });
  }

  for (const [from, given, start, ...names] of [
    ['C:\\repo', 'flows\\*.yml', 'C:\\repo', 'flows', '*.yml'],
    ['C:\\repo', 'flows/**\\x?.yml', 'C:\\repo', 'flows', '**', 'x?.yml'],
    ['C:\\repo', 'D:\\a\\*', 'D:\\', 'a', '*'],
    ['C:\\repo', '\\a\\*', 'C:\\', 'a', '*'],
    ['C:\\repo', '\\\\server\\share\\*.yml', '\\\\server\\share\\', '*.yml'],
    ['C:\\repo', '\\\\?\\D:\\*.yml', '\\\\?\\D:\\', '*.yml'],
    ['C:\\repo', '..\\*', 'C:\\repo', '..', '*'],
  ] as const) {
    it(`is read as Windows writes it: ${given}`, () => {
      assert.deepEqual(readPathPattern(from, given, path.win32), { start, names });
    });
  }

  it('is none without a star or a question mark, whatever the folder is called', () => {
    assert.equal(readPathPattern('/a*b', 'flows/[x].yml', path.posix), null);
    assert.equal(readPathPattern('C:\\', '\\\\?\\D:\\flows', path.win32), null);
    assert.deepEqual(readPathPattern('/a*b', '*', path.posix), { start: '/a*b', names: ['*'] });
  });
});
