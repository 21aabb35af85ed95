import assert from 'node:assert/strict';
import { readDuration, readInteger } from '../../../../src/configuration/values.ts';

// What Micronaut's own converters answered; null: they refuse the text.
const durations: readonly (readonly [string, number | null])[] = [
  ['100ns', 0],
  ['2500us', 3],
  ['10us', 0],
  ['500ms', 500],
  ['5s', 5000],
  ['3m', 180_000],
  ['2h', 7_200_000],
  ['1d', 86_400_000],
  ['PT1.5S', 1500],
  ['PT1M30S', 90_000],
  ['P1D', 86_400_000],
  ['1.5s', null],
  ['10 s', null],
  ['1w', null],
  ['10', null],
  ['100n', null],
  ['5S', null],
  ['pt5s', null],
];

const integers: readonly (readonly [string, number | null])[] = [
  ['2', 2],
  ['+2', 2],
  [' 2 ', null],
  ['1_000', null],
  ['0x2', null],
  ['2e0', null],
];

describe('what Micronaut converts', () => {
  for (const [text, expected] of durations) {
    it(`to milliseconds: ${text}`, () => assert.equal(readDuration(text), expected));
  }

  for (const [text, expected] of integers) {
    it(`to a whole number: ${JSON.stringify(text)}`, () => assert.equal(readInteger(text), expected));
  }
});
