import assert from 'node:assert/strict';
import fs, { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEach, type FileText } from '../../../src/ports/files.ts';
import { createFolderFiles } from '../../../src/workspace/index.ts';
import { readMany, type ReadingMany } from '../../../src/workspace/read-many.ts';
import { never } from '../../fakes/never.ts';
import { makesPipe, noPipes } from '../../processes/pipes.ts';
import { skipBecause } from '../../processes/skip.ts';
import { itWithLinks, makeLinks, temporaryFolder } from './support.ts';

/** What was taken in each turn of the event loop in which anything was: the others, while the disk is awaited, are a million in a second. */
async function measureTurns(
  read: (take: (amount: number) => void) => Promise<void>,
): Promise<readonly number[]> {
  const taken = new Map<number, number>();
  let turn = 0;
  let next = setImmediate(function again() {
    turn += 1;
    next = setImmediate(again);
  });
  try {
    await read((amount) => taken.set(turn, (taken.get(turn) ?? 0) + amount));
  } finally {
    clearImmediate(next);
  }
  return [...taken.values()];
}

/** In bytes: files up to about this size are read in another way than larger ones. */
const aroundShared = [65_535, 65_536, 65_537, 131_072];

describe('many files, read one after the other at one stretch', () => {
  const outside = temporaryFolder({ 'secret.yml': 'VALUE-MARKER-outside' });
  const folder = temporaryFolder({
    'a.yml': '\uFEFFid: é\r\n',
    'empty.yml': '',
    'flows/deep/b.yaml': 'id: b',
    'flows/image.bin': new Uint8Array([1, 0, 2]),
    'flows/marked.yml': Buffer.from('\uFEFFid: é', 'utf16le'),
    'big.yml': Buffer.alloc(2 * 1024 * 1024 + 1, 'a'),
    'exact.yml': Buffer.alloc(2 * 1024 * 1024, 'a'),
    ...Object.fromEntries(aroundShared.map((size) => [`${String(size)}.yml`, `${'a'.repeat(size - 1)}b`])),
  });
  before(() => {
    makeLinks({
      [folder.path('link-out.yml')]: outside.path('secret.yml'),
      [folder.path('folder-out')]: outside.root,
      [folder.path('link-in.yml')]: 'a.yml',
      [folder.path('circle')]: '.',
    });
  });
  after(() => {
    folder.remove();
    outside.remove();
  });

  const files = createFolderFiles(folder.root);
  async function readAll(paths: readonly string[]): Promise<readonly (readonly [string, FileText])[]> {
    const found: (readonly [string, FileText])[] = [];
    await readEach(files, paths, never, (path, file) => found.push([path, file]));
    return found;
  }

  for (const [what, letter] of [
    ['text', 'a'],
    ['no text', '\0'],
  ] as const) {
    it(`lets others have their turn after a bounded amount of ${what}, however many files there are`, async () => {
      const large = temporaryFolder(
        Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`${at}.yml`, letter.repeat(400_000)])),
      );
      const names = Array.from({ length: 12 }, (_, at) => `${at}.yml`);
      const amounts = await measureTurns((take) =>
        readEach(createFolderFiles(large.root), names, never, () => take(400_000)),
      );
      large.remove();
      assert.equal(
        amounts.reduce((sum, each) => sum + each),
        12 * 400_000,
      );
      assert.ok(Math.max(...amounts) <= 800_000, amounts.join(' '));
    });
  }

  const paths = [
    'a.yml',
    'flows/image.bin',
    'flows/marked.yml',
    'flows',
    'flows/deep/b.yaml',
    'flows/deep/../../a.yml',
    'big.yml',
    'exact.yml',
    'empty.yml',
    ...aroundShared.map((size) => `${String(size)}.yml`),
    'link-out.yml',
    'folder-out/secret.yml',
    'link-in.yml',
    'circle/circle/a.yml',
    'nothing.yml',
    'a.yml/inside',
    '../x.yml',
    '..',
    '/etc/passwd',
    '',
    'a\0b',
    folder.path('flows/deep/b.yaml'),
    'a.yml',
  ];

  it('are what they are one by one, in the order of their paths', async () => {
    const expected = await Promise.all(paths.map(async (path) => [path, await files.read(path, never)]));
    assert.deepEqual(await readAll(paths), expected);
  });

  it('are all there where they are more than are read at one stretch', async () => {
    const many = temporaryFolder(
      Object.fromEntries(Array.from({ length: 450 }, (_, index) => [`${String(index)}.yml`, String(index)])),
    );
    const names = Array.from({ length: 450 }, (_, index) => `${String(index)}.yml`);
    const texts: string[] = [];
    await readEach(createFolderFiles(many.root), names, never, (_, file) => {
      if (file.state === 'text') texts.push(`${file.text}.yml`);
    });
    many.remove();
    assert.deepEqual(texts, names);
  });

  it('let others have their turn after a while where the disk is slow, and are all there', async () => {
    const many = temporaryFolder(
      Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${String(index)}.yml`, ''])),
    );
    const names = Array.from({ length: 40 }, (_, index) => `${String(index)}.yml`);
    const { openSync } = fs;
    const { now } = Date;
    // The clock is set back meanwhile.
    let time = now();
    Date.now = () => (time -= 1000);
    fs.openSync = (...given) => {
      const begun = performance.now();
      while (performance.now() - begun < 5);
      return openSync(...given);
    };
    syncBuiltinESMExports();
    const inTurns = (longestHold?: number) =>
      measureTurns((take) =>
        readEach(createFolderFiles(many.root, longestHold), names, never, (_, { state }) => {
          if (state === 'text') take(1);
        }),
      );
    try {
      assert.deepEqual(await inTurns(), [40]);
      const counts = await inTurns(12);
      assert.equal(
        counts.reduce((sum, count) => sum + count),
        40,
      );
      assert.ok(Math.max(...counts) <= 3, counts.join(' '));
    } finally {
      Date.now = now;
      fs.openSync = openSync;
      syncBuiltinESMExports();
      many.remove();
    }
  });

  it('are none of them waited for where one is a pipe', async function () {
    if (!makesPipe(folder.path('pipe.yml'))) return skipBecause(this, noPipes);
    const [pipe, other] = await readAll(['pipe.yml', 'a.yml']);
    assert.deepEqual(pipe, ['pipe.yml', { state: 'refused', reason: 'unreadable' }]);
    assert.equal(other?.[1].state, 'text');
  });

  it('are not taken for empty where a device stands in the place of one', async function () {
    if (!fs.existsSync(os.devNull) || path.sep === '\\')
      return skipBecause(this, 'no device has a place here');
    const { openSync } = fs;
    const { now } = Date;
    // Nothing above it has changed for long.
    Date.now = () => now() + 60_000;
    fs.openSync = (place, ...given) =>
      openSync(String(place).endsWith('b.yaml') ? os.devNull : place, ...given);
    syncBuiltinESMExports();
    try {
      const [found] = await readAll(['flows/deep/b.yaml']);
      // By itself it is opened in another way.
      assert.deepEqual(found, ['flows/deep/b.yaml', { state: 'text', text: 'id: b' }]);
    } finally {
      Date.now = now;
      fs.openSync = openSync;
      syncBuiltinESMExports();
    }
  });

  it('let others have their turn though all are too large', async () => {
    const size = 2 * 1024 * 1024 + 1;
    const names = Array.from({ length: 24 }, (_, at) => `${at}.yml`);
    const large = temporaryFolder(Object.fromEntries(names.map((name) => [name, Buffer.alloc(size, 'a')])));
    const amounts = await measureTurns((take) =>
      readEach(createFolderFiles(large.root), names, never, (_, { state }) =>
        take(state === 'refused' ? 1 : 0),
      ),
    );
    large.remove();
    assert.equal(
      amounts.reduce((sum, each) => sum + each),
      24,
    );
    assert.ok(Math.max(...amounts) <= 8, amounts.join(' '));
  });

  it('leave in a pipe what somebody has written into it', async function () {
    const place = folder.path('full-pipe.yml');
    if (!makesPipe(place)) return skipBecause(this, noPipes);
    const handle = fs.openSync(place, fs.constants.O_RDWR | fs.constants.O_NONBLOCK);
    try {
      fs.writeSync(handle, 'id: a');
      const [found] = await readAll(['full-pipe.yml']);
      assert.deepEqual(found, ['full-pipe.yml', { state: 'refused', reason: 'unreadable' }]);
      assert.equal(fs.readSync(handle, Buffer.alloc(10)), 5);
    } finally {
      fs.closeSync(handle);
    }
  });

  itWithLinks(
    'are looked at before they are opened where that leads where a link does, as on Windows',
    async () => {
      const { openSync } = fs;
      const opened: string[] = [];
      fs.openSync = (...given) => {
        opened.push(String(given[0]));
        return openSync(...given);
      };
      syncBuiltinESMExports();
      try {
        const reading: ReadingMany = {
          root: folder.root,
          readOne: (path, signal) => files.read(path, signal),
          longestHold: Infinity,
          opensLinks: true,
        };
        await readMany(reading, ['a.yml', 'link-out.yml', 'flows'], never, () => undefined);
      } finally {
        fs.openSync = openSync;
        syncBuiltinESMExports();
      }
      assert.deepEqual(opened, [folder.path('a.yml')]);
    },
  );

  it('are read no more once that is cancelled', async () => {
    const control = new AbortController();
    const seen: string[] = [];
    const reading = readEach(files, ['a.yml', 'flows/marked.yml'], control.signal, (path) => {
      seen.push(path);
      control.abort();
    });
    await assert.rejects(reading, { name: 'AbortError' });
    assert.deepEqual(seen, ['a.yml']);
  });

  for (const [keepsTimes, what] of [
    [true, 'are not looked for again where nothing above them changed'],
    [false, 'are looked for again where the disk keeps no times'],
  ] as const) {
    it(what, async () => {
      const { lstatSync } = fs;
      const { now } = Date;
      const looked: string[] = [];
      Date.now = () => now() + 60_000;
      const counted = (...given: Parameters<typeof lstatSync>) => {
        looked.push(String(given[0]));
        const stat = lstatSync(...given);
        return keepsTimes ? stat : Object.assign(stat ?? {}, { ctimeMs: 0n, ctimeNs: 0n });
      };
      Object.assign(fs, { lstatSync: counted });
      syncBuiltinESMExports();
      try {
        await readAll(['flows/deep/b.yaml']);
      } finally {
        Date.now = now;
        Object.assign(fs, { lstatSync });
        syncBuiltinESMExports();
      }
      // Once in any case, for it may be a link.
      const looks = looked.filter((each) => each === folder.path('flows')).length;
      assert.equal(looks > 1, keepsTimes, looked.join(' '));
      assert.equal(looked.includes(folder.path('flows/deep/b.yaml')), path.sep === '\\' || !keepsTimes);
    });
  }

  describe('of which a folder becomes a link to the outside just when a file of it is opened', () => {
    const { openSync } = fs;
    const { now } = Date;
    const out = () => {
      renameSync(folder.path('swapped'), folder.path('away'));
      symlinkSync(outside.root, folder.path('swapped'));
    };
    const home = () => {
      rmSync(folder.path('swapped'));
      renameSync(folder.path('away'), folder.path('swapped'));
    };
    afterEach(() => {
      Date.now = now;
      fs.openSync = openSync;
      syncBuiltinESMExports();
      rmSync(folder.path('swapped'), { recursive: true });
    });

    for (const [back, isOld] of [
      [false, false],
      [true, false],
      [true, true],
    ] as const) {
      const when = `${back ? ', although it is the folder again' : ''}${isOld ? ', and nothing changed for long' : ''}`;
      itWithLinks(`are not of the outside${when}`, async () => {
        mkdirSync(folder.path('swapped'));
        writeFileSync(folder.path('swapped/secret.yml'), 'id: inside');
        if (isOld) {
          Date.now = () => now() + 60_000;
          // The clock by which the disk notes a change moves in steps.
          await sleep(100);
        }
        let opened = 0;
        fs.openSync = (...given) => {
          opened += 1;
          out();
          try {
            return openSync(...given);
          } finally {
            if (back) home();
          }
        };
        syncBuiltinESMExports();
        const [found] = await readAll(['swapped/secret.yml']);
        assert.equal(opened, 1);
        if (!back) home();
        assert.deepEqual(
          found?.[1],
          back ? { state: 'text', text: 'id: inside' } : { state: 'refused', reason: 'outside' },
        );
      });
    }
  });
});
