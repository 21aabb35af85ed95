import assert from 'node:assert/strict';
import path from 'node:path';
import {
  foldName,
  isInside,
  nameFrom,
  nameInside,
  pathOf,
  serverOf,
} from '../../../src/workspace/file-names.ts';

const { win32, posix } = path;

describe('names of files', () => {
  /** The folder, the file, its name inside, and its name from there on. */
  const onWindows: readonly (readonly [string, string, string | null, string])[] = [
    ['C:\\repo', 'C:\\repo\\flows\\a.yml', 'flows/a.yml', 'flows/a.yml'],
    ['C:\\repo', 'c:\\REPO\\Flows\\a.yml', 'Flows/a.yml', 'Flows/a.yml'],
    ['C:\\repo\\', 'C:/repo/flows/', 'flows', 'flows'],
    ['C:\\repo', 'C:\\repo', '', ''],
    ['C:\\', 'C:\\a.yml', 'a.yml', 'a.yml'],
    ['C:\\repo', 'C:\\repo-old\\a.yml', null, '../repo-old/a.yml'],
    ['C:\\repo', 'C:\\repo\\..a.yml', '..a.yml', '..a.yml'],
    ['C:\\repo', 'C:\\repo\\..\\a.yml', null, '../a.yml'],
    ['C:\\repo', 'D:\\flows\\a.yml', null, 'D:/flows/a.yml'],
    ['C:\\repo', '\\\\server\\share\\a.yml', null, '//server/share/a.yml'],
    ['C:\\repo', '\\\\?\\C:\\repo\\a.yml', null, '//?/C:/repo/a.yml'],
    ['\\\\server\\share', '\\\\server\\share\\a.yml', 'a.yml', 'a.yml'],
    ['\\\\server\\share', '\\\\SERVER\\share\\x\\a.yml', 'x/a.yml', 'x/a.yml'],
    ['\\\\server\\share', '\\\\other\\share\\a.yml', null, '//other/share/a.yml'],
    ['\\\\server\\share\\repo', 'C:\\repo\\a.yml', null, 'C:/repo/a.yml'],
    ['\\\\?\\C:\\repo', '\\\\?\\C:\\repo\\a.yml', 'a.yml', 'a.yml'],
  ];
  for (const [folder, file, inside, from] of onWindows) {
    it(`are told on Windows: ${file} from ${folder}`, () => {
      assert.equal(nameInside(folder, file, win32), inside);
      assert.equal(isInside(folder, file, win32), inside !== null);
      assert.equal(nameFrom(folder, file, win32), from);
      if (inside !== null) {
        assert.equal(nameInside(folder, pathOf(folder, inside, win32), win32), inside);
      }
    });
  }

  const elsewhere: readonly (readonly [string, string, string | null, string])[] = [
    ['/repo', '/repo/flows/a.yml', 'flows/a.yml', 'flows/a.yml'],
    ['/repo/', '/repo/flows/', 'flows', 'flows'],
    ['/', '/a.yml', 'a.yml', 'a.yml'],
    ['/repo', '/Repo/a.yml', null, '../Repo/a.yml'],
    ['/repo', '/repo/C:\\a.yml', 'C:\\a.yml', 'C:\\a.yml'],
    ['/repo', '/repo/..a', '..a', '..a'],
    ['/repo', '/', null, '..'],
  ];
  for (const [folder, file, inside, from] of elsewhere) {
    it(`are told elsewhere: ${file} from ${folder}`, () => {
      assert.equal(nameInside(folder, file, posix), inside);
      assert.equal(nameFrom(folder, file, posix), from);
    });
  }

  const paths: readonly (readonly [string, string])[] = [
    ['flows/a.yml', 'C:\\repo\\flows\\a.yml'],
    ['./flows/../a.yml', 'C:\\repo\\a.yml'],
    ['C:/repo/a.yml', 'C:\\repo\\a.yml'],
    ['D:\\x', 'D:\\x'],
    ['//server/share/a.yml', '\\\\server\\share\\a.yml'],
    ['../x.yml', 'C:\\x.yml'],
  ];
  for (const [name, file] of paths) {
    it(`are found again on Windows: ${name}`, () => assert.equal(pathOf('C:\\repo', name, win32), file));
  }

  const servers: readonly (readonly [string, string | null])[] = [
    ['\\\\server\\share\\a.yml', 'server'],
    ['//Server/share', 'server'],
    ['\\\\?\\UNC\\server\\share\\a', 'server'],
    ['\\\\127.0.0.1\\c$\\x', '127.0.0.1'],
    ['\\\\server', 'server'],
    ['\\\\?\\C:\\repo', null],
    ['\\\\.\\pipe\\x', null],
    ['C:\\server\\share', null],
    ['\\server\\share', null],
  ];
  for (const [file, server] of servers) {
    it(`tell the machine: ${file}`, () => assert.equal(serverOf(file, win32), server));
  }

  for (const [file, server] of [
    ['//server/share', null],
    ['/net/Server/share/a.yml', 'server'],
    ['/Net/server', 'server'],
    ['/Network/Servers/server/x', 'server'],
    ['/System/Volumes/Data/net/server/x', 'server'],
    ['/net', null],
    ['/net/', null],
    ['/network/server', null],
    ['/home/net/server', null],
  ] as const) {
    it(`tell the machine elsewhere: ${file}`, () => assert.equal(serverOf(file, posix), server));
  }

  it('are one in any case, with composed accents and without', () => {
    assert.equal(foldName('SCHLU\u0308SSEL.yml'), foldName('Schlüssel.YML'));
  });
});
