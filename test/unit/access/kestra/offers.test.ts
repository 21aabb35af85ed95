import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { kestraOffers, type OfferSources } from '../../../../src/access/kestra/offers.ts';
import { readKestractlContexts } from '../../../../src/configuration/kestractl.ts';

const file = `contexts:
  local:
    host: http://localhost:8080
    tenant: main
    auth_method: token
    token: VALUE-MARKER
  production:
    host: https://kestra.example
    tenant: team
    password: VALUE-MARKER
  odd: 3
  nowhere: { tenant: main }
default_context: local
`;

function offers(settings: Readonly<Record<string, unknown>>, other: Partial<OfferSources> = {}) {
  return kestraOffers({
    setting: (name) => settings[name],
    contexts: [],
    environment: () => undefined,
    ...other,
  });
}

describe('A Kestra that is offered', () => {
  it('is one of the settings, of kestractl’s contexts, or of Terraform’s variables', () => {
    const environment = (name: string) =>
      ({ KESTRA_URL: 'https://terraform.example/', KESTRA_API_TOKEN: 'VALUE-MARKER' })[name];
    const found = offers(
      {
        'kestraSecrets.kestra.url': 'https://workspace.example',
        'kestraSecrets.kestra.tenant': 'here',
        'kestra.api.url': 'https://official.example/api/v1',
      },
      { contexts: readKestractlContexts(file), environment },
    );
    assert.deepEqual(
      found.map(({ url, tenant, from }) => `${url} ${tenant} ${from.kind} ${from.name}`),
      [
        'https://workspace.example here setting kestraSecrets.kestra.url',
        'https://official.example main setting kestra.api.url',
        'http://localhost:8080 main context local',
        'https://kestra.example team context production',
        'https://terraform.example main variable KESTRA_URL',
      ],
    );
    assert.doesNotMatch(inspect(found, { depth: 9 }), /VALUE-MARKER/);
  });

  it('is offered once, and not where no place can be meant', () => {
    assert.deepEqual(offers({}), []);
    assert.deepEqual(offers({ 'kestra.api.url': 3, 'kestraSecrets.kestra.url': 'ftp://a' }), []);
    const same = {
      'kestra.api.url': 'http://localhost:8080/ui',
      'kestraSecrets.kestra.url': 'http://localhost:8080',
    };
    assert.equal(offers(same).length, 1);
  });
});

describe('The contexts of kestractl', () => {
  it('are none where the file is none, or a trap', () => {
    const bomb = `a: &a [x, x]\nb: &b [*a, *a]\ncontexts: { a: { host: *b } }`;
    for (const text of ['', '[', '3', 'contexts: 3', 'contexts: [a]', bomb, ' '.repeat(300_000) + file]) {
      assert.deepEqual(readKestractlContexts(text), [], text.slice(0, 40));
    }
  });

  it('are read without their logins', () => {
    const contexts = readKestractlContexts(file);
    assert.deepEqual(contexts, [
      { name: 'local', host: 'http://localhost:8080', tenant: 'main' },
      { name: 'production', host: 'https://kestra.example', tenant: 'team' },
    ]);
  });
});
