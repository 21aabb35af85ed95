import assert from 'node:assert/strict';
import { readFlow } from '../../../src/flow/index.ts';
import type { ExpressionValue } from '../../../src/flow/types.ts';

// What each key came to when Kestra's own renderer ran it; each of these was once read otherwise here.
const keys: readonly (readonly [expression: string, value: ExpressionValue])[] = [
  // `??`, `???` and `isIn` bind as loosely as a comparison does.
  ["'a' ?? 'b' ~ 'c'", { kind: 'choice', candidates: ['a', 'bc'] }],
  ["'a' ??? 'b' + 'c'", { kind: 'choice', candidates: ['a', 'bc'] }],
  ["'a' ?? 'b' == 'c'", { kind: 'not-a-string' }],
  ["x isIn 'b' ~ 'c'", { kind: 'not-a-string' }],
  // A null that is chosen is left out by `~`, and written by `+`.
  ["(x ? 'a' : null) ~ 'b'", { kind: 'pattern', pattern: '*b' }],
  ["(x ? null : 'a') + 'b'", { kind: 'pattern', pattern: '*b' }],
  ["(x ? 'a' : (y ? 'c' : null)) ~ 'b'", { kind: 'pattern', pattern: '*b' }],
];

describe('the value of a key', () => {
  for (const [expression, expected] of keys) {
    it(`is what Kestra makes of ${expression}`, () => {
      const [document] = readFlow(
        `id: a\nnamespace: b\ntasks:\n  - message: ${JSON.stringify(`{{ secret(${expression}) }}`)}\n`,
      ).documents;
      const [reference] = document?.references ?? [];
      assert.deepEqual(reference?.arguments.key?.value, expected);
    });
  }
});
