import assert from 'node:assert/strict';
import path from 'node:path';
import {
  baseName,
  byNearness,
  folderOf,
  pathDepth,
  pathFrom,
  withoutCredentials,
} from '../../../src/configuration/paths.ts';

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

describe('a text that may hold an address', () => {
  const shown: Readonly<Record<string, string>> = {
    'https://h/x?token=MARKER': 'https://h/x?…',
    'https://h/x.yaml?sv=1&sig=MARKER#MARKER': 'https://h/x.yaml?…',
    'https://h/x#MARKER': 'https://h/x?…',
    'https://u:MARKER@h/x': 'https://h/x',
    'git::https://u:MARKER/MARKER@h/x.yaml': 'git::https://h/x.yaml',
    'git::https://u:MARKER MARKER@h/x.yaml?ref=v1': 'git::https://h/x.yaml?…',
    'https://u:MARKER@MARKER@h/x': 'https://h/x',
    'https://u:MARKER?MARKER@h/x': 'https://?…',
    'https://h/x?token=MARKER@MARKER': 'https://?…',
    'https:/u:MARKER@h/x?token=MARKER': 'https:/h/x?…',
    'charts/https:/u:MARKER@h/x': 'charts/https:/h/x',
  };
  for (const [text, expected] of Object.entries(shown)) {
    it(`is shown without what may be a credential: ${text}`, () => {
      assert.equal(withoutCredentials(text), expected);
    });
  }

  for (const text of [
    '',
    'conf/@team/a#1.yml',
    'C:/conf/@team/a?.yml',
    'HelmChart flux/kestra',
    'https://h/x',
  ]) {
    it(`stays what it is without an address: ${text}`, () => {
      assert.equal(withoutCredentials(text), text);
    });
  }
});
