import assert from 'node:assert/strict';
import type { Question } from '../../../src/catalog/index.ts';
import { resolve } from '../../../src/catalog/resolve.ts';
import { readFlow } from '../../../src/flow/index.ts';
import type { TextRange } from '../../../src/ports/text.ts';
import { fetchedAt, vaultOf } from '../../fakes/catalog-snapshot.ts';
import { isHalfTyped } from '../../../src/language/index.ts';
import { problemsIn } from '../../../src/language/problems.ts';

const flowWith = (value: string) => readFlow(`id: f\nnamespace: a\ntasks:\n  - x: ${value}\n`);

function halfTyped(value: string, edited: readonly TextRange[] = []): readonly boolean[] {
  const file = flowWith(value);
  return file.documents.flatMap(({ references }) =>
    references.map((reference) => isHalfTyped(reference, file.text, edited)),
  );
}

const missing = (question: Question) =>
  resolve({ backends: [vaultOf([])], configured: true, refreshing: false }, question, fetchedAt);

describe('a call that is being typed', () => {
  for (const value of [
    `"{{ secret('api') }}"`,
    `"{{ secret(key='api', subkey='TOKEN') }}"`,
    `'{{ secret(''api'') }}'`,
    `"{{ secret(\\"api\\") }}"`,
    `"{{ secret(inputs.name) }}"`,
  ]) {
    it(`is whole: ${value}`, () => assert.deepEqual(halfTyped(value), [false]));
  }

  for (const value of [
    `"{{ secret('ap`,
    `"{{ secret('ap'`,
    `"{{ secret('ap }}"`,
    `"{{ secret('api', subkey='T`,
  ]) {
    it(`is half typed: ${value}`, () => assert.deepEqual(halfTyped(value), [true]));
  }

  it('is half typed where it was edited just now, and only that one', () => {
    const value = `"{{ secret('api') }} {{ secret('mail') }}"`;
    const at = flowWith(value).text.indexOf('mail') + 2;
    assert.deepEqual(halfTyped(value, [{ start: at, end: at + 1 }]), [false, true]);
  });

  it('has no problem of its names, and those of its text', () => {
    const codes = (value: string) =>
      problemsIn(flowWith(value), missing, { isHalfTyped: () => true }).map(({ code }) => code);
    assert.deepEqual(codes(`"{{ secret('api') }}"`), []);
    assert.deepEqual(codes(`"{{ secret('api', sub_key='x') }}"`), ['unknown-argument']);
    assert.deepEqual(
      problemsIn(flowWith(`"{{ secret('api') }}"`), missing).map(({ code }) => code),
      ['secret-missing'],
    );
  });
});
