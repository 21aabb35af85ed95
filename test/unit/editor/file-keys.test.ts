import assert from 'node:assert/strict';
import { fileKey, isAbsoluteFile, pathBelow } from '../../../src/editor/session/file-keys.ts';

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

  it('is absolute on a drive, on a share, and from the root on', () => {
    assert.deepEqual(
      ['/a.yml', 'C:/a.yml', 'c:\\a.yml', '\\\\server\\share', 'a.yml', '../a.yml', 'C:a'].map(
        isAbsoluteFile,
      ),
      [true, true, true, true, false, false, false],
    );
  });
});
