import assert from 'node:assert/strict';
import fc from 'fast-check';
import { flowComments } from '../../../src/configuration/comments/index.ts';
import { doAtOnce, readFlow, type FlowFile } from '../../../src/flow/index.ts';
import { codeActionsFor, type MendableProblem } from '../../../src/language/code-actions.ts';
import { judgeSuppressions } from '../../../src/language/suppressions.ts';
import { growthBy, textAfter } from '../../../src/text/edits.ts';
import { styles } from '../flow/arbitrary-flows.ts';

const commentsIn = (text: string) => doAtOnce(flowComments('a.yml', text));

const codes = ['secret-missing', 'subkey-missing', 'plain-text-leak'] as const;

/** A value with calls, of each of which one thing is wrong. */
const value = fc.record({
  style: fc.constantFrom(...styles),
  calls: fc.array(fc.constantFrom('A', 'B', "it's", '# x'), { minLength: 1, maxLength: 3 }),
  between: fc.constantFrom(' ', ' # ', ' \n ', ' "a" ', '\n\n'),
  behind: fc.constantFrom('', '', ' # a remark', ' # kestra-secrets-ignore yaml-alias'),
  above: fc.constantFrom('', '', '# a remark', '# kestra-secrets-ignore yaml-alias', '    # - |'),
});
const flow = fc.record({
  values: fc.array(value, { minLength: 1, maxLength: 4 }),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  start: fc.constantFrom('', '\ufeff', '# a\n---\n', '# kestra-secrets-ignore-file yaml-alias\n'),
});
type Flow = typeof flow extends fc.Arbitrary<infer T> ? T : never;

/** null: a style cannot hold a text. */
function written({ lineBreak, start, values }: Flow): string | null {
  const lines = ['id: a', 'namespace: b', 'tasks:'];
  for (const [index, { above, behind, between, calls, style }] of values.entries()) {
    const content = calls.map((name) => `{{ secret(${JSON.stringify(name)}) }}`).join(between);
    const text = style.write(content, '        ');
    if (text === null) return null;
    lines.push(`  - id: t${String(index)}`);
    if (above !== '') lines.push(`    ${above}`);
    lines.push(`    message: ${text}${text.includes('\n') ? '' : behind}`);
  }
  return `${start}${lines.join('\n')}\n`.replaceAll('\n', lineBreak);
}

const referencesOf = (file: FlowFile) => file.documents.flatMap(({ references }) => references);

/** What a flow asks for, whatever its places. */
const askedIn = (text: string) =>
  referencesOf(readFlow(text)).map(({ arguments: { key }, foundAs, path }) => [
    key?.value,
    foundAs,
    path.steps,
  ]);

/** A problem at each call: the codes take turns. */
function problemsIn(text: string): MendableProblem[] {
  return referencesOf(readFlow(text)).map(({ range }, index) => ({
    code: codes[index % codes.length] ?? 'secret-missing',
    severity: 'warning',
    range,
    data: {},
  }));
}

function ignoredIn(text: string, problems: readonly MendableProblem[]): MendableProblem[] {
  const judged = judgeSuppressions(text, commentsIn(text), problems, { untold: () => [] });
  return problems.filter((problem) => judged.problems.has(problem));
}

describe('the fix that ignores a problem of an arbitrary flow', () => {
  it('ignores it, others of its code and value alone, and changes nothing that the flow asks for', () => {
    let count = 0;
    fc.assert(
      fc.property(flow, fc.nat(), fc.boolean(), (some, pick, isForFile) => {
        const text = written(some);
        fc.pre(text !== null);
        const problems = problemsIn(text);
        const problem = problems[pick % problems.length];
        fc.pre(problem !== undefined);
        assert.deepEqual(ignoredIn(text, problems), []);
        const actions = codeActionsFor(problem, { text, commentsIn, flow: null });
        const action = actions.find(({ title }) => title.endsWith('in this file') === isForFile);
        assert.ok(action !== undefined, text);
        const edited = textAfter(text, action.edits);
        assert.deepEqual(askedIn(edited), askedIn(text), edited);
        const [edit] = action.edits;
        assert.ok(edit !== undefined);
        const moved = problems.map((each): MendableProblem => {
          const by = edit.range.start <= each.range.start ? growthBy([edit]) : 0;
          return { ...each, range: { start: each.range.start + by, end: each.range.end + by } };
        });
        const itself = moved[problems.indexOf(problem)];
        const ignored = ignoredIn(edited, moved);
        assert.ok(itself !== undefined && ignored.includes(itself), edited);
        assert.ok(ignored.every(({ code }) => code === problem.code));
        const valueOf = ({ range }: MendableProblem) => edited.lastIndexOf('- id: t', range.start);
        const isMeant = (each: MendableProblem) => isForFile || valueOf(each) === valueOf(itself);
        assert.ok(ignored.every(isMeant), edited);
        if (isForFile) assert.equal(ignored.length, moved.filter(({ code }) => code === problem.code).length);
        count += 1;
      }),
      { numRuns: 300 },
    );
    assert.ok(count > 100);
  });
});
