import assert from 'node:assert/strict';
import { applyEdits, readFlow } from '../../../src/flow/index.ts';
import { flowWith } from '../../fakes/flow-text.ts';
import { documentOf, readAll, slice } from './marked.ts';

describe('a flow', () => {
  const flows: [string, string, boolean][] = [
    ['tasks', 'id: a\nnamespace: b\ntasks: []\n', true],
    ['triggers', 'id: a\nnamespace: b\ntriggers: []\n', true],
    ['a null namespace', 'id: a\nnamespace: null\ntasks: []\n', true],
    ['tasks that are not written yet', 'id: a\nnamespace: b\ntasks:\n', true],
    ['a flow map', '{id: a, namespace: b, tasks: []}', true],
    ['JSON', '{"id": "a", "namespace": "b", "tasks": []}', true],
    ['a BOM', '\ufeffid: a\nnamespace: b\ntasks: []\n', true],
    ['a BOM before a comment', '\ufeff# c\n---\nid: a\nnamespace: b\ntasks: []\n', true],
    ['a document start', '---\nid: a\nnamespace: b\ntasks: []\n', true],
    ['merged keys', 'x: &x {id: a, namespace: b}\n<<: *x\ntasks: []\n', true],
    ['merged keys of several maps', 'x: &x {id: a}\ny: &y {namespace: b}\n<<: [*x, *y]\ntasks: []\n', true],
    ['no tasks', 'id: a\nnamespace: b\n', false],
    ['no namespace', 'id: a\ntasks: []\n', false],
    ['no id', 'namespace: b\ntasks: []\n', false],
    ['keys that stand deeper', 'x:\n  id: a\n  namespace: b\n  tasks: []\n', false],
    ['a list', '- id\n- namespace\n- tasks\n', false],
    ['a text', 'id namespace tasks', false],
  ];
  for (const [what, text, expected] of flows) {
    it(`${expected ? 'is' : 'is not'} a document with ${what}`, () => {
      assert.equal(documentOf(readFlow(text)).isFlow, expected);
    });
  }

  it('has its id and namespace from the text', () => {
    const text = "id: 'my-flow' # its name\nnamespace: &n company.team\ntasks: []\n";
    const { id, namespace } = documentOf(readFlow(text));
    assert.equal(id, 'my-flow');
    assert.ok(namespace?.kind === 'literal');
    assert.equal(namespace.value, 'company.team');
    assert.equal(slice(text, namespace.range), 'company.team');
  });

  for (const written of ['null', '~', '', '"{{ envs.namespace }}"', '[a]']) {
    it(`has a namespace that nobody can tell from ${written === '' ? 'nothing' : written}`, () => {
      const { namespace } = documentOf(readFlow(`id: a\nnamespace: ${written}\ntasks: []\n`));
      assert.deepEqual(namespace, { kind: 'dynamic' });
    });
  }

  it('has the name of an alias as its namespace, as Kestra has', () => {
    const text = 'x: &n company.team\nid: a\nnamespace: *n\ntasks: []\n';
    const { namespace } = documentOf(readFlow(text));
    assert.ok(namespace?.kind === 'literal');
    assert.equal(namespace.value, 'n');
    assert.equal(slice(text, namespace.range), 'n');
  });

  it('stands among other documents, each with its own namespace', () => {
    const text = [
      'id: a\nnamespace: n.a\ntasks: [{m: "{{ secret(\'A\') }}"}]\n',
      'name: other\nrun: "{{ secret(\'OTHER\') }}"\n',
      'id: c\nnamespace: n.c\ntriggers: [{m: "{{ secret(\'C\') }}"}]\n',
    ].join('---\n');
    const { documents } = readFlow(text);
    assert.deepEqual(
      documents.map(({ index, isFlow, id }) => [index, isFlow, id]),
      [
        [0, true, 'a'],
        [1, false, null],
        [2, true, 'c'],
      ],
    );
    assert.deepEqual(
      documents.flatMap(({ references }) => references.map(({ document }) => document)),
      [0, 2],
    );
    assert.equal(documents.at(-1)?.range.end, text.length);
  });
});

