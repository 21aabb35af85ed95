import assert from 'node:assert/strict';
import { doAtOnce, readFlow } from '../../../../src/flow/index.ts';
import { fixAllIn, type WhatToMend } from '../../../../src/language/code-actions.ts';
import { readSeverities } from '../../../../src/language/severities.ts';
import { everything } from './mending.ts';

const head =
  'id: a\nnamespace: company.team\ntasks:\n  - id: t\n    type: io.kestra.plugin.scripts.shell.Script\n';
const after = (lines: readonly string[], wanted: Partial<WhatToMend> = {}) =>
  doAtOnce(fixAllIn(readFlow(`${head}${lines.join('\n')}\n`), { ...everything, ...wanted }))
    .text.slice(head.length)
    .split('\n')
    .slice(0, -1);

describe('what nobody is told of', () => {
  it('is not mended unseen where a comment on its line, or before it, ignores it', () => {
    const lines = [
      `    a: "{{ secrets('A') }}"`,
      `    b: "{{ secrets('B') }}" # kestra-secrets-ignore secret-misspelled -- as in the manual`,
      `    # kestra-secrets-ignore secret-misspelled`,
      `    c: "{{ secrets('C') }}"`,
      `    d: "{{ secrets('D') }}" # kestra-secrets-ignore unknown-argument`,
    ];
    const mended = lines.map((line) => line.replace(/secrets(?=\('[AD]')/, 'secret'));
    assert.deepEqual(after(lines), mended);
    assert.deepEqual(after(lines, { code: 'secret-misspelled' }), mended);
  });

  it('is not mended unseen where a comment ignores it in a value of several lines, or in the file', () => {
    const folded = ['    # kestra-secrets-ignore secret-misspelled', '    a: |', "      {{ secrets('A') }}"];
    assert.deepEqual(after(folded), folded);
    const ofFile = [
      '# kestra-secrets-ignore-file yaml-syntax',
      `    a: {{ secrets('A') }}`,
      `    b: "{{ secrets('B') }}"`,
    ];
    assert.deepEqual(after(ofFile), [ofFile[0], ofFile[1], `    b: "{{ secret('B') }}"`]);
  });

  it('is still ignored after a mend before it moved it', () => {
    const lines = [
      `    a: {{ secrets('A', Name_Space="x", Sub_Key="y") }}`,
      `    b: "{{ secrets('B', Sub_Key='y') }}" # kestra-secrets-ignore secret-misspelled`,
    ];
    assert.deepEqual(after(lines), [
      `    a: "{{ secret('A', namespace=\\"x\\", subkey=\\"y\\") }}"`,
      lines[1],
    ]);
  });

  it('is not mended unseen where its severity is off, and is where that is another', () => {
    const lines = [`    a: "{{ secrets('A') }}"`, `    b: "{{ secret('B', Sub_Key='y') }}"`];
    const severities = readSeverities({ 'secret-misspelled': 'off', 'unknown-argument': 'hint' });
    assert.deepEqual(after(lines, { severities }), [lines[0], `    b: "{{ secret('B', subkey='y') }}"`]);
  });
});
