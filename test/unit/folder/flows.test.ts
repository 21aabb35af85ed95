import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { FolderClient } from '../../../src/folder/client.ts';
import { openFolder } from '../../../src/folder/index.ts';
import {
  createFolderFlows,
  type FirstReading,
  type FolderFlows,
} from '../../../src/folder/flows/folder-flows.ts';
import { isCancellation } from '../../../src/ports/cancellation.ts';
import { createFolderFiles, type SearchableFiles } from '../../../src/workspace/index.ts';
import { folderClient } from '../../fakes/folder-client.ts';
import { never } from '../../fakes/never.ts';
import { itWithLinks, makeLinks, temporaryFolder } from '../workspace/support.ts';

const asking = (name: string) =>
  `id: a\nnamespace: b.c\ntasks:\n  - id: t\n    type: io.x.T\n    message: "{{ secret('${name}') }}"\n`;

async function namesIn(flows: FolderFlows): Promise<readonly string[]> {
  return [...(await flows.read(never)).names()].sort();
}

describe('the flows of a folder', () => {
  const undo: (() => void)[] = [];
  afterEach(() => {
    for (const each of undo.splice(0).reverse()) each();
  });

  async function open(
    texts: Readonly<Record<string, string>>,
    changes: Partial<FolderClient> = {},
    show: (reading: FirstReading) => void = () => undefined,
  ) {
    const folder = temporaryFolder(texts);
    undo.push(() => folder.remove());
    const { catalog, openFlows } = openFolder(folderClient(folder.root, changes));
    const flows = await openFlows(show);
    undo.push(() => catalog.close());
    undo.push(() => flows.close());
    return {
      path: (name: string) => folder.path(name),
      flows,
      write: (name: string, text: string) => writeFileSync(folder.path(name), text),
    };
  }

  /** The same with a count of what is read, and of how it is listed. */
  function watch(texts: Readonly<Record<string, string>>) {
    const folder = temporaryFolder(texts);
    undo.push(() => folder.remove());
    const files = createFolderFiles(folder.root);
    const read: string[] = [];
    let lists = 0;
    const watched: SearchableFiles = {
      ...files,
      list: (signal) => {
        lists += 1;
        return files.list(signal);
      },
      readMany: (paths, signal, take, isOfUse) => {
        read.push(...paths);
        return files.readMany?.(paths, signal, take, isOfUse) ?? Promise.resolve();
      },
    };
    const flows = createFolderFlows(watched, () => undefined);
    undo.push(() => flows.close());
    return { path: (name: string) => folder.path(name), flows, read, lists: () => lists };
  }

  it('are not looked at before the first use', async () => {
    const { flows, lists, read } = watch({ 'a.yaml': asking('A') });
    flows.note(['a.yaml', 'b.yaml']);
    flows.follow();
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(flows.known(), null);
    assert.deepEqual([lists(), read], [0, []]);
    assert.deepEqual(await namesIn(flows), ['A']);
    assert.notEqual(flows.known(), null);
    await namesIn(flows);
    assert.deepEqual([lists(), read], [1, ['a.yaml']]);
  });

  it('are those that are not ignored, and what cannot be read is told', async () => {
    const { flows } = await open({
      '.gitignore': 'ignored/\n',
      'a.yaml': asking('A'),
      'b/c.yml': asking('C'),
      'ignored/d.yaml': asking('D'),
      'e.txt': asking('E'),
      'large.yaml': `${asking('F')}# ${'x'.repeat(2 * 1024 * 1024)}`,
      'none.yaml': 'kestra: {}\n',
    });
    const index = await flows.read(never);
    assert.deepEqual([...index.names()].sort(), ['A', 'C']);
    assert.deepEqual(index.filesInPart(), ['large.yaml']);
    assert.deepEqual(index.paths(), ['a.yaml', 'b/c.yml', 'large.yaml']);
  });

  itWithLinks('have each file once, by whatever links it is reached', async () => {
    const { flows, path } = await open({ 'b/a.yaml': asking('A') });
    makeLinks({ [path('link.yaml')]: 'b/a.yaml' });
    assert.deepEqual((await flows.read(never)).paths(), ['b/a.yaml']);
  });

  it('follow the files: an edit costs one file, and no list', async () => {
    const { flows, lists, path, read } = watch({ 'a.yaml': asking('A'), 'b.yaml': asking('B') });
    await namesIn(flows);
    read.splice(0);
    writeFileSync(path('a.yaml'), asking('OTHER'));
    flows.note(['a.yaml']);
    assert.deepEqual(await namesIn(flows), ['B', 'OTHER']);
    writeFileSync(path('notes.txt'), 'hello');
    flows.note(['notes.txt']);
    await namesIn(flows);
    assert.deepEqual([lists(), read], [1, ['a.yaml']]);
  });

  it('follow what comes, goes, moves, and is ignored', async () => {
    const { flows, path, write } = await open({ 'a.yaml': asking('A'), 'old.v1/b.yaml': asking('B') });
    assert.deepEqual(await namesIn(flows), ['A', 'B']);
    write('new.yaml', asking('NEW'));
    flows.note(['new.yaml']);
    assert.deepEqual(await namesIn(flows), ['A', 'B', 'NEW']);
    rmSync(path('a.yaml'));
    flows.note(['a.yaml']);
    assert.deepEqual(await namesIn(flows), ['B', 'NEW']);
    renameSync(path('old.v1'), path('new.v2'));
    flows.note(['old.v1', 'new.v2']);
    assert.deepEqual((await flows.read(never)).paths(), ['new.v2/b.yaml', 'new.yaml']);
    write('.gitignore', 'new.v2\n');
    flows.note(['.gitignore']);
    assert.deepEqual((await flows.read(never)).paths(), ['new.yaml']);
    mkdirSync(path('folder'));
    write('folder/c.yaml', asking('C'));
    flows.note(['folder']);
    assert.deepEqual(await namesIn(flows), ['C', 'NEW']);
  });

  it('follow by themselves once they were used, and tell of it', async () => {
    const { flows, write } = await open({ 'a.yaml': asking('A') });
    const index = await flows.read(never);
    const changed = new Promise<void>((resolve) => index.onChange(resolve));
    write('a.yaml', asking('B'));
    flows.note(['a.yaml']);
    flows.follow();
    await changed;
    assert.deepEqual(index.names(), ['B']);
  });

  it('tell once when all of them are known, then of each change, and nobody who no longer listens', async () => {
    const texts = Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`${at}.yaml`, asking('A')]));
    const { flows, write } = await open(texts);
    const told: boolean[] = [];
    const end = flows.onChange(() => told.push(flows.known() !== null));
    await flows.read(never);
    assert.deepEqual(told, [true]);
    write('1.yaml', asking('B'));
    flows.note(['1.yaml']);
    await flows.read(never);
    assert.deepEqual(told, [true, true]);
    end();
    write('1.yaml', asking('C'));
    flows.note(['1.yaml']);
    await flows.read(never);
    assert.equal(told.length, 2);
  });

  it('are as they are typed', async () => {
    const typed = new Map([['a.yaml', asking('TYPED')]]);
    const { flows } = await open(
      { 'a.yaml': 'id: a\n', 'b.yaml': asking('B') },
      { unsavedText: (path) => typed.get(path) ?? null },
    );
    assert.deepEqual(await namesIn(flows), ['B', 'TYPED']);
    typed.set('b.yaml', 'id: b');
    typed.delete('a.yaml');
    flows.note(['a.yaml', 'b.yaml']);
    assert.deepEqual(await namesIn(flows), []);
  });

  it('are read on for others where one does not wait any longer, and to the end later where nobody waits', async () => {
    const texts = Object.fromEntries(
      Array.from({ length: 300 }, (_, at) => [`${at}.yaml`, asking(`N${at}`)]),
    );
    const { flows } = await open(texts);
    const impatient = new AbortController();
    const leaving = flows.read(impatient.signal);
    const staying = flows.read(never);
    setTimeout(() => impatient.abort(), 5);
    await assert.rejects(leaving, isCancellation);
    assert.equal((await staying).size(), 300);

    const { flows: others } = await open(texts);
    const first = new AbortController();
    const abandoned = others.read(first.signal);
    setTimeout(() => first.abort(), 5);
    await assert.rejects(abandoned, isCancellation);
    assert.equal(others.known(), null);
    assert.equal((await others.read(never)).size(), 300);
  });

  it('say how far the first reading is, and let others have their turn', async () => {
    const told: string[] = [];
    let isOver = false;
    const texts = Object.fromEntries(Array.from({ length: 120 }, (_, at) => [`${at}.yaml`, asking('A')]));
    const { flows, write } = await open(texts, {}, ({ done, onProgress }) => {
      onProgress((read, all) => told.push(`${read} of ${all}`));
      void done.then(() => (isOver = true));
    });
    let turns = 0;
    const turn = setInterval(() => (turns += 1), 0);
    await flows.read(never);
    clearInterval(turn);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(told, ['100 of 120', '120 of 120']);
    assert.equal(isOver, true);
    assert.ok(turns > 0);
    write('1.yaml', asking('B'));
    flows.note(['1.yaml']);
    await flows.read(never);
    assert.equal(told.length, 2);
  });

  it('tell whoever asks that the folder cannot be looked into, and are read once it can', async () => {
    const folder = temporaryFolder({ 'a.yaml': asking('A') });
    undo.push(() => folder.remove());
    const files = createFolderFiles(folder.root);
    let isBroken = true;
    const flows = createFolderFlows(
      { ...files, list: (signal) => (isBroken ? Promise.reject(new Error('EACCES')) : files.list(signal)) },
      () => undefined,
    );
    await assert.rejects(flows.read(never), /EACCES/);
    isBroken = false;
    assert.deepEqual(await namesIn(flows), ['A']);
  });

  it('are read no further once the folder is closed, though somebody waits', async () => {
    const texts = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${at}.yaml`, asking('A')]));
    const folder = temporaryFolder(texts);
    undo.push(() => folder.remove());
    const files = createFolderFiles(folder.root);
    let readings = 0;
    const flows = createFolderFlows(
      {
        ...files,
        readMany(paths, signal, take, isOfUse) {
          readings += 1;
          flows.close();
          return files.readMany?.(paths, signal, take, isOfUse) ?? Promise.resolve();
        },
      },
      () => undefined,
    );
    await assert.rejects(flows.read(never), isCancellation);
    assert.equal(readings, 1);
    assert.equal(flows.known(), null);
  });
});