describe('what Kestra renders', () => {
  const cases: [string, string, readonly string[]][] = [
    ['a plain scalar', "a: x {{ secret('K') }}", ["secret('K')"]],
    ['a plain scalar of several lines', "a: x {{\n  secret('K') }}", ["secret('K')"]],
    ['single quotes', "a: '{{ secret(''K'') }}'", ["secret(''K'')"]],
    ['double quotes', 'a: "{{ secret(\\"K\\") }}"', ['secret(\\"K\\")']],
    ['escapes', 'a: "{{ \\x73ecret(\'\\u004b\') }} secret"', ["\\x73ecret('\\u004b')"]],
    ['a continued line', 'a: "{{ secret(\\\n  \'K\') }}"', ["secret(\\\n      'K')"]],
    ['a literal block', "a: |\n  x\n  {{ secret('K') }}", ["secret('K')"]],
    ['a folded block', "a: >-\n  {{ secret(\n  'K') }}", ["secret(\n      'K')"]],
    ['a block with an indent', "a: |2-\n    {{ secret('K') }}", ["secret('K')"]],
    ['a flow list', 'a: [x, "{{ secret(\'K\') }}"]', ["secret('K')"]],
    ['a flow map', "a: {b: '{{ secret(''K'') }}'}", ["secret(''K'')"]],
    ['a tag and an anchor', 'a: !!str &x "{{ secret(\'K\') }}"', ["secret('K')"]],
    ['an alias, where its anchor is', 'a: &x "{{ secret(\'K\') }}"\nb: *x\nc: *x', ["secret('K')"]],
    ['a merged map, where it stands', 'a: &x {k: "{{ secret(\'K\') }}"}\nb:\n  <<: *x', ["secret('K')"]],
    [
      'values in a map with such keys',
      'a: {id: "{{ secret(\'A\') }}", type: "{{ secret(\'B\') }}"}',
      ["secret('A')", "secret('B')"],
    ],
    ['the namespace of a task', 'namespace: "{{ secret(\'N\') }}"', ["secret('N')"]],
    ['no comment', "a: b # {{ secret('K') }}\n# {{ secret('L') }}", []],
    ['no key', '"{{ secret(\'K\') }}": a', []],
    ['no description', "description: |\n  {{ secret('K') }}", []],
    ['no description of an input', 'x: {type: io.kestra.X, description: "{{ secret(\'K\') }}"}', []],
    ['no text without an expression', "a: x secret('K')\nb: 'x secret(\"K\")'", []],
  ];
  for (const [what, body, expected] of cases) {
    it(`is ${what}`, () => {
      const text = flowWith(body);
      assert.deepEqual(readAll(text), { references: expected, problems: [] });
      const windows = text.replaceAll('\n', '\r\n');
      assert.deepEqual(readAll(windows), {
        references: expected.map((each) => each.replaceAll('\n', '\r\n')),
        problems: [],
      });
      const old = text.replaceAll('\n', '\r');
      assert.deepEqual(readAll(old), {
        references: expected.map((each) => each.replaceAll('\n', '\r')),
        problems: [],
      });
    });
  }

  it('is nothing of the root that names the flow', () => {
    const text = `id: "{{ secret('A') }}"\nnamespace: "{{ secret('B') }}"\ndescription: "{{ secret('C') }}"\ntasks: []\n`;
    assert.deepEqual(readAll(text), { references: [], problems: [] });
  });

  it('is nothing in a file of another tool', () => {
    assert.deepEqual(readAll('jobs:\n  - run: "{{ secret(\'K\' }}"\n'), { references: [], problems: [] });
  });

  it('is told in the order of the text', () => {
    const text = flowWith(
      "z: \"{{ secret('A') }} {{ render('{{ secret(\\\"B\\\") }}') }} {{ secret('C') }}\"\na: [\"{{ secret('D') }}\"]",
    );
    assert.deepEqual(readAll(text).references, [
      "secret('A')",
      '~secret(\\"B\\")',
      "secret('C')",
      "secret('D')",
    ]);
  });
});

describe('edits', () => {
  it('all speak of the text before them', () => {
    const file = readFlow(flowWith('a: "{{ secret(\'A\') }}"\nb: "{{ secret(\'B\') }}"'));
    const at = (text: string) => file.text.indexOf(text);
    const edited = applyEdits(file, [
      { range: { start: at("A'"), end: at("A'") + 1 }, text: 'LONGER' },
      { range: { start: at("B'"), end: at("B'") + 1 }, text: '' },
      { range: { start: 0, end: 0 }, text: '# new\n' },
    ]);
    assert.deepEqual(readAll(edited.text).references, ["secret('LONGER')", "secret('')"]);
    assert.deepEqual(edited.documents, readFlow(edited.text).documents);
  });
});
