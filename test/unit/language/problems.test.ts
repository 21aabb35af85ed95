import assert from 'node:assert/strict';
import { resolve } from '../../../src/catalog/resolve.ts';
import type { CatalogSnapshot } from '../../../src/catalog/types.ts';
import { readFlow } from '../../../src/flow/index.ts';
import { problemMessage, wholeMessage } from '../../../src/language/messages/index.ts';
import { problemsIn } from '../../../src/language/problems.ts';
import type { LanguageProblem } from '../../../src/language/types.ts';
import {
  catalogOf,
  environmentOf,
  fetchedAt,
  secretNamed,
  secretWith,
  subkeys,
  variableNamed,
  vaultOf,
} from '../../fakes/catalog-snapshot.ts';
import { flowHead, flowWith } from '../../fakes/flow-text.ts';

const vault = vaultOf([
  secretWith('api', subkeys('API_TOKEN', 'keys')),
  secretNamed('old', {
    visible: false,
    rules: [{ rule: 'excluded-tags', result: 'fail', reason: { kind: 'tags-not-read' } }],
  }),
]);

interface Found {
  readonly text: string;
  readonly problems: readonly LanguageProblem[];
}

function problemsOf(body: string, snapshot: CatalogSnapshot = catalogOf([vault])): Found {
  const text = `${flowHead}${body}`;
  const now = fetchedAt + 1000;
  return { text, problems: problemsIn(readFlow(text), (question) => resolve(snapshot, question, now)) };
}

/** What is underlined, line by line: severity, code, the marked text, the reference and the backend. */
function shown(body: string, snapshot?: CatalogSnapshot): string[] {
  const { text, problems } = problemsOf(body, snapshot);
  return problems.map(
    ({ severity, code, range, reference, backend }) =>
      `${severity} ${code} [${text.slice(range.start, range.end)}] ${reference ?? '-'} ${backend ?? '-'}`,
  );
}

