import assert from 'node:assert/strict';
import { resolve } from '../../../src/catalog/resolve.ts';
import type { VisibleSecret } from '../../../src/catalog/types.ts';
import { readFlow } from '../../../src/flow/index.ts';
import { completionsAt } from '../../../src/language/completions.ts';
import { problemsIn } from '../../../src/language/problems.ts';
import { catalogOf, fetchedAt, secretNamed, vaultOf } from '../../fakes/catalog-snapshot.ts';
import { questionOf } from '../../fakes/question.ts';

const flowOf = (count: number, call: (index: number) => string) =>
  readFlow(
    `id: a\nnamespace: b.c\ntasks:\n${Array.from({ length: count }, (_, index) => `  - {id: t${String(index)}, v: "{{ ${call(index)} }}"}\n`).join('')}`,
  );

/** Secrets that count how often anybody looks at a name of theirs. */
function countLooks() {
  let looks = 0;
  const counted = (name: string): VisibleSecret =>
    Object.defineProperty({ ...secretNamed(name) }, 'name', {
      enumerable: true,
      get: () => {
        looks += 1;
        return name;
      },
    });
  return { looks: () => looks, counted };
}

describe('a list of many names', () => {
  it('is looked up by its index: a completion and a verdict look at few of them', () => {
    const { looks, counted } = countLooks();
    const secrets = Array.from({ length: 20_000 }, (_, index) =>
      counted(`WAREHOUSE_TOKEN_${String(index)}${index % 2 === 0 ? '_EVEN' : ''}`),
    );
    const snapshot = catalogOf([vaultOf(secrets)]);
    const looksOf = (work: () => unknown) => {
      const before = looks();
      work();
      return looks() - before;
    };
    const verdictOf = (name: string) => resolve(snapshot, questionOf(name), fetchedAt).verdict;
    // The first who asks makes the index.
    assert.equal(verdictOf('WAREHOUSE_TOKEN_7'), 'resolvable');
    for (const name of ['WAREHOUSE_TOKEN_9', 'WAREHOUSE_TOKEN_X']) {
      const count = looksOf(() => verdictOf(name));
      assert.ok(count < 20, `${String(count)} looks for ${name}`);
    }
    for (const typed of ['WAREHOUSE_TOKEN_1', 'ware', 'token_12', '9_ev', '7_', '']) {
      const text = `id: a\nnamespace: b.c\ntasks:\n  - {id: t, v: "{{ secret('${typed}') }}"}\n`;
      const flow = readFlow(text);
      const when = { asked: 'again', now: fetchedAt, locale: 'en' } as const;
      let items = 0;
      const count = looksOf(() => {
        items = completionsAt(flow, text.indexOf("')"), snapshot, when).items.length;
      });
      assert.equal(items, 200);
      assert.ok(count < 200 * 20, `${String(count)} looks for ${typed}`);
    }
  });
});

describe('a flow of thousands of calls', () => {
  it('has thousands of missing names looked up without a look at every secret for each', () => {
    const { looks, counted } = countLooks();
    const secrets = Array.from({ length: 2000 }, (_, index) =>
      counted(`WAREHOUSE_PASSWORD_${String(index)}`),
    );
    const snapshot = catalogOf([vaultOf(secrets)]);
    const flow = flowOf(2000, (index) => `secret('WAREHOUSE_PASSWORT_X${String(index)}')`);
    const problems = problemsIn(flow, (question) => resolve(snapshot, question, fetchedAt));
    assert.equal(problems.length, 2000);
    assert.ok(problems.some(({ suggestions }) => suggestions.length > 0));
    assert.ok(looks() < 20 * (secrets.length + problems.length), `${String(looks())} looks`);
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
