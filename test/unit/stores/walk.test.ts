import assert from 'node:assert/strict';
import { FailureError } from '../../../src/ports/failure.ts';
import type { ListAnswer } from '../../../src/stores/vault/answers.ts';
import { bounds, walk } from '../../../src/stores/vault/walk.ts';
import { cutWords } from '../../fakes/cut-words.ts';
import { anyReason } from '../../fakes/failure-reasons.ts';

/** A tree as a Vault lists it: by folder, its keys. */
type Tree = (folder: string) => readonly string[] | 'denied' | 'gone';

/** `step`: milliseconds that each folder takes. */
async function walkTree(tree: Tree, step = 0) {
  let now = 0;
  const clock = { now: () => now, after: () => () => undefined };
  const asked: string[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const list = async (folder: readonly string[]): Promise<ListAnswer> => {
    asked.push(folder.join('/'));
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    await new Promise((resolve) => setImmediate(resolve));
    atOnce--;
    now += step;
    const keys = tree(folder.join('/'));
    if (keys === 'denied') throw new FailureError({ kind: 'denied', message: anyReason, nextSteps: [] });
    if (keys === 'gone') return { state: 'nothing' };
    return {
      state: 'listed',
      secrets: keys.filter((key) => !key.endsWith('/')),
      folders: keys.filter((key) => key.endsWith('/')).map((key) => key.slice(0, -1)),
    };
  };
  const names: string[] = [];
  const gaps: string[] = [];
  for await (const part of walk(list, clock)) {
    assert.equal(gaps.length, 0, 'only the last part is cut short');
    names.push(...part.names.map((name) => name.join('/')));
    if (part.cutShort !== undefined) gaps.push(cutWords(part.cutShort));
  }
  return { names, asked, mostAtOnce, cutShort: gaps[0] };
}

const many = (count: number, suffix: string) =>
  Array.from({ length: count }, (_, n) => `${String(n)}${suffix}`);

describe('The walk through folders', () => {
  it('takes a folder’s own secrets first, in the order of the lists', async () => {
    const tree: Record<string, string[]> = {
      '': ['b', 'a', 'z/', 'y/'],
      z: ['1', 'deep/'],
      y: ['2'],
      'z/deep': ['3'],
    };
    const { names, cutShort } = await walkTree((folder) => tree[folder] ?? 'gone');
    assert.deepEqual(names, ['b', 'a', 'z/1', 'y/2', 'z/deep/3']);
    assert.equal(cutShort, undefined);
  });

  it('asks for eight folders at a time', async () => {
    const { asked, mostAtOnce } = await walkTree((folder) => (folder === '' ? many(40, '/') : ['x']));
    assert.equal(asked.length, 41);
    assert.equal(mostAtOnce, 8);
  });

  it('takes a folder that is gone meanwhile for an empty one', async () => {
    const { names, cutShort } = await walkTree((folder) => (folder === '' ? ['a', 'z/'] : 'gone'));
    assert.deepEqual(names, ['a']);
    assert.equal(cutShort, undefined);
  });

  it('goes on where a nested folder is denied, and says so', async () => {
    const { names, cutShort } = await walkTree((folder) =>
      folder === '' ? ['x/', 'y/'] : folder === 'x' ? 'denied' : ['a'],
    );
    assert.deepEqual(names, ['y/a']);
    assert.match(cutShort ?? '', /\bx\b/);
  });

  it('fails where the start folder is denied', async () => {
    await assert.rejects(
      walkTree(() => 'denied'),
      FailureError,
    );
  });

  it('ends in a tree without an end, and says so', async () => {
    const { asked, cutShort } = await walkTree(() => ['again/', 'secret']);
    assert.equal(asked.length, bounds.depth + 1);
    assert.match(cutShort ?? '', /deep/);
  });

  it('ends in a tree that is too broad, and says so', async () => {
    const { asked, names, cutShort } = await walkTree((folder) => (folder === '' ? many(600, '/') : ['x']));
    assert.equal(asked.length, bounds.folders);
    assert.equal(names.length, bounds.folders - 1);
    assert.match(cutShort ?? '', /500/);
  });

  it('ends where there are too many secrets, and says so', async () => {
    const { asked, cutShort } = await walkTree((folder) =>
      folder === '' ? [...many(bounds.secrets, ''), 'more/'] : ['x'],
    );
    assert.deepEqual(asked, ['']);
    assert.match(cutShort ?? '', /20000/);
  });

  it('ends when it has taken too long, and says so', async () => {
    const { asked, names, cutShort } = await walkTree(
      (folder) => (folder === '' ? [...many(100, '/'), 'mine'] : ['x']),
      bounds.time / 20,
    );
    // The start folder, and whole groups of eight until the time is over.
    assert.equal(asked.length, 1 + 8 * 3);
    assert.deepEqual(names.slice(0, 2), ['mine', '0/x']);
    assert.match(cutShort ?? '', /30 seconds/);
  });

  it('is complete where the bounds are just met', async () => {
    const { cutShort } = await walkTree((folder) => (folder === '' ? many(bounds.folders - 1, '/') : ['x']));
    assert.equal(cutShort, undefined);
  });
});