describe('problemsIn', () => {
  it('marks a missing name between its quotes, in every style', () => {
    const expected = ['warning secret-missing [nope] 0 -'];
    assert.deepEqual(shown(`    message: "{{ secret('nope') }}"\n`), expected);
    assert.deepEqual(shown(`    message: '{{ secret("nope") }}'\n`), expected);
    assert.deepEqual(shown(`    message: '{{ secret(''nope'') }}'\n`), expected);
    assert.deepEqual(shown(`    message: x {{ secret('nope') }}\n`), expected);
    assert.deepEqual(shown(`    message: |\n      {{ secret('nope') }}\n`), expected);
    assert.deepEqual(shown(`    message: >-\n      {{ secret('nope') }}\n`), expected);
  });

  it('marks a hidden name, and a subkey that is not there', () => {
    assert.deepEqual(shown(`    message: "{{ secret('old') }}"\n`), ['warning secret-hidden [old] 0 vault']);
    assert.deepEqual(shown(`    message: "{{ secret('api', subkey='nope') }}"\n`), [
      'warning subkey-missing [nope] 0 vault',
    ]);
  });

  it('warns of a name that two stored secrets have, though it resolves', () => {
    const twice = catalogOf([
      vaultOf([secretNamed('api', { storedName: 'a', sameName: ['b'] }), secretNamed('one')]),
    ]);
    const body = `    message: "{{ secret('api') }} {{ secret('one') }}"\n`;
    assert.deepEqual(shown(body, twice), ['warning secret-ambiguous [api] 0 vault']);
    const [problem] = problemsOf(body, twice).problems;
    assert.match(problem === undefined ? '' : problemMessage(problem), /the name api: a, b\./);
  });

  it('marks an empty name with its quotes', () => {
    assert.deepEqual(shown(`    message: "{{ secret('') }}"\n`), [`warning empty-name [''] 0 -`]);
  });

  it('says of an empty name that it is empty, whatever is known of the backends', () => {
    const body = `    message: "{{ secret('') }}"\n`;
    const blocked = vaultOf([], { state: 'blocked', fetchedAt: null });
    const open = environmentOf([variableNamed('A')], {
      state: 'incomplete',
      incompleteBecause: { kind: 'stopped' },
    });
    for (const backends of [[], [vaultOf([])], [blocked], [environmentOf([])], [open], [vaultOf([]), open]]) {
      const [problem, ...others] = problemsIn(readFlow(`${flowHead}${body}`), (question) =>
        resolve(catalogOf(backends), question, fetchedAt),
      );
      assert.deepEqual([problem?.code, others.length], ['empty-name', 0]);
      assert.ok(problem);
      assert.equal(wholeMessage(problem), 'The name of the secret is empty.');
    }
  });

  it('accepts an empty name where a variable has it', () => {
    const environment = environmentOf([variableNamed('')]);
    const problems = problemsIn(readFlow(`${flowHead}    message: "{{ secret('') }}"\n`), (question) =>
      resolve(catalogOf([vaultOf([]), environment]), question, fetchedAt),
    );
    assert.deepEqual(problems, []);
  });

  it('says nothing of what resolves, nor of what nobody can tell', () => {
    for (const value of [
      "secret('api')",
      "secret('api', subkey='keys')",
      'secret(inputs.x)',
      "secret('a' ~ x)",
    ]) {
      assert.deepEqual(shown(`    message: "{{ ${value} }}"\n`), [], value);
    }
    const failed = catalogOf([vaultOf([], { state: 'incomplete' })]);
    assert.deepEqual(shown(`    message: "{{ secret('nope') }}"\n`, failed), []);
  });

  it('tells once why a call fails, as an error', () => {
    const unknown = shown(`    message: "{{ secret('nope', name='x') }}"\n`);
    assert.equal(unknown.length, 1);
    assert.match(unknown[0] ?? '', /^error unknown-argument \[.*\] 0 -$/);
    for (const call of [
      'secret()',
      'secret(1)',
      "secret('api', subkey='keys', full=true)",
      "secret('a','b','c',true,1)",
    ]) {
      const lines = shown(`    message: "{{ ${call} }}"\n`);
      assert.equal(lines.length, 1, lines.join('\n'));
      assert.match(lines[0] ?? '', /^error [a-z-]+ \[.+\] 0 -$/);
    }
  });

  it('tells that an expression does not parse', () => {
    const lines = shown(`    message: "{{ secret('api' }}"\n`);
    assert.equal(lines.length, 1, lines.join('\n'));
    assert.match(lines[0] ?? '', /^error expression-syntax /);
  });

  it('tells a subkey that was given as the namespace', () => {
    const lines = shown(`    message: "{{ secret('api', 'API_TOKEN') }}"\n`);
    assert.equal(lines.length, 1, lines.join('\n'));
    assert.match(lines[0] ?? '', /subkey-as-namespace \[API_TOKEN\] 0 -$/);
  });

  it('counts references over all documents, in the order of the text', () => {
    const flow = (name: string) =>
      `id: a\nnamespace: n\ntasks:\n  - id: t\n    message: "{{ secret('${name}') }}"\n`;
    const text = `${flow('api')}---\nkey: "{{ secret('nope') }}"\n---\n${flow('one')}---\n${flow('two')}`;
    const snapshot = catalogOf([vault]);
    const problems = problemsIn(readFlow(text), (question) => resolve(snapshot, question, fetchedAt));
    assert.deepEqual(
      problems.map(({ reference, range }) => [reference, text.slice(range.start, range.end)]),
      [
        [1, 'one'],
        [2, 'two'],
      ],
    );
  });

  it('puts each question once, and marks each reference that asks it', () => {
    const body = `    a: "{{ secret('nope') }} {{ secret('nope') }}"\n    b: "{{ secret('api') }}"\n    c: "{{ secret('api', subkey='x') }}"\n`;
    const asked: unknown[] = [];
    const problems = problemsIn(
      readFlow(`${flowHead}${body}---\n${flowHead.replace('team', 'other')}${body}`),
      (question) => {
        asked.push([question.flowNamespace, question.key, question.subkey]);
        return resolve(catalogOf([vault]), question, fetchedAt + 1000);
      },
    );
    assert.equal(asked.length, 6, 'three questions in each of two namespaces');
    assert.deepEqual(
      problems.filter(({ code }) => code === 'secret-missing').map(({ reference }) => reference),
      [0, 1, 4, 5],
    );
  });

  it('carries what was probably meant, and a message that says so', () => {
    const { problems } = problemsOf(`    message: "{{ secret('apis') }}"\n`);
    assert.deepEqual(problems[0]?.suggestions, ['api']);
    assert.equal(problemMessage(problems[0]), 'Secret apis not found. Did you mean api? (Vault)');
    assert.equal(
      wholeMessage(problems[0]),
      'Secret apis not found. Did you mean api? (Vault; unless the server defines SECRET_APIS)',
    );
  });

  it('notes pluginDefaults where Kestra is known to read them no more', () => {
    const text = `${flowHead}pluginDefaults:\n  - type: io.kestra.x.Y\n    values: {a: "{{ secret('api') }}"}\n`;
    const notes = (kestraVersion: string | null) =>
      problemsIn(readFlow(text), (question) => resolve(catalogOf([vault]), question, fetchedAt), {
        kestraVersion,
      }).map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`);
    const refused = ['plugin-defaults-removed pluginDefaults', "not-allowed-here secret('api')"];
    assert.deepEqual(notes('2.0.1'), refused);
    assert.deepEqual(notes('10'), refused);
    assert.deepEqual(notes('1.3.24'), []);
    assert.deepEqual(notes(null), []);
  });

  it('tells of envs.secret_x, unless the server may have it', () => {
    const text = flowWith('message: "{{ envs.secret_api }} {{ secrets.api }}"');
    const notes = (showsSecretsInEnvs: boolean) =>
      problemsIn(readFlow(text), (question) => resolve(catalogOf([vault]), question, fetchedAt), {
        showsSecretsInEnvs,
      }).map(problemMessage);
    const told = [
      "Kestra hands flows the variables that begin with ENV_ alone, so envs.secret_api is not among them; write secret('API').",
      "There is no secrets.api in Kestra; write secret('api').",
    ];
    assert.deepEqual(notes(false), told);
    assert.deepEqual(notes(true), told.slice(1));
  });

  it('says of each kind of near miss what it is, and how it is spelled', () => {
    const body = [
      'a: "${{ secrets.api }}"',
      'b: "{{ secret(API) }}"',
      'c: "{{ secret(‘api’) }}"',
      "d: secret('api')",
    ].join('\n');
    const file = readFlow(flowWith(body));
    const known = problemsIn(file, (question) => resolve(catalogOf([vault]), question, fetchedAt));
    assert.deepEqual(known.filter(({ severity }) => severity === 'information').map(problemMessage), [
      "${{ secrets.api }} is how GitHub spells it; in Kestra, write {{ secret('api') }}.",
      "Without quotes API is a variable, not the name of a secret; write secret('API').",
      "‘api’ is not in quotes that Kestra reads here; write secret('api').",
      "Kestra leaves this as it is written; for the secret, write {{ secret('api') }}.",
    ]);
  });

  it("puts the configuration's problems of the same text among its own", () => {
    const text = `${flowHead}    message: "{{ secret('nope') }}"\n`;
    const snapshot = catalogOf([vault]);
    const problems = problemsIn(readFlow(text), (question) => resolve(snapshot, question, fetchedAt), {
      ofConfiguration: [
        {
          code: 'key-unknown',
          severity: 'hint',
          range: { start: 0, end: 2 },
          data: { key: 'id' },
          file: 'a.yml',
          backend: 'vault',
          suggestions: [],
        },
      ],
    });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['key-unknown', 'secret-missing'],
    );
    assert.equal(problems[0]?.reference, null);
  });
});
