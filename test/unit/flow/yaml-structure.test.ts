import assert from 'node:assert/strict';
import { doAtOnce, readFlow } from '../../../src/flow/index.ts';
import { yamlProblemsIn } from '../../../src/flow/yaml-problems.ts';

const head = 'id: a\nnamespace: company.team\n';
const tasks =
  'tasks:\n  - id: t\n    type: io.kestra.plugin.core.log.Log\n    message: "{{ secret(\'K\') }}"\n';
const flow = (lines: string) => `${head}${lines}${tasks}`;

function problemsOf(text: string): string[] {
  return doAtOnce(yamlProblemsIn(readFlow(text))).map(
    ({ code, severity, range }) => `${code} ${severity} ${text.slice(range.start, range.end)}`,
  );
}

describe('YAML as Kestra reads it', () => {
  const cases: [string, string, readonly string[]][] = [
    ['an alias as a value', flow('variables:\n  a: &m x\n  b: *m\n'), ['yaml-alias warning *m']],
    ['an alias of nothing', flow('description: *m # m\n'), ['yaml-alias warning *m']],
    ['an alias in a list', flow('variables:\n  a:\n    - &x one\n    - *x\n'), ['yaml-alias warning *x']],
    ['an alias in brackets', flow('variables: {a: [&x one, *x ]}\n'), ['yaml-alias warning *x']],
    ['an alias of a map', flow('variables:\n  a: &b\n    c: 1\n  d: *b\n'), ['yaml-alias warning *b']],
    ['an alias as a key', flow('variables:\n  &k a: 1\n  *k : 2\n'), ['yaml-alias error *k']],
    ['an alias as a key in braces', flow('variables: {*k : 2}\n'), ['yaml-alias error *k']],
    ['an alias as a long key', flow('variables:\n  ? *k\n  : 2\n'), ['yaml-alias error *k']],
    ['an alias as a task', flow('').replace('tasks:\n', 'tasks:\n  - *t\n'), ['yaml-alias warning *t']],
    ['an alias in quotes', flow(`variables:\n  a: '*m'\n  "*k": 1\n  b: |\n    *m\n  c: x *m\n`), []],
    ['an asterisk that is no alias', flow('description: **m**\n'), ['yaml-syntax error **m**']],
    ['an alias below a key that is none of a flow', flow('x-a: &a 1\nx-b:\n  c: *a\n  <<: *a\n'), []],
    ['a merge at the root', flow('<<: *b\n'), ['yaml-merge error <<']],
    [
      'a merge in a task',
      `${head}tasks:\n  - id: t\n    <<: *b\n    message: "{{ secret('K') }}"\n`,
      ['yaml-merge error <<'],
    ],
    [
      'a merge in an object that its type tells',
      `${head}tasks:\n  - id: t\n    runner:\n      <<: [*b, *c]\n      type: io.kestra.plugin.core.runner.Process\n`,
      ['yaml-merge error <<'],
    ],
    [
      'a merge in a map of nobody',
      flow('variables:\n  b: &b\n    x: 1\n  o:\n    <<: *b\n    y: 2\n'),
      ['yaml-merge warning <<'],
    ],
    ['a merge of a map in place', flow('variables: {<<: {x: 1}}\n'), ['yaml-merge warning <<']],
    [
      'a merge and an alias behind it',
      flow('variables:\n  o:\n    <<:\n      - *b\n      - *c\n    y: *d\n'),
      ['yaml-merge warning <<', 'yaml-alias warning *d'],
    ],
    ['a merge in quotes', flow("variables:\n  '<<': a\n"), []],
    [
      'a second document',
      `${flow('')}--- # two\n\n${flow('').replace('id: a', 'id: b')}`,
      ['document-ignored hint id: b'],
    ],
    [
      'a second document in one line',
      `${flow('')}--- {id: b, namespace: c, tasks: [a]}\n`,
      ['document-ignored hint {id: b, namespace: c, tasks: [a]}'],
    ],
    ['a flow behind another file', `kind: Other\n---\n${flow('')}`, ['document-ignored hint id: a']],
    ['a mark before the first document', `# flow\n---\n${flow('')}`, []],
    ['a mark at the end', `${flow('')}---\n`, []],
    ['another document behind the flow', `${flow('')}---\nkind: Other\n`, []],
    ['triggers without tasks', `${head}triggers:\n  - id: t\n`, ['tasks-missing error triggers']],
    [
      'tasks that are not written',
      `${head}tasks:\n  # - id: a\ntriggers: []\n`,
      ['tasks-missing error tasks'],
    ],
    ['no task', `${head}tasks: []\n`, ['tasks-missing error tasks']],
    ['no task over lines', `${head}tasks: [\n]\n`, ['tasks-missing error tasks']],
    ['tasks that are null', `${head}tasks: ~\n`, ['tasks-missing error tasks']],
    ['tasks in JSON', '{"id": "a", "namespace": "b", "tasks": []}', ['tasks-missing error tasks']],
    ['a task in JSON', '{"id": "a", "namespace": "b", "tasks": [{"id": "t"}]}', []],
    [
      'tasks behind a mistake',
      `${head}tasks\n  - id: t\n    message: "{{ secret('K') }}"\ntriggers:\n  - id: x\n`,
      ['yaml-syntax error tasks'],
    ],
  ];
  for (const [what, text, expected] of cases) {
    it(`tells of ${what}: ${expected.length === 0 ? 'nothing' : expected.join(', ')}`, () => {
      assert.deepEqual(problemsOf(text), expected);
    });
    it(`tells the same with other line breaks of ${what}`, () => {
      assert.deepEqual(problemsOf(text.replaceAll('\n', '\r\n')), expected);
    });
  }

  it('takes the name of an alias for its value', () => {
    const [document] = readFlow(`labels:\n  a: &n other\nid: *i\nnamespace: *n\n${tasks}`).documents;
    assert.equal(document?.id, 'i');
    assert.ok(document.namespace?.kind === 'literal');
    assert.equal(document.namespace.value, 'n');
  });

  for (const [what, text] of [
    ['a workflow', 'on: push\njobs:\n  a: &a\n    env: {T: "${{ secrets.T }}"}\n  b: *a\n'],
    ['a compose file', 'x-a: &a\n  secrets: [s]\nservices:\n  b:\n    <<: *a\n---\nservices: {}\n'],
    ['a broken chart', 'id: {{ .Values.id }}\n  secret: {{ x }}\n'],
    ['a broken file with the keys of a flow deeper', `a: [\n  id: a\n  namespace: b\n  tasks: secret\n`],
  ] as const) {
    it(`is silent about ${what}`, () => {
      assert.deepEqual(problemsOf(text), []);
    });
  }
});

