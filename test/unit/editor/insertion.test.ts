import assert from 'node:assert/strict';
import { insertionAt, templateOf, type ChosenName } from '../../../src/editor/commands/insertion.ts';
import { applyEdits, readFlow } from '../../../src/flow/index.ts';

const api: ChosenName = { name: 'api', subkey: null };
const token: ChosenName = { name: 'api', subkey: 'API_TOKEN' };

/** The line after the insertion at `|` (or in place of what stands between two of them); null: refused. */
function insert(line: string, asked: ChosenName): string | null {
  const head = 'id: f\nnamespace: a.b\ntasks:\n  - id: t\n    type: x\n';
  const [before = '', middle, after] = line.split('|');
  const text = head + before + (after === undefined ? (middle ?? '') : `${middle ?? ''}${after}`);
  const start = head.length + before.length;
  const end = after === undefined ? start : start + (middle ?? '').length;
  const file = readFlow(text);
  const edit = insertionAt(file, { start, end }, asked);
  return edit === null ? null : applyEdits(file, [edit]).text.slice(head.length);
}

describe('inserting an expression at the cursor', () => {
  const places: readonly [string, string, ChosenName, string][] = [
    ['an empty value', '    key: |', api, `    key: "{{ secret('api') }}"`],
    [
      'the middle of a plain text',
      '    url: jdbc:x?password=|',
      token,
      `    url: jdbc:x?password={{ secret('api', subkey='API_TOKEN') }}`,
    ],
    ['a double-quoted text', '    key: "Bearer |"', api, `    key: "Bearer {{ secret('api') }}"`],
    ['a single-quoted text', `    key: 'Bearer |'`, api, `    key: 'Bearer {{ secret("api") }}'`],
    ['a block', '    key: >\n      Bearer |', api, `    key: >\n      Bearer {{ secret('api') }}`],
    ['an expression', '    key: "{{ | }}"', token, `    key: "{{ secret('api', subkey='API_TOKEN') }}"`],
    ['a name', `    key: "{{ secret('o|') }}"`, api, `    key: "{{ secret('api') }}"`],
    [
      'a name that gets a subkey',
      `    key: "{{ secret('|') }}"`,
      token,
      `    key: "{{ secret('api', subkey='API_TOKEN') }}"`,
    ],
    ['a selection', '    key: "Bearer |xyz|"', api, `    key: "Bearer {{ secret('api') }}"`],
  ];
  for (const [place, line, asked, expected] of places) {
    it(`writes it into ${place}`, () => assert.equal(insert(line, asked), expected));
  }

  it('refuses a key and a comment', () => {
    assert.equal(insert('    k|ey: x', api), null);
    assert.equal(insert('    key: x # |', api), null);
  });

  it('refuses a place that Kestra never renders, or in which it takes no expression', () => {
    assert.equal(insert('labels:\n  team: |', api), null);
    assert.equal(insert('labels: |', api), null);
    assert.equal(insert('description: |', api), null);
    assert.equal(insert('    disabled: |', api), null);
  });

  it('writes it in quotes into a variable', () => {
    assert.equal(insert('variables:\n  key: |', api), `variables:\n  key: "{{ secret('api') }}"`);
  });

  it('refuses a name that cannot be written', () => {
    assert.equal(insert('    key: |', { name: 'a\nb', subkey: null }), null);
    assert.equal(templateOf({ name: 'a\nb', subkey: null }), null);
  });

  it('writes a name with quotes in it so that it reads back', () => {
    const written = insert('    key: |', { name: `it's "it"`, subkey: null });
    assert.ok(written !== null);
  });
});

describe('the expression on the clipboard', () => {
  it('is a print block with the names', () => {
    assert.equal(templateOf(api), "{{ secret('api') }}");
    assert.equal(templateOf(token), "{{ secret('api', subkey='API_TOKEN') }}");
  });
});
