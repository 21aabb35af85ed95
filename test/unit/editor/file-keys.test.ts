import assert from 'node:assert/strict';
import path from 'node:path';
import { nameInside } from '../../../src/workspace/file-names.ts';
import { fileKey, foldersOf, isAbsoluteFile, pathBelow } from '../../../src/editor/session/file-keys.ts';

describe('the path of a document below its folder', () => {
  const cases: readonly (readonly [string, string, boolean, string | null])[] = [
    ['/repo', '/repo/flows/a.yml', false, 'flows/a.yml'],
    ['/repo/', '/repo/a.yml', false, 'a.yml'],
    ['/', '/a.yml', false, 'a.yml'],
    ['/repo', '/repo', false, null],
    ['/repo', '/repo-old/a.yml', false, null],
    ['/repo', '/Repo/a.yml', false, null],
    ['/Repo', '/repo/A.yml', true, 'A.yml'],
    ['/c:/Repo', '/C:/repo/flows/a.yml', true, 'flows/a.yml'],
    ['/c:/', '/C:/a.yml', true, 'a.yml'],
    ['/c:/Repo/', '/c:/repo/flows/', true, 'flows'],
    ['/c:/Repo', '/d:/Repo/a.yml', true, null],
    ['/c:/Repo', '/c:/Repo-old/a.yml', true, null],
    ['/share/repo', '/Share/Repo/a.yml', true, 'a.yml'],
    ['/Gru\u0308n', '/Grün/a.yml', true, 'a.yml'],
    ['/Gru\u0308n', '/Grün/a.yml', false, null],
  ];
  for (const [folder, file, ignoresCase, expected] of cases) {
    it(`is ${String(expected)}: ${file} in ${folder}`, () => {
      assert.equal(pathBelow(folder, file, ignoresCase), expected);
    });
  }

  it('has one key for all ways of writing it, where case is not told apart', () => {
    assert.equal(fileKey('FLOWS/Schlu\u0308ssel.yml', true), fileKey('flows/Schlüssel.YML', true));
    assert.notEqual(fileKey('A.yml', false), fileKey('a.yml', false));
  });

  it('leads through folders', () => {
    assert.deepEqual(foldersOf('a/b/c.yml'), ['a', 'a/b']);
    assert.deepEqual(foldersOf('c.yml'), []);
  });

  const { win32, posix } = path;
  for (const [folder, file] of [
    ['C:\\Repo', 'c:\\repo\\flows\\a.yml'],
    ['C:\\Repo\\', 'C:\\Repo\\a.yml'],
    ['C:\\Repo', 'D:\\Repo\\a.yml'],
    ['C:\\Repo', 'C:\\Repository\\a.yml'],
    ['C:\\', 'c:\\a.yml'],
  ] as const) {
    it(`is the name that Windows has it by: ${file} in ${folder}`, () => {
      // As a URI has a path with a drive.
      const asUri = (each: string) => `/${each.replaceAll('\\', '/')}`;
      assert.equal(pathBelow(asUri(folder), asUri(file), true), nameInside(folder, file, win32));
    });
  }

  for (const file of [
    '/a',
    'C:/a',
    'c:\\a',
    '\\\\s\\x',
    '//s/x',
    '\\\\?\\C:\\a',
    'a',
    '..\\a',
    '../a',
    'C:a',
    'a:b/c',
  ]) {
    it(`is absolute where either kind of system has it so: ${file}`, () => {
      assert.equal(isAbsoluteFile(file), win32.isAbsolute(file) || posix.isAbsolute(file));
    });
  }

  it('is absolute on a drive, on a share, and from the root on', () => {
    assert.deepEqual(
      ['/a.yml', 'C:/a.yml', 'c:\\a.yml', '\\\\server\\share', 'a.yml', '../a.yml', 'C:a'].map(
        isAbsoluteFile,
      ),
      [true, true, true, true, false, false, false],
    );
  });
});
