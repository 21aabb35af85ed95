import assert from 'node:assert/strict';
import { environment, fileWith, placeholderCases } from './placeholder-cases.ts';
import { readHere } from './read-here.ts';

describe("a placeholder of Micronaut's", () => {
  for (const [text, expected] of placeholderCases) {
    it(`is read as Micronaut does: ${text}`, () => {
      assert.equal(readHere({ file: fileWith(text), environment, key: 'kestra.asked' }), expected);
    });
  }
});
