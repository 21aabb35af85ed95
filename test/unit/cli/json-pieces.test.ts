import assert from 'node:assert/strict';
import type { JsonDocument, JsonProblem } from '../../../src/cli/document.ts';
import { jsonPieces } from '../../../src/cli/formats/json.ts';

function problem(index: number): JsonProblem {
  const place = { line: index, column: 1, endLine: index, endColumn: 2 };
  const suggestions = index % 2 === 0 ? [] : ['A', 'é'];
  const told = {
    severity: 'error',
    code: 'secret-missing',
    message: 'a "quoted"\nmessage',
    suggestions,
  } as const;
  return { file: `a/${index}.yaml`, ...place, ...told, reference: null, backend: null, suppressed: false };
}

describe('the JSON that is written in pieces', () => {
  for (const count of [0, 1, 200, 201, 1000]) {
    it(`is what JSON makes of the whole document, with ${count} problems`, () => {
      const document: JsonDocument = {
        version: 1,
        backends: [],
        references: [],
        problems: Array.from({ length: count }, (_, index) => problem(index)),
        summary: { files: 1, references: 0, resolvable: 0, missing: 0, hidden: 0, unknown: 0, suppressed: 0 },
      };
      const pieces = [...jsonPieces(document)];
      assert.equal(pieces.join(''), `${JSON.stringify(document, null, 2)}\n`);
      assert.ok(Math.max(...pieces.map(({ length }) => length)) < 100_000, 'no piece is large');
    });
  }

  it('holds nothing that steers a terminal, or is a command to who runs it', () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ ...problem(index), message: '\u009b ##[x]' }));
    const written = [...jsonPieces({ version: 1, backends: [], problems: many })].join('');
    assert.doesNotMatch(written, /\u009b|##\[/);
    assert.equal((JSON.parse(written) as JsonDocument).problems?.[299]?.message, '\u009b ##[x]');
  });
});
