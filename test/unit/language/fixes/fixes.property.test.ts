import assert from 'node:assert/strict';
import fc from 'fast-check';
import { doAtOnce, readFlow, type FlowFile } from '../../../../src/flow/index.ts';
import { codeActionsFor } from '../../../../src/language/code-actions.ts';
import { fixAllIn } from '../../../../src/language/fixes/fix-all.ts';
import { sortEdits, textAfter } from '../../../../src/text/edits.ts';
import { styles } from '../../flow/arbitrary-flows.ts';
import { everything } from './mending.ts';
import { problemsOf } from './problems-of.ts';

/** An expression that is wrong in one way, and what a fix makes of it; without its braces. */
interface Slip {
  readonly wrong: string;
  readonly right: string;
  readonly isSure: boolean;
}

const slips: readonly Slip[] = [
  { wrong: "secrets('API_KEY')", right: "secret('API_KEY')", isSure: true },
  { wrong: 'secrets("API_KEY")', right: 'secret("API_KEY")', isSure: true },
  { wrong: "secret('app', SUBKEY='keys')", right: "secret('app', subkey='keys')", isSure: true },
  { wrong: `secret("app", sub_key='keys')`, right: `secret("app", subkey='keys')`, isSure: true },
  { wrong: "secret('app', 'API_TOKEN')", right: "secret('app', subkey='API_TOKEN')", isSure: true },
  { wrong: "secret('API-KEY')", right: "secret('API_KEY')", isSure: false },
  { wrong: 'secret("it_s")', right: `secret("it's")`, isSure: false },
  { wrong: "secret('it_s')", right: "secret('it\\'s')", isSure: false },
  { wrong: "secret('app', subkey='keyz')", right: "secret('app', subkey='keys')", isSure: false },
  { wrong: 'secrets.API_KEY', right: "secret('API_KEY')", isSure: false },
  { wrong: "secret('app', subkey='keys', full=true)", right: "secret('app', subkey='keys')", isSure: false },
];

/** Text around the expressions, with what is written otherwise in one style or another. */
const between = fc.constantFrom(
  '',
  ' ',
  'a',
  ' it\'s "b" ',
  ' \\n ',
  ' ä€𝄞 ',
  ' {# note #} ',
  '#1',
  ' 100% ',
);

/** One has an indent of its own, which is none of these flows. */
const fitting = styles.filter(({ name }) => name !== 'literal, with its indent');

const value = fc.record({
  style: fc.constantFrom(...fitting),
  parts: fc.array(fc.record({ slip: fc.constantFrom(...slips), after: between }), {
    minLength: 1,
    maxLength: 3,
  }),
  before: between,
});
const flow = fc.record({
  values: fc.array(value, { minLength: 1, maxLength: 4 }),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  start: fc.constantFrom('', '\ufeff', '# a\n---\n', 'a: 1\n---\n'),
});

type Flow = typeof flow extends fc.Arbitrary<infer T> ? T : never;

/** Whether a value is written over two lines by its length, so that a longer one is broken elsewhere. */
const isSplit = ({ values }: Flow) => values.some(({ style }) => style.name.endsWith('over two lines'));

const head =
  'id: a\nnamespace: company.team\ntasks:\n  - id: t\n    type: io.kestra.plugin.scripts.shell.Script\n';

/** The values in a flow, by what each slip becomes; null where one of them cannot be written so. */
function written({ values, lineBreak, start }: Flow, choose: (slip: Slip) => string): string | null {
  const lines: string[] = [];
  for (const [index, { style, parts, before }] of values.entries()) {
    const text = before + parts.map(({ slip, after }) => `{{ ${choose(slip)} }}${after}`).join('');
    const scalar = style.write(text, '      ');
    if (scalar === null) return null;
    lines.push(`    p${String(index)}: ${scalar}\n`);
  }
  return `${start}${head}${lines.join('')}`.replaceAll('\n', lineBreak);
}

const expressionsIn = (file: FlowFile) =>
  file.documents
    .flatMap(({ references }) => references)
    .map((reference) => ({
      key: reference.arguments.key?.value,
      subkey: reference.arguments.subkey?.value,
      namespace: reference.arguments.namespace?.value,
      named: reference.named,
      failure: reference.failure?.code,
    }));

function firstFixes(text: string): string {
  const file = readFlow(text);
  // Without comments, nothing can be ignored.
  const fileOfProblem = { text, commentsIn: () => null, flow: file };
  const edits = problemsOf(file).flatMap((problem) => codeActionsFor(problem, fileOfProblem)[0]?.edits ?? []);
  return textAfter(text, sortEdits(edits));
}

describe('fixes of arbitrary flows', () => {
  const property = (check: (flows: Flow) => void) => fc.assert(fc.property(flow, check), { numRuns: 150 });

  it('make of each slip the call that is meant', () => {
    property((some) => {
      const [wrong, right] = [written(some, (slip) => slip.wrong), written(some, (slip) => slip.right)];
      fc.pre(wrong !== null && right !== null);
      // A word that a line break tears apart is left alone.
      fc.pre(
        !isSplit(some) ||
          !some.values.some(({ parts }) => parts.some(({ slip }) => slip.wrong.includes('full'))),
      );
      const text = firstFixes(wrong);
      assert.deepEqual(expressionsIn(readFlow(text)), expressionsIn(readFlow(right)));
      if (!isSplit(some)) assert.equal(text, right);
    });
  });

  it('change together what is beyond doubt, and no other byte', () => {
    property((some) => {
      const wrong = written(some, (slip) => slip.wrong);
      const right = written(some, (slip) => (slip.isSure ? slip.right : slip.wrong));
      fc.pre(wrong !== null && right !== null);
      const { text, edits } = doAtOnce(fixAllIn(readFlow(wrong), everything));
      assert.equal(textAfter(wrong, edits), text);
      assert.deepEqual(expressionsIn(readFlow(text)), expressionsIn(readFlow(right)));
      if (isSplit(some)) return;
      assert.equal(text, right);
    });
  });

  it('leave nothing to mend again', () => {
    property((some) => {
      const wrong = written(some, (slip) => slip.wrong);
      fc.pre(wrong !== null);
      const { text } = doAtOnce(fixAllIn(readFlow(wrong), everything));
      assert.deepEqual(doAtOnce(fixAllIn(readFlow(text), everything)).edits, []);
    });
  });
});
