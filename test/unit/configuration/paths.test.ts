import assert from 'node:assert/strict';
import path from 'node:path';
import { baseName, byNearness, folderOf, pathDepth, pathFrom } from '../../../src/configuration/paths.ts';

const { win32 } = path;
const slashed = (file: string) => file.replaceAll('\\', '/');

describe('a path that a file of the configuration names', () => {
  const relative = [
    'a.yml',
    '.\\a.yml',
    './a.yml',
    '..\\a.yml',
    'b\\..\\a.yml',
    'b//c\\\\a.yml',
    'b/c/../../a.yml',
    'conf\\',
    'conf/.',
    '..a.yml',
    '...\\a.yml',
  ];
  for (const folder of ['', 'docker/', 'a/b/']) {
    for (const written of relative) {
      it(`is found as Windows finds it: ${written} from "${folder}"`, () => {
        const expected = slashed(win32.relative('C:\\repo', win32.resolve('C:\\repo', folder, written)));
        assert.equal(pathFrom(folder, written), expected);
      });
    }
  }

  // The files port decides what of it is inside.
  for (const written of [
    'C:\\repo\\a.yml',
    'c:/repo/a.yml',
    'D:\\x\\',
    '\\\\server\\share\\a.yml',
    '//server/share',
    '\\\\?\\C:\\repo\\a.yml',
    '\\\\?\\UNC\\server\\share\\a',
    '\\a.yml',
    '/a.yml',
    'C:a.yml',
    '~\\a.yml',
  ]) {
    it(`stays what it is where it is absolute: ${written}`, () => {
      assert.equal(pathFrom('docker/', written), slashed(written));
    });
  }

  it('may lead out of the folder', () => {
    assert.equal(pathFrom('docker/', '..\\..\\a.yml'), '../a.yml');
    assert.equal(pathFrom('', '../../a.yml'), '../../a.yml');
  });

  it('has a folder and a name, and the nearest of several comes first', () => {
    for (const file of ['a.yml', 'docker/a.yml', 'x/y/z']) {
      assert.equal(baseName(file), win32.basename(file));
      const folder = win32.dirname(file);
      assert.equal(folderOf(file), folder === '.' ? '' : `${folder}/`);
      assert.equal(pathDepth(file), file.split('/').length);
    }
    assert.deepEqual(['x/y/z', 'b', 'x/a', 'a'].sort(byNearness), ['a', 'b', 'x/a', 'x/y/z']);
  });
});
