import assert from 'node:assert/strict';
import { createTextMemory, readTexts, textLimits } from '../../../src/workspace/read-texts.ts';
import type { FileText, FolderFiles } from '../../../src/ports/files.ts';
import { never } from '../../fakes/never.ts';

function filesWith(texts: Readonly<Record<string, FileText>>, opened: string[] = []): FolderFiles {
  return {
    read(path) {
      opened.push(path);
      return Promise.resolve(texts[path] ?? { state: 'absent' });
    },
    list: () => Promise.resolve(Object.keys(texts)),
  };
}

const textOf = (text: string): FileText => ({ state: 'text', text });

async function readAll(files: FolderFiles, limits = textLimits): Promise<[string[], boolean]> {
  const taken: string[] = [];
  const isWhole = await readTexts(files, (path, text) => taken.push(`${path}: ${text}`), never, limits);
  return [taken, isWhole];
}

describe('readTexts', () => {
  it('hands on what is text, in the order of the paths, and opens nothing that its name tells', async () => {
    const opened: string[] = [];
    const files = filesWith(
      {
        'a.sql': textOf('x'),
        'b.bin': { state: 'refused', reason: 'not-text' },
        'c.PNG': textOf('y'),
        'd.csv': { state: 'refused', reason: 'too-large' },
        e: textOf('z'),
      },
      opened,
    );
    assert.deepEqual(await readAll(files), [['a.sql: x', 'e: z'], true]);
    assert.deepEqual(opened, ['a.sql', 'b.bin', 'd.csv', 'e']);
  });

  it('ends where it was enough, and says so', async () => {
    const texts = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`f${String(index).padStart(2, '0')}`, textOf('1234')]),
    );
    const opened: string[] = [];
    const [few, fewWhole] = await readAll(filesWith(texts, opened), { files: 20, characters: 1000 });
    assert.deepEqual([few.length, fewWhole, opened.length], [20, false, 20]);
    const [short, shortWhole] = await readAll(filesWith(texts), { files: 100, characters: 10 });
    assert.deepEqual([short.length, shortWhole], [2, false]);
    const [all, allWhole] = await readAll(filesWith(texts), { files: 40, characters: 160 });
    assert.deepEqual([all.length, allWhole], [40, true]);
  });

  it('rejects when it is no longer wanted', async () => {
    const files = filesWith({ a: textOf('x') });
    const gone = AbortSignal.abort();
    const reading = readTexts(
      { ...files, list: (signal) => (signal.throwIfAborted(), files.list(signal)) },
      () => undefined,
      gone,
    );
    await assert.rejects(reading, { name: 'AbortError' });
  });
});

describe('what was made of the texts of a folder', () => {
  const make = (path: string, text: string) => `${path}: ${text}`;

  it('is read again only of those that may have changed', async () => {
    const opened: string[] = [];
    const texts: Record<string, FileText> = {
      'a.sql': textOf('1'),
      'b/c.sql': textOf('2'),
      'd.bin': { state: 'refused', reason: 'not-text' },
      'e.sql': { state: 'refused', reason: 'unreadable' },
    };
    const memory = createTextMemory(make);
    const read = async () => {
      opened.length = 0;
      const made: string[] = [];
      assert.equal(
        await memory.read(filesWith(texts, opened), (_path, each) => made.push(each), never),
        true,
      );
      return [made, [...opened]];
    };
    const all = ['a.sql: 1', 'b/c.sql: 2'];
    assert.deepEqual(await read(), [all, ['a.sql', 'b/c.sql', 'd.bin', 'e.sql']]);
    assert.deepEqual(await read(), [all, ['e.sql']], 'what may be readable by now');
    texts['a.sql'] = textOf('3');
    memory.note('A.SQL');
    assert.deepEqual(await read(), [
      ['a.sql: 3', 'b/c.sql: 2'],
      ['a.sql', 'e.sql'],
    ]);
    texts['b/c.sql'] = textOf('4');
    texts['b/new.sql'] = textOf('5');
    delete texts['a.sql'];
    memory.note('b');
    assert.deepEqual(await read(), [
      ['b/c.sql: 4', 'b/new.sql: 5'],
      ['b/c.sql', 'e.sql', 'b/new.sql'],
    ]);
    memory.forget();
    assert.equal((await read())[1]?.length, 4);
  });

  it('is read again of what changes while it is read', async () => {
    const texts: Record<string, FileText> = { 'a.sql': textOf('1') };
    const memory = createTextMemory(make);
    const files = filesWith(texts);
    const changing: FolderFiles = {
      ...files,
      async read(path, signal) {
        const found = await files.read(path, signal);
        texts[path] = textOf('2');
        memory.note(path);
        return found;
      },
    };
    const made: string[] = [];
    await memory.read(changing, (_path, each) => made.push(each), never);
    await memory.read(files, (_path, each) => made.push(each), never);
    assert.deepEqual(made, ['a.sql: 1', 'a.sql: 2']);
  });

  it('ends where it was enough, with what was known before counted in its place', async () => {
    const texts = { a: textOf('1234'), b: textOf('1234'), c: textOf('1234') };
    const memory = createTextMemory(make);
    const limits = { files: 10, characters: 10 };
    for (const noted of ['a', 'b', 'c']) {
      const made: string[] = [];
      assert.equal(await memory.read(filesWith(texts), (path) => made.push(path), never, limits), false);
      assert.deepEqual(made, ['a', 'b']);
      memory.note(noted);
    }
  });
});
