import assert from 'node:assert/strict';
import { resolve } from '../../../src/catalog/resolve.ts';
import type { VisibleSecret } from '../../../src/catalog/types.ts';
import { readFlow } from '../../../src/flow/index.ts';
import { problemsIn } from '../../../src/language/problems.ts';
import { catalogOf, fetchedAt, secretNamed, vaultOf } from '../../fakes/catalog-snapshot.ts';

const flowOf = (count: number, call: (index: number) => string) =>
  readFlow(
    `id: a\nnamespace: b.c\ntasks:\n${Array.from({ length: count }, (_, index) => `  - {id: t${String(index)}, v: "{{ ${call(index)} }}"}\n`).join('')}`,
  );

describe('a flow of thousands of calls', () => {
  it('has thousands of missing names looked up without a look at every secret for each', () => {
    let looks = 0;
    const counted = (name: string): VisibleSecret =>
      Object.defineProperty({ ...secretNamed(name) }, 'name', {
        enumerable: true,
        get: () => {
          looks += 1;
          return name;
        },
      });
    const secrets = Array.from({ length: 2000 }, (_, index) =>
      counted(`WAREHOUSE_PASSWORD_${String(index)}`),
    );
    const snapshot = catalogOf([vaultOf(secrets)]);
    const flow = flowOf(2000, (index) => `secret('WAREHOUSE_PASSWORT_X${String(index)}')`);
    const problems = problemsIn(flow, (question) => resolve(snapshot, question, fetchedAt));
    assert.equal(problems.length, 2000);
    assert.ok(problems.some(({ suggestions }) => suggestions.length > 0));
    assert.ok(looks < 20 * (secrets.length + problems.length), `${String(looks)} looks`);
  });

  it('that all fail has each told once', () => {
    const flow = flowOf(20_000, (index) => `secret('K${String(index)}', sub_key='x')`);
    const snapshot = catalogOf([vaultOf([])]);
    const problems = problemsIn(flow, (question) => resolve(snapshot, question, fetchedAt));
    assert.equal(problems.length, 20_000);
    assert.ok(
      problems.every(({ code, reference }, index) => code === 'unknown-argument' && reference === index),
    );
  });

  it('in one document of more problems than a call takes arguments is read', () => {
    const calls = "secret('a', sub_key=1), ".repeat(130_000);
    const flow = readFlow(`id: a\nnamespace: b\ntasks:\n  - {id: t, v: "{{ [${calls}1] }}"}\n`);
    assert.equal(problemsIn(flow, (question) => resolve(catalogOf([]), question, fetchedAt)).length, 130_000);
  }).timeout(60_000);
});
