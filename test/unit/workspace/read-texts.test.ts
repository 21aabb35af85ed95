import assert from 'node:assert/strict';
import { readTexts, textLimits } from '../../../src/workspace/read-texts.ts';
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
