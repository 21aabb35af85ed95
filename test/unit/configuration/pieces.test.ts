import assert from 'node:assert/strict';
import type { ConfiguredValue } from '../../../src/configuration/types.ts';
import { plain, read, readVault } from './support.ts';

/** Each piece of a value's text: the text, and by which files and variables it came. */
function waysOf(value: ConfiguredValue<string> | null): string[] {
  return (value?.pieces ?? []).map(({ text, way }) =>
    [text, ...way.map(({ file, variable = '' }) => `${file}:${variable}`)].join(' '),
  );
}

const vaultAt = (address: string, rest: readonly string[] = []) =>
  ['kestra:', '  secret:', '    type: vault', '    vault:', `      address: ${address}`, ...rest].join('\n');

describe('the pieces of a value', () => {
  it('are not told where all of it is written in one place', async () => {
    const { address, authentication } = await readVault({
      'application.yml': vaultAt('"${VAULT_ADDR:`http://v:8200`}"', ['      token.token: VALUE-MARKER-t']),
    });
    assert.equal(address?.pieces, undefined);
    assert.ok(authentication.kind === 'token');
    assert.equal(authentication.token?.pieces, undefined);
  });

  it('tell which file fills which part', async () => {
    const { address } = await readVault({
      'application.yml': vaultAt('http://${HOST}:8200/${NO_SUCH:x}'),
      '.env': 'HOST=a.${DOMAIN}\nDOMAIN=never\nHOST=a.$DOMAIN\n',
    });
    assert.equal(plain(address), 'http://a.never:8200/x');
    assert.deepEqual(waysOf(address), [
      'http:// application.yml:',
      'a. application.yml: .env:HOST',
      'never application.yml: .env:HOST .env:DOMAIN',
      ':8200/ application.yml:',
      'x application.yml:',
    ]);
  });

  it('tell it of what Compose fills before Kestra reads its configuration', async () => {
    const { address, authentication, rootEngine } = await readVault({
      'docker-compose.yml': [
        'services:',
        '  kestra:',
        '    image: kestra/kestra:v2.0.0',
        '    environment:',
        '      KESTRA_CONFIGURATION: |',
        ...vaultAt('"http://${HOST:-db}/$$ä\\u0041${MORE:-${HOST}}"', ['      token.token: "${TOKEN}"'])
          .split('\n')
          .map((line) => `        ${line}`),
        '      KESTRA_SECRET_VAULT_ROOT_ENGINE: team/${HOST}',
      ].join('\n'),
      '.env': 'HOST=h\nTOKEN=VALUE-MARKER-t\n',
    });
    assert.deepEqual(waysOf(address), [
      'http:// docker-compose.yml:',
      'h docker-compose.yml: .env:HOST',
      '/$äA docker-compose.yml:',
      'h docker-compose.yml: .env:HOST',
    ]);
    assert.ok(authentication.kind === 'token');
    assert.deepEqual(waysOf(authentication.token), ['VALUE-MARKER-t docker-compose.yml: .env:TOKEN']);
    assert.deepEqual(waysOf(rootEngine), [
      'team/ docker-compose.yml:KESTRA_SECRET_VAULT_ROOT_ENGINE',
      'h docker-compose.yml:KESTRA_SECRET_VAULT_ROOT_ENGINE .env:HOST',
    ]);
  });

  it('tell it of a service’s variables, by whichever file they come', async () => {
    const { address, secretPathPrefix } = await readVault({
      'application.yml': vaultAt('"${VAULT_ADDR}"', ['      secret-path-prefix: "${PREFIX}"']),
      'docker-compose.yml': [
        'services:',
        '  kestra:',
        '    image: kestra/kestra:v2.0.0',
        '    env_file: [ci.env]',
        '    command: server --config /etc/own.yml',
        '    volumes: ["./application.yml:/etc/own.yml"]',
        '    environment:',
        '      - VAULT_ADDR',
      ].join('\n'),
      'ci.env': 'PREFIX=p/${VAULT_ADDR}\n',
      '.env': 'VAULT_ADDR=http://v:8200\n',
    });
    assert.deepEqual(waysOf(address), [
      'http://v:8200 application.yml: docker-compose.yml:VAULT_ADDR .env:VAULT_ADDR',
    ]);
    assert.deepEqual(waysOf(secretPathPrefix), [
      'p/ application.yml: ci.env:PREFIX',
      'http://v:8200 application.yml: ci.env:PREFIX .env:VAULT_ADDR',
    ]);
  });

  it('keep the ends of a very long way', async () => {
    const chain = Array.from({ length: 40 }, (_, index) => `A${index + 1}=$A${index}`);
    const { address } = await readVault({
      'application.yml': vaultAt('"${A40}"'),
      '.env': ['A0=http://v:1', ...chain].join('\n'),
    });
    const [way = ''] = waysOf(address);
    assert.match(way, /^http:\/\/v:1 application\.yml: \.env:A40 .*\.env:A0$/);
    assert.ok(way.split(' ').length <= 18, way);
  });
});

