import assert from 'node:assert/strict';
import { resolve } from '../../../../src/catalog/resolve.ts';
import { readFlow } from '../../../../src/flow/index.ts';
import { likelyNameActions } from '../../../../src/language/code-actions.ts';
import { textAfter } from '../../../../src/text/edits.ts';
import { catalogOf, fetchedAt, secretNamed, vaultOf } from '../../../fakes/catalog-snapshot.ts';

const head =
  'id: a\nnamespace: company.team\ntasks:\n  - id: t\n    type: io.kestra.plugin.scripts.shell.Script\n';
const vault = vaultOf([secretNamed('API_KEY'), secretNamed("It's"), secretNamed('app/token')]);

/** What is offered at `|`, and the line after it was done. */
function offersAt(marked: string): readonly (readonly [string, string])[] {
  const offset = head.length + marked.indexOf('|');
  const text = head + marked.replace('|', '');
  const actions = likelyNameActions(readFlow(text), offset, (question) =>
    resolve(catalogOf([vault]), question, fetchedAt + 1000),
  );
  return actions.map(({ title, edits, isPreferred }) => {
    assert.equal(isPreferred, false);
    return [title, textAfter(text, edits).slice(head.length)];
  });
}

describe('a name of which nobody can tell whether Kestra takes another one for it', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      `    a: "{{ secret('ap|i_key') }}"`,
      "Replace 'api_key' with 'API_KEY'",
      `    a: "{{ secret('API_KEY') }}"`,
    ],
    [
      `    a: '{{ secret("|api_Key", subkey="x") }}'`,
      "Replace 'api_Key' with 'API_KEY'",
      `    a: '{{ secret("API_KEY", subkey="x") }}'`,
    ],
    [
      `    a: x {{ secret(full=true, key='token|') }}`,
      "Replace 'token' with 'app/token'",
      `    a: x {{ secret(full=true, key='app/token') }}`,
    ],
  ];
  for (const [line, title, after] of cases) {
    it(`can be written as the one that is there: ${line.trim()}`, () => {
      assert.deepEqual(offersAt(line), [[title, after]]);
    });
  }

  it('is left alone where it is there, where none is like it, and beside it', () => {
    for (const line of [
      `    a: "{{ secret('API_|KEY') }}"`,
      `    a: "{{ secret('OTHER_THI|NG') }}"`,
      `    a: "{{ sec|ret('api_key') }}"`,
      `    a: "{{ secret('api_key', subkey='|x') }}"`,
      `    a: "{{ secret('api' ~ '_k|ey') }}"`,
      `    a: |b`,
    ])
      assert.deepEqual(offersAt(line), [], line);
  });
});
