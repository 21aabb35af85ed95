import assert from 'node:assert/strict';
import { applyEdits, readFlow } from '../../../src/flow/index.ts';
import { stepsTaken } from '../../../src/flow/steps.ts';
import { flowWith } from '../../fakes/flow-text.ts';

/** The near misses of a flow whose task has `body`: the code, what is underlined, and how it is spelled. */
function missesOf(body: string): string[][] {
  const text = flowWith(body);
  return readFlow(text)
    .documents.flatMap(({ problems }) => problems)
    .filter(({ code }) => nearMissCodes.includes(code))
    .map(({ code, severity, range, data }) => {
      assert.equal(severity, 'information');
      return [code, text.slice(range.start, range.end), data.spelling ?? ''];
    });
}

const nearMissCodes = ['secret-misspelled', 'secret-without-braces', 'secret-in-envs'];

/** The text after every near miss was replaced as its problem says, and how many were left then. */
function mended(body: string): { readonly text: string; readonly left: number } {
  const file = readFlow(flowWith(body));
  const edits = file.documents
    .flatMap(({ problems }) => problems)
    .filter(({ code, data }) => nearMissCodes.includes(code) && data.replacement !== undefined)
    .map(({ range, data }) => ({ range, text: data.replacement ?? '' }));
  const { text } = applyEdits(file, edits);
  const left = readFlow(text).documents.flatMap(({ problems }) => problems).length;
  return {
    text: text
      .slice(flowWith('').length - 1)
      .replace(/^ {4}/gm, '')
      .trimEnd(),
    left,
  };
}

