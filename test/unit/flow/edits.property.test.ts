import fc from 'fast-check';
import assert from 'node:assert/strict';
import { cursorAt } from '../../../src/flow/cursor/index.ts';
import { applyEdits, readFlow } from '../../../src/flow/index.ts';
import { editSyntax, readSyntax } from '../../../src/flow/yaml/syntax.ts';
import type { TextEdit } from '../../../src/ports/text.ts';
import { yamlText } from './arbitrary-yaml.ts';
import { toldBy } from './told-by.ts';

/** Where an edit is, as parts of a text's length, and what it writes there. */
interface Change {
  readonly at: number;
  readonly removes: number;
  readonly text: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removes: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 300 }),
  ),
  text: fc.oneof(
    fc.constantFrom(
      'x',
      ' ',
      '\n',
      '\n  ',
      '"',
      "'",
      '- ',
      ': ',
      '#',
      '{{',
      '[',
      ']',
      '|',
      '---\n',
      '...\n',
      '\r\n',
      '\r',
      '\t',
      '?',
      '*a',
      '&a ',
    ),
    fc.constantFrom(
      'type: io.k.X\n',
      'description: "{{ secret(\'D\') }}"\n',
      '    id: x\n',
      "\"{{ secret('K', 'n') }}\"",
      '"{{ secret(\'a',
    ),
    fc.constant(''),
  ),
});

function editsOf(text: string, changes: readonly Change[]): TextEdit[] {
  const edits: TextEdit[] = [];
  let from = 0;
  for (const { at, removes, text: inserted } of [...changes].sort((left, right) => left.at - right.at)) {
    const start = Math.floor(at * text.length);
    if (start < from) continue;
    const end = Math.min(start + removes, text.length);
    edits.push({ range: { start, end }, text: inserted });
    from = end + 1;
  }
  return edits;
}

function edited(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { range, text: inserted } of [...edits].reverse()) {
    result = result.slice(0, range.start) + inserted + result.slice(range.end);
  }
  return result;
}

describe('editing any file', function () {
  this.timeout(60_000);
  const numRuns = Number(process.env.RUNS ?? 250);

  it('leads to what reading it afresh leads to', () => {
    const history = fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(yamlText, history, fc.integer({ min: 1, max: 60 }), (start, batches, length) => {
        let text = start;
        let syntax = readSyntax(text, length);
        assert.deepEqual(toldBy(syntax), toldBy(readSyntax(text)));
        for (const changes of batches) {
          const edits = editsOf(text, changes);
          text = edited(text, edits);
          syntax = editSyntax(syntax, text, edits, length);
          assert.equal(
            syntax.segments.reduce((sum, segment) => sum + segment.length, 0),
            text.length,
          );
          assert.deepEqual(toldBy(syntax), toldBy(readSyntax(text)));
        }
      }),
      { numRuns },
    );
  });

  it('leads there in a long flow too, by what a file gives', () => {
    const item = (index: number) =>
      `  - id: t${index}\n    type: io.kestra.plugin.core.log.Log\n    message: |\n      {{ secret('K${index}') }}\n    env: {A: "{{ secret('A${index}', 'T') }}"}\n`;
    const long = `id: a\nnamespace: company.team\ntasks:\n${Array.from({ length: 100 }, (_, index) => item(index)).join('')}`;
    const history = fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(history, fc.double({ min: 0, max: 1, noNaN: true }), (batches, cursor) => {
        let file = readFlow(long);
        assert.equal(file.documents.length, 1);
        for (const changes of batches) file = applyEdits(file, editsOf(file.text, changes));
        const fresh = readFlow(file.text);
        assert.deepEqual(file.documents, fresh.documents);
        const offset = Math.floor(cursor * file.text.length);
        assert.deepEqual(cursorAt(file, offset), cursorAt(fresh, offset));
      }),
      { numRuns: Math.ceil(numRuns / 8) },
    );
  });
});