describe('a flow that cannot be told as one', () => {
  const body =
    'tasks:\n  - id: t\n    type: io.kestra.plugin.core.log.Log\n    message: "{{ secret(\'K\') }}"\n';
  const cases: [string, string, readonly string[]][] = [
    ['a key lacks its colon', `id: a\nnamespace company.team\n${body}`, ['namespace company.team']],
    ['a key lacks its blank', `id:a\nnamespace: company.team\n${body}`, ['id:a']],
    ['a line is indented', `id: a\n  namespace: b\n${body}`, ['namespace: b']],
    ['a namespace is missing beside it', `id: a\ndescription "x"\n${body}`, ['description "x"']],
  ];
  for (const [what, text, expected] of cases) {
    it(`has its mistake told: ${what}`, () => {
      assert.deepEqual(
        problemsOf(text),
        expected.map((range) => `yaml-syntax error ${range}`),
      );
    });
  }

  it('is silent where nothing is wrong with the YAML', () => {
    assert.deepEqual(problemsOf(`id: a\n${body}`), []);
  });

  it('is silent where no secret is asked for', () => {
    assert.deepEqual(problemsOf(`id: a\nnamespace b\n${body.replace('secret', 'other')}`), []);
  });

  // The names can be cut in more ways than anybody could try.
  it('tells an alias behind a merge of many names in one', () => {
    const problems = problemsOf(flow(`variables:\n  <<: ${'*a-'.repeat(100)}*a\n  b: *c\n`));
    assert.equal(problems.at(-1), 'yaml-alias warning *c');
  });
});