describe('what was meant as secret()', () => {
  const cases: [
    what: string,
    body: string,
    code: string,
    underlined: string,
    spelling: string,
    mended: string,
  ][] = [
    [
      'secrets()',
      `m: "{{ secrets('A') }}"`,
      'secret-misspelled',
      'secrets',
      `secret('A')`,
      `m: "{{ secret('A') }}"`,
    ],
    [
      'secrets() over several lines',
      `m: |\n  {{ secrets(\n    'A'\n  ) }}`,
      'secret-misspelled',
      'secrets',
      `secret('A')`,
      `m: |\n  {{ secret(\n    'A'\n  ) }}`,
    ],
    [
      'secrets() with more in it',
      `m: "{{ secrets('A', subkey='b') }}"`,
      'secret-misspelled',
      'secrets',
      `secret('…')`,
      `m: "{{ secret('A', subkey='b') }}"`,
    ],
    [
      'secrets.A',
      `m: "{{ secrets.A }}"`,
      'secret-misspelled',
      'secrets.A',
      `secret('A')`,
      `m: "{{ secret('A') }}"`,
    ],
    [
      'secret.A',
      `m: x {{ secret.A }} y`,
      'secret-misspelled',
      'secret.A',
      `secret('A')`,
      `m: x {{ secret('A') }} y`,
    ],
    [
      'a name with a dash',
      `m: "{{ secrets.my-token }}"`,
      'secret-misspelled',
      'secrets.my-token',
      `secret('my-token')`,
      `m: "{{ secret('my-token') }}"`,
    ],
    [
      'a subkey',
      `m: "{{ secrets.api.token }}"`,
      'secret-misspelled',
      'secrets.api.token',
      `secret('api', subkey='token')`,
      `m: "{{ secret('api', subkey='token') }}"`,
    ],
    [
      "secrets['A']",
      `m: "{{ secrets['A'] }}"`,
      'secret-misspelled',
      "secrets['A']",
      `secret('A')`,
      `m: "{{ secret('A') }}"`,
    ],
    [
      'single quotes around it',
      `m: '{{ secrets.A }}'`,
      'secret-misspelled',
      'secrets.A',
      `secret('A')`,
      `m: '{{ secret(''A'') }}'`,
    ],
    [
      'a default behind it, which Kestra then always takes',
      `m: "{{ secrets.A ?? 'd' }}"`,
      'secret-misspelled',
      'secrets.A',
      `secret('A')`,
      `m: "{{ secret('A') ?? 'd' }}"`,
    ],
    [
      'a condition',
      `m: "{% if secrets.A %}x{% endif %}"`,
      'secret-misspelled',
      'secrets.A',
      `secret('A')`,
      `m: "{% if secret('A') %}x{% endif %}"`,
    ],
    [
      'a block',
      `m: |\n  curl -H 'x: {{ secrets.A }}'`,
      'secret-misspelled',
      'secrets.A',
      `secret('A')`,
      `m: |\n  curl -H 'x: {{ secret('A') }}'`,
    ],
    [
      "GitHub's",
      'm: "${{ secrets.A }}"',
      'secret-misspelled',
      '${{ secrets.A }}',
      `{{ secret('A') }}`,
      `m: "{{ secret('A') }}"`,
    ],
    [
      "GitHub's without blanks",
      'env:\n  A: ${{secrets.A}}',
      'secret-misspelled',
      '${{secrets.A}}',
      `{{ secret('A') }}`,
      `env:\n  A: "{{ secret('A') }}"`,
    ],
    [
      'no quotes',
      `m: "{{ secret(MY_TOKEN) }}"`,
      'secret-misspelled',
      'MY_TOKEN',
      `secret('MY_TOKEN')`,
      `m: "{{ secret('MY_TOKEN') }}"`,
    ],
    [
      'no quotes of a named argument',
      `m: "{{ secret(key=A1) }}"`,
      'secret-misspelled',
      'A1',
      `secret('A1')`,
      `m: "{{ secret(key='A1') }}"`,
    ],
    [
      'doubled quotes where nothing undoes them',
      `m: |\n  {{ secret(''A'') }}`,
      'secret-misspelled',
      `''A''`,
      `secret('A')`,
      `m: |\n  {{ secret('A') }}`,
    ],
    [
      'escaped quotes where nothing undoes them',
      `m: |\n  {{ secret(\\"A\\") }}`,
      'secret-misspelled',
      `\\"A\\"`,
      `secret('A')`,
      `m: |\n  {{ secret('A') }}`,
    ],
    [
      'curly quotes',
      `m: "{{ secret(‘A’) }}"`,
      'secret-misspelled',
      '‘A’',
      `secret('A')`,
      `m: "{{ secret('A') }}"`,
    ],
    [
      'no braces',
      `m: secret('A')`,
      'secret-without-braces',
      `secret('A')`,
      `{{ secret('A') }}`,
      `m: "{{ secret('A') }}"`,
    ],
    [
      'no braces, in quotes',
      `m: "secret('A', subkey='b')"`,
      'secret-without-braces',
      `"secret('A', subkey='b')"`,
      `{{ secret('A', subkey='b') }}`,
      `m: "{{ secret('A', subkey='b') }}"`,
    ],
    [
      'no braces, in a block',
      `m: |\n  secret("A")`,
      'secret-without-braces',
      `secret("A")`,
      `{{ secret("A") }}`,
      `m: |\n  {{ secret("A") }}`,
    ],
    [
      'one pair of braces',
      `m: "{ secret('A') }"`,
      'secret-without-braces',
      `"{ secret('A') }"`,
      `{{ secret('A') }}`,
      `m: "{{ secret('A') }}"`,
    ],
    [
      "the shell's braces",
      'm: "${secret(\'A\')}"',
      'secret-without-braces',
      '"${secret(\'A\')}"',
      `{{ secret('A') }}`,
      `m: "{{ secret('A') }}"`,
    ],
    [
      'the environment',
      `m: "{{ envs.secret_my_token }}"`,
      'secret-in-envs',
      'envs.secret_my_token',
      `secret('MY_TOKEN')`,
      `m: "{{ secret('MY_TOKEN') }}"`,
    ],
  ];
  for (const [what, body, code, underlined, spelling, result] of cases) {
    it(`is told with the right spelling: ${what}`, () => {
      assert.deepEqual(missesOf(body), [[code, underlined, spelling]]);
      assert.deepEqual(mended(body), { text: result, left: 0 });
    });
  }

  it('is told of each in one text, in its order', () => {
    const found = missesOf(`m: "{{ secrets.A }} {{ secret('B') }} {{ envs.secret_c }} {{ secret.D }}"`);
    assert.deepEqual(
      found.map(([, underlined]) => underlined),
      ['secrets.A', 'envs.secret_c', 'secret.D'],
    );
  });

  it('has nothing to take its place where the lines of a block have an indent of their own', () => {
    const problemIn = (call: string) => readFlow(flowWith(`m: |\n  ${call}`)).documents[0]?.problems[0];
    const [short, long] = [`secret('A')`, `secret('A',\n    subkey='b')`].map(problemIn);
    assert.deepEqual([short?.code, short?.data.replacement], ['secret-without-braces', `{{ secret('A') }}`]);
    assert.deepEqual([long?.code, long?.data.replacement], ['secret-without-braces', undefined]);
  });

  it('is told beside the syntax that does not parse', () => {
    assert.deepEqual(missesOf(`m: "\${{ secrets.A || 'x' }}"`), [
      ['secret-misspelled', 'secrets.A', `secret('A')`],
    ]);
  });

  it('is the same after each edit as in a text that is read anew', () => {
    const body = `a: secret('A')\nb: "{{ secrets.B }}"\nc: x`;
    const file = readFlow(flowWith(body));
    assert.equal(file.documents[0]?.problems.length, 2);
    const at = file.text.indexOf('a: secret');
    const edited = applyEdits(file, [{ range: { start: at, end: at }, text: 'x: y\n    ' }]);
    assert.deepEqual(edited.documents[0]?.problems, readFlow(edited.text).documents[0]?.problems);
  });
});

