import assert from 'node:assert/strict';
import fc from 'fast-check';
import { indexReader, objectNameLengths } from '../../../src/workspace/git-index.ts';
import { writeIndex } from './write-index.ts';

/** Every path below a folder; null: the index tells nothing. */
function pathsIn(bytes: Uint8Array, length: number, folder = ''): readonly string[] | null {
  const reader = indexReader(bytes, length, folder);
  const paths: string[] = [];
  for (let entry = reader.next(); entry !== null; entry = reader.next()) {
    if (entry !== 'elsewhere') paths.push(entry.path);
  }
  return reader.isWhole() ? paths : null;
}

const name = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '/'), minLength: 1, maxLength: 12 });
const paths = fc.uniqueArray(fc.oneof(name, fc.constant('long/'.repeat(819))), { maxLength: 12 });
const written = fc.record({
  paths,
  version: fc.constantFrom(2, 3, 4),
  length: fc.constantFrom(...objectNameLengths),
  extensions: fc.array(fc.tuple(fc.constantFrom('TREE', 'UNTR', 'sdir'), fc.nat(40)), { maxLength: 3 }),
});

describe('the index of git', () => {
  it('gives the paths that were written, of every version and with either kind of object names', () => {
    fc.assert(
      fc.property(written, (index) => {
        const bytes = writeIndex(index);
        assert.deepEqual(pathsIn(bytes, index.length), index.paths);
        const below = index.paths.filter((path) => path.startsWith('a/') && path !== 'a/');
        assert.deepEqual(pathsIn(bytes, index.length, 'a/'), below);
        const other = objectNameLengths.find((length) => length !== index.length) ?? 0;
        if (index.paths.length > 0) assert.equal(pathsIn(bytes, other), null);
      }),
      { numRuns: 500 },
    );
  });

  it('tells which entries are repositories of their own', () => {
    const bytes = writeIndex({ paths: ['a', 'lib'], submodules: ['lib'], version: 2, length: 20 });
    const reader = indexReader(bytes, 20, '');
    assert.deepEqual(reader.next(), { path: 'a', isSubmodule: false });
    assert.deepEqual(reader.next(), { path: 'lib', isSubmodule: true });
  });

  const refused: Readonly<Record<string, Uint8Array>> = {
    'of another version': writeIndex({ paths: ['a'], version: 5, length: 20 }),
    'split over two files': writeIndex({ paths: ['a'], version: 2, length: 20, extensions: [['link', 20]] }),
    'with a part that nobody knows': writeIndex({
      paths: ['a'],
      version: 2,
      length: 20,
      extensions: [['abcd', 4]],
    }),
    'with a path that is too long': writeIndex({ paths: ['a'.repeat(4097)], version: 4, length: 20 }),
    empty: new Uint8Array(),
  };
  for (const [what, bytes] of Object.entries(refused)) {
    it(`tells nothing ${what}`, () => {
      for (const length of objectNameLengths) assert.equal(pathsIn(bytes, length), null);
    });
  }

  it('tells nothing where it is cut off, wherever', () => {
    const bytes = writeIndex({
      paths: ['a', 'ab/c', 'ab/d'],
      version: 4,
      length: 20,
    });
    for (let end = 0; end < bytes.length; end += 1) assert.equal(pathsIn(bytes.subarray(0, end), 20), null);
  });

  it('is read to an end, and with no longer paths than there are, whatever the bytes', () => {
    const change = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.nat(255));
    fc.assert(
      fc.property(written, fc.array(change, { maxLength: 6 }), (index, changes) => {
        const bytes = writeIndex(index);
        for (const [at, byte] of changes) bytes[Math.floor(at * bytes.length)] = byte;
        for (const length of objectNameLengths) {
          for (const path of pathsIn(bytes, length) ?? []) assert.ok(Buffer.byteLength(path) <= 3 * 4096);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
