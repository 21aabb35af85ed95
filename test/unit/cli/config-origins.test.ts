import assert from 'node:assert/strict';
import { folderOf, kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';

const files = {
  'compose.yaml': [
    'services:',
    '  kestra:',
    '    image: registry.example/kestra-ee:v1.0.0',
    '    environment:',
    '      MICRONAUT_CONFIG_FILES: /app/one.yml,/app/two.yml',
    '      KESTRA_SECRET_VAULT_ROOT_ENGINE: ${ENGINE:-kv}',
    '      KESTRA_SECRET_VAULT_NAMESPACE: ${VAULT_NAMESPACE}',
    '      VAULT_ADDR: ${VAULT_ADDR}',
    '      VAULT_TOKEN: ${VAULT_TOKEN}',
    '    volumes: [./one.yml:/app/one.yml, ./two.yml:/app/two.yml]',
  ].join('\n'),
  'one.yml': [
    'kestra.secret:',
    '  type: vault',
    '  vault:',
    '    address: http://VALUE-OLD.example:8200',
    '    token.token: ${VAULT_TOKEN}',
    '    prefix: ${PREFIX:app}',
  ].join('\n'),
  'two.yml': 'kestra.secret.vault:\n  address: ${VAULT_ADDR}\n  role:\n',
  '.env': 'A=1\nVAULT_TOKEN=VALUE-MARKER-token\nVAULT_ADDR=https://v:8200\nVAULT_NAMESPACE=team\n',
};

describe('where each value of the configuration comes from', () => {
  let folder: Awaited<ReturnType<typeof folderOf>>;
  before(async () => {
    folder = await folderOf(files);
  });
  after(() => folder.remove());

  it('is told for people, through every layer, and nothing of a credential', async () => {
    const run = await kestraSecrets(['config', '--folder', folder.root]);
    const lines = run.out.trimEnd().split('\n');
    assert.deepEqual(lines.slice(0, 8), [
      'Vault  https://v:8200 team/kv',
      '  type: vault  one.yml:2:9',
      '  address: https://v:8200, from VAULT_ADDR in .env line 3, through VAULT_ADDR in compose.yaml line 8, instead of one.yml line 4  two.yml:2:12',
      '  token.token: set, from VAULT_TOKEN in .env line 2, through VAULT_TOKEN in compose.yaml line 9  one.yml:5:18',
      '  prefix: app, the default of PREFIX in one.yml line 6  one.yml:6:13',
      '  role: not set  two.yml:3:3',
      '  root-engine: kv, the default of ENGINE in compose.yaml line 6  compose.yaml:6:40',
      '  namespace: team, from VAULT_NAMESPACE in .env line 4, through KESTRA_SECRET_VAULT_NAMESPACE in compose.yaml line 7  compose.yaml:7:38',
    ]);
    assert.doesNotMatch(run.out + run.err, /VALUE-/);
  });

  it('is in the document', async () => {
    const run = await kestraSecrets(['config', '--json', '--folder', folder.root]);
    const { configuration } = readDocument('config', run.out);
    const address = configuration.find(({ key }) => key === 'address');
    const places = [
      { file: 'two.yml', line: 2, column: 12, variable: null },
      { file: 'compose.yaml', line: 8, column: 19, variable: 'VAULT_ADDR' },
      { file: '.env', line: 3, column: 1, variable: 'VAULT_ADDR' },
    ];
    assert.deepEqual(address?.origin, places);
    assert.deepEqual(address.sources, [{ way: places }]);
    assert.deepEqual(address.replaced, [{ file: 'one.yml', line: 4, column: 14, variable: null }]);
    assert.doesNotMatch(run.out, /VALUE-/);
  });

  it('names the flag that gave the address', async () => {
    const address = ['--address', 'vault=http://127.0.0.1:1'];
    const run = await kestraSecrets(['config', '--folder', folder.root, ...address]);
    assert.match(run.out, /^Vault {2}http:\/\/127\.0\.0\.1:1 team\/kv, from --address\n/);
    const json = await kestraSecrets(['config', '--json', '--folder', folder.root, ...address]);
    assert.equal(readDocument('config', json.out).backends[0]?.addressFrom, '--address');
  });
});
