import assert from 'node:assert/strict';
import { doAtOnce, readCalls, readFlow, type Stretches } from '../../../src/flow/index.ts';
import { stepsTaken } from '../../../src/flow/steps.ts';
import { longestReadTwice, yamlProblemsIn } from '../../../src/flow/yaml-problems.ts';

const head = 'id: a\nnamespace: company.team\ntasks:\n';
const call = `  - {id: c, v: "{{ secret('A', sub_key='b') }}"}\n`;
const dense = `${head}${call.repeat(4000)}`;

/** The steps of each stretch. */
function stepsOf(work: Stretches<unknown>): number[] {
  const found: number[] = [];
  for (let isOver = false; !isOver;) {
    const before = stepsTaken();
    isOver = work.next().done === true;
    found.push(stepsTaken() - before);
  }
  return found;
}

const sum = (steps: readonly number[]) => steps.reduce((all, each) => all + each, 0);

describe('the calls of a large flow', () => {
  const texts: Readonly<Record<string, string>> = {
    'on lines of their own': dense,
    'on one line': `id: a\nnamespace: b\ntasks: [${`{v: "{{ secret('A', sub_key='b') }}"}, `.repeat(4000)}]\n`,
  };
  for (const [what, text] of Object.entries(texts)) {
    it(`are read a stretch at a time: ${what}`, () => {
      const file = readFlow(text);
      assert.equal(file.documents.length, 1);
      const steps = stepsOf(readCalls(file));
      assert.ok(Math.max(...steps) < sum(steps) / 4, steps.join(' '));
      const before = stepsTaken();
      assert.equal(file.documents[0]?.references.length, 4000);
      assert.equal(stepsTaken(), before, 'and are at hand then');
    });
  }
});

describe('the mistakes of a flow', () => {
  const short = dense.slice(0, dense.lastIndexOf('\n', longestReadTwice) + 1);

  it('are looked for a stretch at a time', () => {
    const stretches = stepsOf(yamlProblemsIn(readFlow(short))).length;
    assert.ok(stretches > 3, `${stretches} stretches`);
    const lines = short.split('\n');
    for (const index of [100, 200, 300]) lines[index] = '  - "a" b';
    const mistaken = lines.join('\n');
    const file = readFlow(mistaken);
    assert.equal(file.documents.length, 1);
    const ofMany = stepsOf(yamlProblemsIn(file));
    assert.ok(ofMany.length > 3 * stretches, `${ofMany.length} stretches`);
    assert.ok(Math.max(...ofMany) < 2 * mistaken.length, 'no more than one reading at a stretch');
  });

  it('are at hand once they are known', () => {
    const file = readFlow(short.replace('c, v', 'c: [, v'));
    const problems = doAtOnce(yamlProblemsIn(file));
    assert.ok(problems.length > 0);
    assert.equal(doAtOnce(yamlProblemsIn(file)), problems);
    assert.deepEqual(stepsOf(yamlProblemsIn(file)), [0]);
  });
});
