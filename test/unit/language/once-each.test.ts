import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Question } from '../../../src/catalog/index.ts';
import { onceEach } from '../../../src/language/once-each.ts';

/** Texts of the signs by which questions are told apart. */
const text = fc
  .array(fc.constantFrom("'", '1', '2', '"', '[', ',', 'null', 'a'), { maxLength: 4 })
  .map((parts) => parts.join(''));
const value = fc.oneof(
  fc.constant(null),
  text.map((value) => ({ kind: 'constant' as const, value })),
  fc.constantFrom({ kind: 'constant' as const, value: 1 }, { kind: 'constant' as const, value: null }),
  text.map((pattern) => ({ kind: 'pattern' as const, pattern })),
);
const question: fc.Arbitrary<Question> = fc.record({
  key: value,
  subkey: value,
  namespaceArgument: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, value),
  callFailure: fc.constantFrom(null, null, { code: 'no-key' as const, range: { start: 0, end: 1 } }),
  flowNamespace: fc.constantFrom(null, { kind: 'literal' as const, value: 'a', range: { start: 0, end: 1 } }),
});

function nameOnly(name: string): Question {
  return {
    key: { kind: 'constant', value: name },
    subkey: null,
    namespaceArgument: null,
    callFailure: null,
    flowNamespace: null,
  };
}

describe('questions that are put once each', () => {
  it('are the same ones when they are asked again, and no others', () => {
    const ask = onceEach((given: Question) => JSON.stringify(given));
    fc.assert(
      fc.property(question, (given) => assert.equal(ask(given), JSON.stringify(given))),
      { numRuns: 20_000 },
    );
  });

  it('are put once also where a name is very long', () => {
    const put: Question[] = [];
    const ask = onceEach((given) => put.push(given));
    const questions = ['ONE', `${'A'.repeat(20_000)}1`, `${'A'.repeat(20_000)}2`].map(nameOnly);
    for (let time = 0; time < 3; time += 1) for (const each of questions) ask(each);
    assert.deepEqual(put, questions);
  });
});
