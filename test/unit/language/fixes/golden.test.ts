import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { codeActionsFor, type CodeAction } from '../../../../src/language/code-actions.ts';
import { doAtOnce, readFlow, type FlowFile } from '../../../../src/flow/index.ts';
import { flowFixesFor } from '../../../../src/language/fixes/table.ts';
import { fixAllIn } from '../../../../src/language/fixes/fix-all.ts';
import type { LanguageProblem } from '../../../../src/language/types.ts';
import type { TextEdit } from '../../../../src/ports/text.ts';
import { sortEdits, textAfter } from '../../../../src/text/edits.ts';
import { markedRanges } from './marked-ranges.ts';
import { everything } from './mending.ts';
import { problemsOf } from './problems-of.ts';

const folder = path.join(import.meta.dirname, 'data');
const names = readdirSync(folder)
  .filter((file) => !file.endsWith('.mended.yml'))
  .map((file) => path.basename(file, '.yml'));

/** In each of these the ends of lines, a mark at the beginning, or the end of the file are otherwise. */
const writings: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['with CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['with a byte order mark', (text) => `\ufeff${text}`],
  ['as a second document', (text) => `a: b\n---\n${text}...\n`],
  ['without a last line break', (text) => text.replace(/\n$/, '')],
];

/** What is offered for the problems whose fix is the kind of the file. */
function offersIn(
  file: FlowFile,
): { readonly problem: LanguageProblem; readonly actions: readonly CodeAction[] }[] {
  // Without comments, nothing can be ignored.
  const fileOfProblem = { text: file.text, commentsIn: () => null, flow: file };
  return problemsOf(file)
    .map((problem) => ({ problem, actions: codeActionsFor(problem, fileOfProblem) }))
    .filter(({ actions }) => actions.length > 0);
}

describe('a fix of a flow', () => {
  it('has golden flows of every kind', () => {
    assert.ok(names.length >= 8, names.join(', '));
  });

  for (const name of names) {
    const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
    for (const [how, write] of writings) {
      const { text, ranges } = markedRanges(write(read(`${name}.yml`)));
      const mended = write(read(`${name}.mended.yml`));
      const file = readFlow(text);
      let known: ReturnType<typeof offersIn> | null = null;
      const offers = () => (known ??= offersIn(file));

      it(`${name}, ${how}: is offered where it is marked, and nowhere else`, () => {
        assert.deepEqual(
          offers().map(({ problem: { code, range } }) => [
            code,
            text.slice(range.start, range.end),
            range.start,
          ]),
          offers().map(({ problem: { code } }, index) => {
            const range = ranges[index] ?? { start: 0, end: 0 };
            return [code, text.slice(range.start, range.end), range.start];
          }),
        );
        assert.equal(offers().length, ranges.length);
      });

      it(`${name}, ${how}: makes the file what is meant, whether one by one or all at once`, () => {
        const firsts = offers().map(({ actions }) => actions[0]?.edits ?? []);
        assert.equal(textAfter(text, sortEdits(firsts.flat())), mended);
        const oneByOne = firsts.reduceRight(
          (before: string, edits) => textAfter(before, sortEdits(edits)),
          text,
        );
        assert.equal(oneByOne, mended);
      });

      it(`${name}, ${how}: leaves nothing to mend`, () => {
        assert.deepEqual(
          offersIn(readFlow(mended)).map(({ problem }) => problem),
          [],
        );
      });

      it(`${name}, ${how}: changes unseen what is beyond doubt alone`, () => {
        const sure = problemsOf(file).flatMap((problem) =>
          flowFixesFor(problem, file).filter(({ isSure }) => isSure),
        );
        const expected: readonly TextEdit[] = sortEdits(sure.flatMap(({ edits }) => edits));
        const all = doAtOnce(fixAllIn(file, everything));
        assert.equal(all.text, textAfter(text, expected));
        assert.equal(textAfter(text, all.edits), all.text);
        assert.equal(all.mended.length, sure.length);
      });
    }
  }
});

describe('quotes around an item in brackets', () => {
  const unclear = [
    `[{{ {'a': {'b': secret('A')}} }}]`,
    `["x" {{ secret('A') }}]`,
    `{a:{{ secret('A') }}}`,
    `[a\n      {{ secret('A') }}]`,
    `[- {{ secret('A') }}]`,
  ];
  for (const value of unclear) {
    it(`are offered nowhere in ${JSON.stringify(value)}`, () => {
      const file = readFlow(
        `id: a\nnamespace: a\ntasks:\n  - id: t\n    type: io.kestra.plugin.scripts.shell.Script\n    m: ${value}\n`,
      );
      const problems = problemsOf(file).filter(({ code }) => code === 'yaml-syntax');
      assert.ok(problems.length > 0);
      assert.deepEqual(
        problems.flatMap((problem) => flowFixesFor(problem, file)),
        [],
      );
    });
  }

  it('are found as fast behind a line of many signs of a comment', () => {
    const signs = '# '.repeat(200);
    const file = readFlow(
      `id: a\nnamespace: a\ntasks:\n  - id: t\n    type: io.kestra.plugin.scripts.shell.Script\n    m: [a, {{ secret('A') }} # b\n      ${signs}\n`,
    );
    const problems = problemsOf(file).filter(({ code }) => code === 'yaml-syntax');
    assert.ok(problems.length > 0);
    assert.deepEqual(
      problems.flatMap((problem) => flowFixesFor(problem, file)),
      [],
    );
  });
});
