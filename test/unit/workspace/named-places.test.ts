import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path, { basename } from 'node:path';
import { namedPlaces } from '../../../src/workspace/index.ts';
import { readPathPattern } from '../../../src/workspace/matching-paths.ts';
import { never } from '../../fakes/never.ts';
import { temporaryFolder } from './support.ts';

describe('a path that a user names', () => {
  const outside = temporaryFolder({ 'x.yml': '', 'deep/y.yml': '' });
  const folder = temporaryFolder({ 'flows/a.yml': '' });
  const door = temporaryFolder({});
  before(() => {
    symlinkSync(outside.root, folder.path('outer'));
    symlinkSync(outside.path('x.yml'), folder.path('x-link.yml'));
    symlinkSync(folder.root, door.path('folder'));
  });
  after(() => [folder, outside, door].forEach((each) => each.remove()));

  const place = async (root: string, given: string) => {
    const [found] = await namedPlaces(root, given, never);
    return found === undefined ? null : [found.base, found.path, found.isFile, found.nameOf('y.yml')];
  };

  it('is told from the folder on', async () => {
    assert.deepEqual(await place(folder.root, 'flows'), [null, 'flows', false, 'y.yml']);
    assert.deepEqual(await place(folder.root, './flows/a.yml'), [null, 'flows/a.yml', true, 'y.yml']);
    assert.deepEqual(await place(folder.root, folder.root), [null, '', false, 'y.yml']);
    assert.equal(await place(folder.root, 'nowhere'), null);
  });

  it('is inside, whichever of the two leads through a link', async () => {
    const expected = [null, 'flows/a.yml', true, 'y.yml'];
    assert.deepEqual(await place(door.path('folder'), folder.path('flows/a.yml')), expected);
    assert.deepEqual(await place(folder.root, door.path('folder/flows/a.yml')), expected);
    assert.deepEqual(await place(door.path('folder'), door.path('folder/flows/a.yml')), expected);
  });

  it('is outside, and named from the folder on', async () => {
    const from = `../${basename(outside.root)}`;
    assert.deepEqual(await place(folder.root, outside.path('deep')), [
      outside.path('deep'),
      '',
      false,
      `${from}/deep/y.yml`,
    ]);
  });

  it('is followed where it is a link out of the folder, to a folder or to a file', async () => {
    assert.deepEqual(await place(folder.root, 'outer'), [outside.root, '', false, 'outer/y.yml']);
    const [file] = await namedPlaces(folder.root, 'x-link.yml', never);
    assert.deepEqual([file?.base, file?.path, file?.nameOf('x.yml')], [outside.root, 'x.yml', 'x-link.yml']);
  });
});

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