describe('the search for what was meant as secret()', () => {
  const units = ['{{ secrets.a.b.c', "{{ secret(''a", '{{ secret(A ', "{{ secrets['a']", '{% macro secrets('];
  for (const unit of units) {
    it(`takes no more work for each ${unit} where there are many`, () => {
      const workFor = (times: number) => {
        const before = stepsTaken();
        missesOf(`m: |\n  ${unit.repeat(times)}`);
        return stepsTaken() - before;
      };
      assert.ok(workFor(2000) <= 4 * workFor(500) + 1000);
    });
  }
});

describe('nothing was meant as secret()', () => {
  const bodies: Record<string, string> = {
    'the call itself': `m: "{{ secret('A') }}"`,
    'the call with a subkey': `m: "{{ secret('A', subkey='b') }}"`,
    'a name from an input': `m: "{{ secret(inputs.name) }}"`,
    'a name from a loop': `m: "{{ secret(taskrun.value) }}"`,
    'a name that is put together': `m: "{{ secret('A_' ~ taskrun.value) }}"`,
    'a variable of the text': `m: "{% set KEY = 'A' %}{{ secret(KEY) }}"`,
    'a variable of a loop': `m: "{% for KEY in ['A'] %}{{ secret(KEY) }}{% endfor %}"`,
    'a loop over secrets': `m: "{% for secrets in inputs.all %}{{ secrets.A }}{% endfor %}"`,
    'a loop with a variable secret': `m: "{% for secret in inputs.all %}{{ secret.name }}{% endfor %}"`,
    'a loop with dashes': `m: "{%- for secret in inputs.all -%}{{- secret.name -}}{%- endfor -%}"`,
    'a variable secrets': `m: "{% set secrets = fromJson(secret('ALL')) %}{{ secrets.A }}"`,
    'a variable secret': `m: "{% set secret = secret('A', full=true) %}{{ secret.value }}"`,
    'a macro secrets': `m: "{% macro secrets(k) %}x{% endmacro %}{{ secrets('A') }}"`,
    'a parameter of a macro': `m: "{% macro m(secrets, b) %}{{ secrets.A }}{% endmacro %}"`,
    'an output of a task secrets': `m: "{{ outputs.secrets.value }}"`,
    'an output secret': `m: "{{ outputs.read.vars.secret.key }}"`,
    'an input secret': `m: "{{ inputs.secret }} {{ inputs.secrets.a }}"`,
    'a variable of the flow': `m: "{{ vars.secrets.a }} {{ render(vars.secret.b) }}"`,
    'a label': `m: "{{ labels.secret.a }}"`,
    'a trigger': `m: "{{ trigger.body.secret.a }} {{ trigger.secrets['a'] }}"`,
    'a field of a call': `m: "{{ fromJson(secret('A')).secrets.b }}"`,
    'a stored value': `m: "{{ kv('secrets') }} {{ kv('secret.a') }}"`,
    'a filter of another tool in a string': `m: "{{ 'secrets.A' }}"`,
    'a named argument': `m: "{{ f(secrets=inputs.a, secret=inputs.b) }}"`,
    'a comment of Pebble': `m: "{# secrets.A, secret.B, envs.secret_c #}"`,
    'a comment of YAML': `m: x # secret('A') or {{ secrets.A }}`,
    'a raw block': `m: "{% raw %}\${{ secrets.A }}{% endraw %}"`,
    'a verbatim block': `m: "{% verbatim %}\${{ secrets.A }}{% endverbatim %}"`,
    'an own variable': `m: "{{ envs.token }} {{ envs.my_secret_key }} {{ envs['region'] }}"`,
    'a deeper path, of which nobody can tell the name': `m: "{{ secrets.a.b.c }}"`,
    'a method': `m: "{{ secrets.get('A') }}"`,
    prose: `m: Use secret('A') to read it`,
    'prose that begins with it': `m: secret('A') is read here`,
    'prose that ends with it': `m: read it with secret('A')`,
    'prose with two of them': `m: secret('A') and secret('B')`,
    'a program of Python': `script: |\n  import secrets\n  print(secrets.token_hex(), os.environ['A'])`,
    'a program that is a call': `script: secret('A')`,
    'a program in JavaScript': 'script: |\n  console.log(`${secrets.A}`)',
    commands: `commands:\n  - secret('A')\n  - secret("B")`,
    'commands in a flow list': `commands: ["secret('A')"]`,
    'commands before them': `beforeCommands:\n  - secret('A')`,
    'commands of the shell': 'commands:\n  - echo $SECRETS ${SECRET_A} "$(cat /run/secrets/a)"',
    kubectl: `commands:\n  - kubectl get secrets -n x`,
    "dbt's": `commands:\n  - dbt run --vars '{secrets: a}'`,
    'a key secrets': `secrets:\n  A: x\nsecret: y`,
    'an address': `uri: "https://x/secrets/{{ inputs.a }}/secret.txt"`,
    'a function of another name': `m: "{{ mysecrets('A') }} {{ my_secret.a }}"`,
    'a description': `description: "{{ secrets.A }}"`,
  };
  for (const [what, body] of Object.entries(bodies)) {
    it(`in ${what}`, () => assert.deepEqual(missesOf(body), []));
  }

  const otherFiles: Record<string, string> = {
    'a workflow of GitHub':
      'name: ci\non: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: x\n        env:\n          A: ${{ secrets.A }}\n',
    'a Compose file':
      'services:\n  a:\n    image: x\n    environment:\n      A: ${A}\n    secrets: [a]\nsecrets:\n  a: {file: a}\n',
    'a template of Helm': 'apiVersion: v1\nkind: Secret\ndata:\n  a: {{ .Values.secrets.a }}\n',
    'a playbook of Ansible': '- hosts: all\n  tasks:\n    - debug: msg="{{ secrets.a }} {{ secret.b }}"\n',
    'a pipeline of Azure':
      'trigger: [main]\nsteps:\n  - script: echo $(a)\n    env: {A: "{{ secrets.A }}"}\n',
  };
  for (const [what, text] of Object.entries(otherFiles)) {
    it(`in ${what}`, () => {
      assert.deepEqual(
        readFlow(text).documents.flatMap(({ problems }) => problems),
        [],
      );
    });
  }
});
