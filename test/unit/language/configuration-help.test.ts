import assert from 'node:assert/strict';
import { writingPlaceAt } from '../../../src/configuration/writing-place.ts';
import { completeConfiguration, explainKey } from '../../../src/language/configuration-help.ts';
import { managers } from '../../../src/managers/table.ts';
import { textAfter } from '../../../src/text/edits.ts';
import { read } from '../configuration/support.ts';

function placeIn(marked: string) {
  const at = marked.indexOf('¦');
  return writingPlaceAt(marked.replace('¦', ''), at) ?? assert.fail('no place');
}

function labelsIn(marked: string): readonly string[] {
  return completeConfiguration(placeIn(marked)).map(({ label }) => label);
}

/** The text once an item is accepted, its further lines indented as VS Code does. */
function accepted(marked: string, label: string): string {
  const place = placeIn(marked);
  const item = completeConfiguration(place).find((each) => each.label === label) ?? assert.fail(label);
  const text = marked.replace('¦', '');
  const line = text.slice(text.lastIndexOf('\n', place.typed.start - 1) + 1);
  const indent = /^ */.exec(line)?.[0] ?? '';
  const written = item.insertText.map((part) => ('text' in part ? part.text : '')).join('');
  return textAfter(text, [{ range: place.word, text: written.replaceAll('\n', `\n${indent}`) }]);
}

describe('what is offered while a configuration is written', () => {
  it('is each key of the level that is not there', () => {
    assert.deepEqual(labelsIn('kestra:\n  secret:\n    type: vault\n    ¦\n'), ['read-only', ...managers]);
    assert.deepEqual(labelsIn('kestra.secret:\n  vault:\n    app-role:\n      role-id: x\n      ¦\n'), [
      'path',
      'secret-id',
    ]);
    assert.deepEqual(labelsIn('kestra.secret.google-secret-manager:\n  project: x\n  ¦\n'), [
      'service-account',
      'prefix',
      'tags',
      'filter-on-tags',
      'filter-on-prefix',
      'excluded-tags',
    ]);
  });

  it('is a value where there are only a few', () => {
    assert.deepEqual(labelsIn('kestra.secret:\n  type: ¦\n'), [...managers]);
    assert.deepEqual(labelsIn('kestra.secret:\n  readOnly: ¦\n'), ['true', 'false']);
    assert.deepEqual(labelsIn('kestra.secret:\n  vault:\n    address: ¦\n'), []);
  });

  it('is spelt as its neighbours are', () => {
    const text = 'kestra.secret:\n  vault:\n    rootEngine: kv\n    ¦\n';
    assert.equal(
      accepted(text, 'engine-version'),
      'kestra.secret:\n  vault:\n    rootEngine: kv\n    engineVersion: \n',
    );
    const kebab = 'kestra.secret:\n  vault:\n    root-engine: kv\n    eng¦ine: 2\n';
    assert.equal(
      accepted(kebab, 'engine-version'),
      'kestra.secret:\n  vault:\n    root-engine: kv\n    engine-version: 2\n',
    );
  });

  it('has a placeholder where a credential is to stand', () => {
    const text = 'kestra.secret:\n  vault:\n    token:\n      ¦\n';
    assert.equal(
      accepted(text, 'token'),
      'kestra.secret:\n  vault:\n    token:\n      token: "${VAULT_TOKEN}"\n',
    );
  });

  it('has the variable in which people keep that credential', () => {
    const text = 'kestra.secret:\n  aws-secret-manager:\n    ¦\n';
    const written = (key: string) => accepted(text, key).split('\n')[2]?.trim();
    assert.equal(written('secret-key-id'), 'secret-key-id: "${AWS_SECRET_ACCESS_KEY}"');
    assert.equal(written('access-key-id'), 'access-key-id: "${AWS_ACCESS_KEY_ID}"');
  });

  for (const manager of managers) {
    for (const [way, before] of [
      ['a file', 'kestra:\n  secret:\n    '],
      [
        'a compose file',
        'services:\n  k:\n    image: kestra/kestra-ee:v2.0.0\n    environment:\n      KESTRA_CONFIGURATION: |\n        kestra:\n          secret:\n            ',
      ],
      [
        'values of a chart',
        'image: {repository: x/kestra-ee}\nconfigurations:\n  application:\n    kestra:\n      secret:\n        ',
      ],
      [
        'a release of Flux',
        'kind: HelmRelease\nmetadata: {name: k}\nspec:\n  chart: {spec: {chart: kestra}}\n  values:\n    image: {repository: x/kestra-ee}\n    configurations:\n      application:\n        kestra:\n          secret:\n            ',
      ],
    ] as const) {
      it(`is a whole configuration of ${manager}, without a mistake, in ${way}`, async () => {
        const text = accepted(`${before}¦\n`, `${manager}: type and block`);
        const named = { 'a file': 'application.yml', 'a compose file': 'compose.yaml' };
        const file = Object.entries(named).find(([each]) => each === way)?.[1] ?? 'values.yaml';
        const { backends, problems } = await read({ [file]: text });
        assert.equal(backends[0]?.type, manager);
        const told = problems.map(({ code }) => code).filter((code) => code !== 'value-not-known');
        assert.deepEqual(told, []);
      });
    }
  }
});

describe('what is said of a key', () => {
  const saidOf = (marked: string) => {
    const found = explainKey(placeIn(marked));
    return found === null
      ? null
      : [found.title, ...found.facts.map(({ label, value }) => `${label ?? ''}|${value}`)];
  };

  it('is what it is for, its form and what counts without it', () => {
    assert.deepEqual(saidOf('kestra.secret:\n  vault:\n    engineVersion¦: 2\n'), [
      'vault.engine-version',
      '|Vault',
      '|The value must be a whole number.',
      'Where it is left out|2',
    ]);
    assert.deepEqual(saidOf('kestra.secret:\n  vault:\n    token:\n      token¦: x\n'), [
      'vault.token.token',
      '|Vault',
      '|A credential: a placeholder keeps it out of this file.',
    ]);
    assert.deepEqual(saidOf('kestra.secret:\n  vault¦:\n'), [
      'kestra.secret.vault',
      '|How Kestra reaches Vault.',
      'For names|list, read',
      'For a value|read',
    ]);
  });

  it('is nothing where Kestra has no such key', () => {
    assert.equal(saidOf('kestra.secret:\n  vault:\n    colour¦: x\n'), null);
    assert.equal(saidOf('kestra.secret:\n  doppler:\n    token¦: x\n'), null);
  });
});