describe('what a secret fills', () => {
  const files = (address: string, env: string) => ({ 'application.yml': vaultAt(address), '.env': env });

  for (const [how, address, env] of [
    ['by its name', 'http://${SECRET_X}.evil', 'SECRET_X=VALUE-MARKER-x'],
    ['by its property', 'http://${secret.x}.evil', 'SECRET_X=VALUE-MARKER-x'],
    ['with a default', 'http://${SECRET_X:y}.evil', 'SECRET_X=VALUE-MARKER-x'],
    ['by way of another variable', 'http://${HOST}.evil', 'SECRET_X=VALUE-MARKER-x\nHOST=$SECRET_X'],
  ] as const) {
    it(`is no address: ${how}`, async () => {
      const configuration = await read(files(address, env));
      assert.doesNotMatch(JSON.stringify(configuration), /VALUE-MARKER/);
      const [vault] = configuration.backends;
      assert.ok(vault?.type === 'vault');
      assert.equal(plain(vault.address), '?placeholder http://${SECRET_X}.evil');
      const problem = configuration.problems.find(({ code }) => code === 'value-not-known');
      assert.deepEqual([problem?.data.reason, problem?.data.variables], ['refused', 'SECRET_X']);
      const [entry] = configuration.entries.filter(({ key }) => key === 'address');
      assert.equal(entry?.value, 'http://${SECRET_X}.evil');
    });
  }

  it('is no path, prefix, tag or role either, also by Compose', async () => {
    const configuration = await read({
      'docker-compose.yml': [
        'services:',
        '  kestra:',
        '    image: kestra/kestra:v2.0.0',
        '    environment:',
        '      KESTRA_CONFIGURATION: |',
        ...vaultAt('http://v:1', [
          '      secret-path-prefix: "a/${SECRET_X}"',
          '      filter-on-tags: { team: "${SECRET_X}" }',
          '      kubernetes: { role: "${SECRET_X}" }',
        ])
          .split('\n')
          .map((line) => `        ${line}`),
      ].join('\n'),
      '.env': 'SECRET_X=VALUE-MARKER-x\n',
    });
    const [vault] = configuration.backends;
    assert.ok(vault?.type === 'vault' && vault.authentication.kind === 'kubernetes');
    assert.equal(plain(vault.secretPathPrefix), '?placeholder a/${SECRET_X}');
    assert.equal(plain(vault.filters.filterOnTags?.team ?? null), '?placeholder ${SECRET_X}');
    assert.equal(plain(vault.authentication.role), '?placeholder ${SECRET_X}');
    assert.doesNotMatch(JSON.stringify(configuration.entries), /VALUE-MARKER/);
  });

  it('is a credential', async () => {
    const { authentication } = await readVault({
      'application.yml': vaultAt('http://v:1', ['      token.token: "${SECRET_X}"']),
      '.env': 'SECRET_X=VALUE-MARKER-x\n',
    });
    assert.ok(authentication.kind === 'token');
    assert.equal(plain(authentication.token), 'VALUE-MARKER-x');
  });

  it('is whatever fills a credential elsewhere, which is shown by its name', async () => {
    const { backends, entries } = await read({
      'application.yml': vaultAt('http://${PASS}.evil', [
        '      secret-path-prefix: "a/${PASS}"',
        '      root-engine: "${datasources.postgres.password}"',
        'datasources.postgres.password: "${DB_PASSWORD}"',
      ]),
      '.env': 'PASS=$DB_PASSWORD\nDB_PASSWORD=VALUE-MARKER-p\n',
    });
    const [vault] = backends;
    assert.ok(vault?.type === 'vault');
    assert.equal(plain(vault.address), '?placeholder http://${DB_PASSWORD}.evil');
    assert.equal(plain(vault.secretPathPrefix), '?placeholder a/${DB_PASSWORD}');
    assert.equal(plain(vault.rootEngine), '?placeholder ${datasources.postgres.password}');
    assert.doesNotMatch(JSON.stringify([vault, entries]), /VALUE-MARKER/);
    const shown = entries.map(({ key, value }) => `${key} ${value ?? ''}`);
    assert.ok(shown.includes('secret-path-prefix a/${DB_PASSWORD}'), shown.join('\n'));
    assert.ok(shown.includes('address http://${DB_PASSWORD}.evil'), shown.join('\n'));
  });
});
