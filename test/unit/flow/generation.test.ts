import assert from 'node:assert/strict';
import { generationOf } from '../../../src/flow/places/generation.ts';

describe('the generation of a version', () => {
  for (const [version, generation] of [
    ['2.0.0', '2.0'],
    ['v2.0.1-full', '2.0'],
    ['2', '2.0'],
    ['10.1', '2.0'],
    ['1.3.31', '1.3'],
    ['v1.3.31-no-plugins', '1.3'],
    ['0.24.2', '1.3'],
    ['latest', null],
    ['latest-full', null],
    ['develop', null],
    ['20260101', null],
    ['sha256:1234', null],
    ['', null],
    [null, null],
  ] as const) {
    it(`${generation ?? 'is not known'}: ${String(version)}`, () => {
      assert.equal(generationOf(version), generation);
    });
  }
});
