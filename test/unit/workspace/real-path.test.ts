import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { leadsToServer } from '../../../src/workspace/real-path.ts';
import { createFolderFiles, openRoot } from '../../../src/workspace/index.ts';
import { never } from '../../fakes/never.ts';
import { temporaryFolder } from './support.ts';

describe('a link to another machine', () => {
  const links: Readonly<Record<string, string>> = {
    'C:\\repo\\share': '\\\\server\\share',
    'C:\\repo\\unc': '\\\\?\\UNC\\server\\share\\x',
    'C:\\repo\\inside': 'flows',
    'C:\\repo\\relative': '..\\away',
    'C:\\away': '\\\\server\\share',
    'C:\\repo\\drive': 'D:\\flows',
    'C:\\repo\\long': '\\\\?\\C:\\repo\\flows',
    'C:\\repo\\home': '\\\\nas\\work\\flows',
    'C:\\repo\\circle': 'circle',
  };
  const followed: string[] = [];
  const linkAt = (place: string): Promise<string> => {
    followed.push(place);
    const target = links[place];
    return target === undefined ? Promise.reject(new Error('EINVAL')) : Promise.resolve(target);
  };
  const cases: readonly (readonly [string, boolean])[] = [
    ['C:\\repo\\share', true],
    ['C:\\repo\\share\\flows\\a.yml', true],
    ['C:\\repo\\unc\\a.yml', true],
    ['C:\\repo\\relative\\a.yml', true],
    ['C:\\repo\\circle\\a.yml', true],
    ['C:\\repo\\inside\\a.yml', false],
    ['C:\\repo\\drive\\a.yml', false],
    ['C:\\repo\\long\\a.yml', false],
    ['C:\\repo\\flows\\a.yml', false],
    ['C:\\repo\\home\\a.yml', false],
  ];
  for (const [file, expected] of cases) {
    it(`${expected ? 'is seen' : 'is not'} on the way to ${file}, and looked at no further`, async () => {
      followed.length = 0;
      assert.equal(await leadsToServer('C:\\repo', file, [null, 'nas'], path.win32, linkAt), expected);
      if (expected)
        assert.deepEqual(
          followed.filter((place) => place.startsWith('\\\\server')),
          [],
        );
    });
  }

  const mounted: Readonly<Record<string, string>> = {
    '/repo/share': '/net/server/share',
    '/repo/round': '/n/server',
    '/n': 'net',
    '/repo/up': '../net/server',
    '/repo/inside': 'flows',
    '/repo/away': '/srv/flows',
    '/repo/home': '/net/nas/flows',
    '/repo/circle': 'circle',
  };
  for (const [file, expected] of [
    ['/repo/share', true],
    ['/repo/share/flows/a.yml', true],
    ['/repo/round/a.yml', true],
    ['/repo/up/a.yml', true],
    ['/repo/circle/a.yml', false],
    ['/repo/inside/a.yml', false],
    ['/repo/away/a.yml', false],
    ['/repo/home/a.yml', false],
    ['/repo/a.yml', false],
  ] as const) {
    it(`${expected ? 'is seen' : 'is not'} on the way to ${file} where asking for it mounts it`, async () => {
      const asked: string[] = [];
      const target = (place: string): Promise<string> => {
        asked.push(place);
        const found = mounted[place];
        return found === undefined ? Promise.reject(new Error('EINVAL')) : Promise.resolve(found);
      };
      assert.equal(await leadsToServer('/repo', file, [null, 'nas'], path.posix, target), expected);
      assert.deepEqual(
        asked.filter((place) => place.startsWith('/net/server')),
        [],
      );
    });
  }
});

describe('a drive that does not tell the real path of a file', () => {
  const folder = temporaryFolder({ 'flows/a.yml': 'id: a' });
  const { realpath, readdir } = fs;
  afterEach(() => {
    Object.assign(fs, { realpath, readdir });
    syncBuiltinESMExports();
  });
  after(() => folder.remove());

  function fail(name: 'realpath' | 'readdir', code: string, where: (file: string) => boolean): void {
    const original: unknown = Reflect.get(fs, name);
    assert.ok(typeof original === 'function');
    Reflect.set(fs, name, (...args: unknown[]): unknown => {
      if (where(String(args[0]))) return Promise.reject(Object.assign(new Error(code), { code }));
      const answer: unknown = Reflect.apply(original, fs, args);
      return answer;
    });
    syncBuiltinESMExports();
  }

  it('is read name by name', async () => {
    fail('realpath', 'EISDIR', () => true);
    const files = createFolderFiles(folder.root);
    assert.deepEqual(await files.list(never), ['flows/a.yml']);
    assert.deepEqual(await files.read('flows/a.yml', never), { state: 'text', text: 'id: a' });
    assert.deepEqual(await openRoot(folder.root), { root: folder.root });
  });

  it('is no empty folder where it cannot be told at all', async () => {
    fail('realpath', 'EACCES', () => true);
    await assert.rejects(createFolderFiles(folder.root).list(never), { code: 'EACCES' });
    assert.deepEqual(await openRoot(folder.root), { problem: 'not-resolved' });
  });

  it('names a folder that cannot be looked into', async () => {
    mkdirSync(folder.path('locked/deep'), { recursive: true });
    fail('readdir', 'EACCES', (file) => file.includes('locked'));
    const files = createFolderFiles(folder.root);
    assert.deepEqual(await files.list(never), ['flows/a.yml']);
    assert.deepEqual(files.notListed?.(), [{ path: 'locked', reason: 'unreadable' }]);
  });
});
