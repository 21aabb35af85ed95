import assert from 'node:assert/strict';
import {
  addressFacts,
  configurationFacts,
  configurationHoverAt,
} from '../../../src/language/configuration-facts.ts';
import { read } from '../configuration/support.ts';

const files = {
  'compose.yaml': [
    'services:',
    '  kestra:',
    '    image: registry.example/kestra-ee:v1.0.0',
    '    environment:',
    '      MICRONAUT_CONFIG_FILES: /app/one.yml,/app/two.yml',
    '      KESTRA_SECRET_VAULT_ROOT_ENGINE: ${ENGINE:-kv}',
    '      VAULT_ADDR: ${VAULT_ADDR}',
    '    volumes: [./one.yml:/app/one.yml, ./two.yml:/app/two.yml]',
  ].join('\n'),
  'one.yml':
    'kestra.secret:\n  type: vault\n  vault:\n    address: http://old:8200\n    token.token: VALUE-MARKER\n    prefix: ${P}\n',
  'two.yml': 'kestra.secret.vault:\n  address: ${VAULT_ADDR}\n',
  '.env': 'VAULT_ADDR=https://v:8200\n',
};
const address =
  'address: https://v:8200, from VAULT_ADDR in .env line 1, through VAULT_ADDR in compose.yaml line 7, through two.yml line 2, instead of one.yml line 4';

const told = (facts: readonly { readonly label: string | null; readonly value: string }[]) =>
  facts.map(({ label, value }) => `${label ?? ''}: ${value}`);

describe('what is said of the configuration', () => {
  it('is what each key became, with the way its value came', async () => {
    const { entries } = await read(files);
    assert.deepEqual(told(configurationFacts(entries, 'vault')), [
      'type: vault, from one.yml line 2',
      address,
      'token.token: set, from one.yml line 5',
      'prefix: ${P} (not known here), from one.yml line 6',
      'root-engine: kv, the default of ENGINE in compose.yaml line 6',
    ]);
    assert.deepEqual(told(addressFacts(entries, 'vault')), [address]);
    assert.deepEqual(addressFacts(entries, 'env'), []);
    assert.doesNotMatch(JSON.stringify([configurationFacts(entries, 'vault'), entries]), /VALUE-MARKER/);
  });

  const places: readonly (readonly [keyof typeof files, string, readonly string[]])[] = [
    ['two.yml', 'address', [address]],
    ['two.yml', '${VAULT_ADDR}', [address]],
    ['one.yml', 'http://old', [address]],
    ['.env', 'VAULT_ADDR', [address]],
    ['compose.yaml', '${VAULT_ADDR}', [address]],
    ['one.yml', 'VALUE-MARKER', ['token.token: set, from one.yml line 5']],
    ['compose.yaml', 'image', []],
    ['one.yml', 'kestra.secret', []],
  ];
  for (const [file, text, expected] of places) {
    it(`is said where the pointer is on ${text} in ${file}`, async () => {
      const { entries } = await read(files);
      const offset = files[file].indexOf(text) + 2;
      const hover = configurationHoverAt(entries, [], file, offset);
      assert.deepEqual(told(hover?.facts ?? []), expected);
    });
  }
});
