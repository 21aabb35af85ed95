import assert from 'node:assert/strict';
import type { ConfiguredValue } from '../../../src/configuration/types.ts';
import { plain, read, readVault, textAt, told, yaml } from './support.ts';

const vaultFile = yaml`
  kestra:
    secret:
      type: vault
      read-only: true
      vault:
        address: https://vault.shop.example:8200/
        root-engine: teams/payments
        secret-path-prefix: store/front
        engine-version: 1
        namespace: org/shop
        connect-timeout: PT2.5S
        read-timeout: 90s
        app-role:
          path: machines
          role-id: VALUE-MARKER-role
          secret-id: VALUE-MARKER-id
        filter-on-tags:
          used-by: kestra
          app.kubernetes.io/name: shop
        excluded-tags:
          retired: on
`;

describe('application.yml', () => {
  it('says the same however its lines end, and at the same places', async () => {
    const values = async (text: string) => {
      const vault = await readVault({ 'application.yml': text });
      const { origins } = vault.address ?? {};
      return [plain(vault.address), plain(vault.engineVersion), plain(vault.rootEngine), origins];
    };
    const folded = `${vaultFile}        more: |\n          a\n          b\n`;
    const text = folded.replace('teams/payments', '"teams/\\\n          payments"');
    assert.deepEqual(await values(text.replaceAll('\n', '\r')), await values(text));
  });

  it('becomes a typed Vault backend', async () => {
    const files = { 'application.yml': vaultFile };
    const vault = await readVault(files);
    assert.equal(vault.id, 'vault');
    assert.equal(vault.level, 'global');
    assert.equal(plain(vault.readOnly), true);
    assert.equal(plain(vault.address), 'https://vault.shop.example:8200/');
    assert.equal(plain(vault.rootEngine), 'teams/payments');
    assert.equal(plain(vault.secretPathPrefix), 'store/front');
    assert.equal(plain(vault.engineVersion), 1);
    assert.equal(plain(vault.vaultNamespace), 'org/shop');
    assert.equal(plain(vault.connectTimeout), 2500);
    assert.equal(plain(vault.readTimeout), 90_000);
    assert.ok(vault.authentication.kind === 'app-role');
    assert.equal(plain(vault.authentication.path), 'machines');
    assert.equal(plain(vault.authentication.roleId), 'VALUE-MARKER-role');
    const tags = vault.filters.filterOnTags ?? {};
    assert.deepEqual(Object.keys(tags), ['used-by', 'app.kubernetes.io/name']);
    // Without quotes a YAML 1.1 reader takes it for a Boolean.
    assert.equal(plain(vault.filters.excludedTags?.retired ?? null), 'true');
    assert.deepEqual(told(files, (await read(files)).problems), ['value-unquoted: on']);
  });

  it('says where each value stands', async () => {
    const files = { 'deploy/application.yml': vaultFile };
    const vault = await readVault(files);
    assert.deepEqual(vault.sources, [
      { file: 'deploy/application.yml', range: vault.sources[0]?.range, line: 3, column: 11 },
    ]);
    assert.equal(textAt(files, vault.sources[0]), 'vault');
    assert.equal(textAt(files, vault.rootEngine?.origins[0]), 'teams/payments');
  });

  const spellings: readonly (readonly [string, string])[] = [
    ['kebab', 'secret-path-prefix: "x/y"'],
    ['camel', 'secretPathPrefix: "x/y"'],
    ['snake', 'secret_path_prefix: x/y'],
    ['upper', 'SECRET_PATH_PREFIX: x/y'],
    ['duplicate, last wins', 'secret-path-prefix: a\n      secretPathPrefix: x/y'],
  ];
  for (const [name, line] of spellings) {
    it(`takes a key in any spelling: ${name}`, async () => {
      const text = `kestra:\n  secret:\n    type: vault\n    vault:\n      address: http://v:1\n      ${line}\n`;
      const vault = await readVault({ 'application.yml': text });
      assert.equal(plain(vault.secretPathPrefix), 'x/y');
    });
  }

  it('takes dotted keys, alone and mixed with nested ones', async () => {
    const files = {
      'application.yaml': yaml`
        kestra.secret.type: vault
        kestra:
          secret.vault.address: http://v:8200
          secret:
            vault.token.token: VALUE-MARKER-t
            vault:
              filter-on-tags.team: shop
      `,
    };
    const vault = await readVault(files);
    assert.equal(plain(vault.address), 'http://v:8200');
    assert.ok(vault.authentication.kind === 'token');
    assert.equal(plain(vault.authentication.token), 'VALUE-MARKER-t');
    assert.deepEqual(Object.keys(vault.filters.filterOnTags ?? {}), ['team']);
    assert.equal(textAt(files, vault.authentication.token?.origins[0]), 'VALUE-MARKER-t');
  });

  const placeholders: readonly (readonly [string, string, string])[] = [
    ['a default', '${VAULT_ADDR:`http://127.0.0.1:8200`}', 'http://127.0.0.1:8200'],
    ['a default that is cut', '${VAULT_ADDR:http://127.0.0.1:8200}', '8200'],
    ['a value of the .env', '${FROM_FILE:`http://no`}', 'http://filled:8200'],
    ['several names', '${NO_SUCH:FROM_FILE:no}', 'http://filled:8200'],
    ['inside a text', 'http://${HOST_NAME}:${PORT:8200}', 'http://vault-1:8200'],
    ['a nested default', '${NO_SUCH:${ALSO_NOT:inner}}', 'inner}'],
    ['a default with a placeholder inside', '${NO_SUCH:${FROM_FILE}}', '${FROM_FILE}'],
    ['a dollar sign', '${:$}{FROM_FILE}', '${FROM_FILE}'],
    ['another key', '${shop.vault.url}', 'http://property:8200'],
    ['another key in another spelling', '${shop.vault.backup-url}', 'http://backup:8200'],
    ['a key that is a variable', '${from.file}', 'http://filled:8200'],
    ['no value', '${NO_SUCH}', '?placeholder ${NO_SUCH}'],
    ['no value in part', 'http://${NO_SUCH}:8200', '?placeholder http://${NO_SUCH}:8200'],
    ['another key without a value', '${shop.vault.no-url}', '?placeholder ${shop.vault.no-url}'],
    ["a shell's default", '${VAULT_TOKEN-hvs.VALUE-MARKER-x}', '?template ${…}'],
    ["a shell's default in part", 'http://${HOST?VALUE-MARKER-x}:1', '?template ${…}'],
    ["a shell's default in a default", '${NO_SUCH:${VAULT_TOKEN-VALUE}}', '${VAULT_TOKEN-VALUE}'],
    ['a circle', '${shop.circle}', '?placeholder ${shop.circle}'],
    ['a text of Helm', "'{{ .Values.vault }}'", '?template {{ .Values.vault }}'],
    ['a map of Helm', '{{ .Values.vault }}', '?template {{ .Values.vault }}'],
    ['a tag', '!vault abc', '?template abc'],
    ['an encrypted text', 'ENC[AES256_GCM,data:x]', '?template ENC[AES256_GCM,data:x]'],
    ['nothing', '', ''],
    ['null', 'null', ''],
    ['an unclosed placeholder', '"http://${OPEN"', '?template ${…}'],
  ];
  for (const [name, written, expected] of placeholders) {
    it(`reads a value with ${name}`, async () => {
      const files = {
        'application.yml': [
          'shop:',
          '  vault.url: http://property:8200',
          '  vault: { backupUrl: "http://backup:8200" }',
          '  circle: ${shop.circle}',
          'kestra:',
          '  secret:',
          '    type: vault',
          '    vault:',
          `      address: ${written}`,
          '      token: { token: x }',
        ].join('\n'),
        '.env': 'FROM_FILE=http://filled:8200\nHOST_NAME=vault-1\n',
      };
      assert.equal(plain((await readVault(files)).address), expected);
    });
  }

  it('keeps the parts and the origin of a filled placeholder', async () => {
    const files = {
      'config/application.yml':
        'kestra:\n  secret:\n    type: vault\n    vault:\n      address: "https://${HOST}/${NO_SUCH:x}"\n',
      'config/.env': '# hosts\nHOST=v.example\n',
    };
    const { address } = await readVault(files);
    assert.equal(plain(address), 'https://v.example/x');
    assert.deepEqual(
      address?.origins.map((origin) => [origin.file, origin.line, origin.column, origin.variable]),
      [
        ['config/application.yml', 5, 16, undefined],
        ['config/.env', 2, 1, 'HOST'],
      ],
    );
  });

  it('keeps what a credential is made of, for the user to approve', async () => {
    const files = {
      'application.yml':
        'kestra:\n  secret:\n    type: vault\n    vault:\n      address: http://v:1\n      token.token: a-${TOKEN}${B:c}\n',
    };
    const { authentication } = await readVault(files);
    assert.ok(authentication.kind === 'token' && authentication.token?.state === 'not-known');
    assert.deepEqual(authentication.token.parts, [
      { text: 'a-' },
      { variable: 'TOKEN' },
      { variable: 'B', fallback: 'c' },
    ]);
  });

  it('reads the other managers', async () => {
    const aws = await read({
      'application.yml': yaml`
        kestra.secret:
          type: aws-secret-manager
          readOnly: true
          awsSecretManager:
            region: eu-west-1
            stsRoleSessionDuration: 15m
            filter-on-tags: { tags: { application: shop } }
            filter-on-prefix: { prefix: prod_, keep-prefix: no }
      `,
    });
    const [amazon] = aws.backends;
    assert.ok(amazon?.type === 'aws-secret-manager');
    assert.equal(plain(amazon.region), 'eu-west-1');
    assert.equal(plain(amazon.stsRoleSessionDuration), 900_000);
    assert.equal(plain(amazon.filters.filterOnTags?.application ?? null), 'shop');
    assert.equal(plain(amazon.filters.filterOnPrefix?.keepPrefix ?? null), false);
    assert.deepEqual(aws.problems, []);

    const azure = await read({
      'application.yml':
        'kestra:\n  secret:\n    type: azure-key-vault\n    azure-key-vault:\n      vault-name: shop\n      clientSecret: {tenantId: t, clientId: c, clientSecret: VALUE-MARKER-s}\n',
    });
    const [microsoft] = azure.backends;
    assert.ok(microsoft?.type === 'azure-key-vault');
    assert.equal(plain(microsoft.clientSecret), 'VALUE-MARKER-s');
    assert.equal(plain(microsoft.tenantId), 't');
    assert.equal(microsoft.readOnly, null);

    const google = await read({
      'application.yml':
        'kestra:\n  secret:\n    type: google-secret-manager\n    google-secret-manager:\n      project: shop\n      service-account: |\n        {"private_key": "VALUE-MARKER-k"}\n',
    });
    const [alphabet] = google.backends;
    assert.ok(alphabet?.type === 'google-secret-manager');
    assert.match(String(plain(alphabet.serviceAccount)), /VALUE-MARKER-k/);
    assert.doesNotMatch(JSON.stringify([google.entries, google.problems]), /VALUE-MARKER/);
  });

  it('is none where a Java project has it for its tests alone', async () => {
    const text = 'kestra: {secret: {type: vault, vault: {address: "http://vault.example:8200"}}}\n';
    const tests = {
      'src/test/resources/application.yml': text,
      'plugin/src/integrationTest/resources/application-test.yml': text,
      'src/test/resources/docker-compose.yml': 'services: {kestra: {image: "kestra/kestra:v1"}}\n',
      'src/test/resources/values.yaml': `configurations: {application: {${text.trim()}}}\n`,
    };
    const { found, backends, problems } = await read(tests);
    assert.deepEqual([found, backends, problems], [false, [], []]);
    const { configurations } = await read({ ...tests, 'src/main/resources/application.yml': text });
    assert.deepEqual(
      configurations?.map(({ file }) => file),
      ['src/main/resources/application.yml'],
    );
  });

  it('lays a profile over its base, and takes no example for a configuration', async () => {
    const file = (engine: string): string =>
      `kestra:\n  secret:\n    type: vault\n    vault:\n      address: http://v:1\n      root-engine: ${engine}\n`;
    const files = {
      'near/application.yml': 'kestra.secret: {type: vault, vault.root-engine: near}\n',
      'near/application-live.yml': 'kestra.secret.vault: {rootEngine: profile, address: "http://v:1"}\n',
      'application.yml.example': file('example'),
      'example.application.yml': file('example'),
    };
    const configuration = await read(files);
    const [backend] = configuration.backends;
    assert.ok(backend?.type === 'vault');
    assert.equal(plain(backend.rootEngine), 'profile');
    assert.equal(plain(backend.address), 'http://v:1');
    assert.deepEqual(configuration.problems, []);
  });

  it('finds nothing in a file that does not speak of Kestra', async () => {
    const { backends, found, problems } = await read({
      'application.yml': 'spring:\n  datasource: {{ broken }\n   x: 1\n',
    });
    assert.deepEqual({ backends, found, problems }, { backends: [], found: false, problems: [] });
  });

  it('reads a file that is ignored where it has a well-known name', async () => {
    const { found } = await read({ '!application.yml': vaultFile });
    assert.equal(found, true);
  });
});

describe('the way to log in to a Vault', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['token.token: a', 'token a'],
    ['token.token: a\n    app-role: {role-id: r, secret-id: s}', 'token a'],
    ['token: a', 'token null'],
    ['token: a\n    app-role: {role-id: r, secret-id: s}', 'app-role null r s'],
    ['appRole: {path: p, roleId: r, secretId: s}', 'app-role p r s'],
    ['password: {user: u, password: p}', 'password u p'],
    ['kubernetes.role: r', 'kubernetes null r'],
    ['prefix: x', 'none'],
  ];
  for (const [lines, expected] of cases) {
    it(`is read from ${JSON.stringify(lines)}`, async () => {
      const { authentication } = await readVault({
        'application.yml': `kestra.secret:\n  type: vault\n  vault:\n    address: http://v:1\n    ${lines}\n`,
      });
      const values = Object.values(authentication).map((value: string | ConfiguredValue<string> | null) =>
        typeof value === 'string' ? value : String(plain(value)),
      );
      assert.equal(values.join(' '), expected);
    });
  }

  const noMaps: readonly (readonly [string, string])[] = [
    ['${KESTRA_TAGS}', 'value-not-known'],
    ['"{{ .Values.tags }}"', 'value-not-known'],
    ['{{ .Values.tags }}', 'value-not-known'],
    ['[prod, x]', 'value-invalid'],
    ['prod', 'value-invalid'],
    ['{tags: "${KESTRA_TAGS}"}', 'value-not-known'],
  ];
  for (const key of ['filter-on-tags', 'excluded-tags'] as const) {
    for (const [written, code] of noMaps) {
      it(`makes no tag of ${key}: ${written}`, async () => {
        const text = [
          'kestra.secret:',
          '  type: vault',
          '  read-only: true',
          '  vault:',
          '    address: http://v:1',
          '    token.token: x',
          `    ${key}: ${written}`,
        ].join('\n');
        const { filters } = await readVault({ 'application.yml': text });
        assert.deepEqual(filters, {
          filterOnTags: null,
          excludedTags: null,
          filterOnPrefix: null,
          unreadable: [key],
        });
        const { problems } = await read({ 'application.yml': text });
        assert.ok(problems.some((problem) => problem.code === code && problem.data.key === key));
        assert.ok(!problems.some((problem) => problem.code === 'key-unknown'));
      });
    }
  }

  it('has no filter, and no problem, where the map is empty', async () => {
    for (const written of ['', '{}', 'null']) {
      const text = `kestra.secret:\n  type: vault\n  vault:\n    address: http://v:1\n    token.token: x\n    filter-on-tags: ${written}\n`;
      const { backends, problems } = await read({ 'application.yml': text });
      assert.deepEqual(
        [backends[0]?.filters.filterOnTags, backends[0]?.filters.unreadable],
        [null, undefined],
      );
      assert.deepEqual(problems, []);
    }
  });

  it('says of a backend that its file could be read only in part', async () => {
    const broken = vaultFile.replace('secret-path-prefix: store/front', 'role');
    assert.equal((await readVault({ 'application.yml': broken })).partial, true);
    const compose = [
      'services:',
      '  k:',
      '    environment:',
      '      KESTRA_CONFIGURATION: |',
      broken.replace(/^(?=.)/gm, '        '),
    ].join('\n');
    assert.equal((await readVault({ 'compose.yml': compose })).partial, true);
    assert.equal((await readVault({ 'application.yml': vaultFile })).partial, undefined);
  });

  for (const [name, line] of [
    ['the type', 'type: "vault'],
    ['the type in single quotes', "type: 'vault"],
    ['a key', '"type: vault'],
    ['a value before it', 'x: "y'],
  ] as const) {
    it(`makes no backend of what follows an unclosed quote at ${name}`, async () => {
      const rest = 'address: http://vault.example:8200\n      token:\n        token: VALUE-MARKER-token\n';
      const found = await read({
        'application.yml': `kestra:\n  secret:\n    ${line}\n    vault:\n      ${rest}`,
      });
      assert.deepEqual(
        found.backends.filter(({ type }) => type !== 'env'),
        [],
      );
      assert.ok(found.problems.some(({ code }) => code === 'configuration-syntax'));
      const { problems, entries, backends } = found;
      assert.doesNotMatch(JSON.stringify([problems, entries, backends]), /VALUE-MARKER|vault\.example/);
    });
  }

  it('does not know a value without its closing quote, and falls back to nothing in its place', async () => {
    const vault = await readVault({
      'application.yml':
        'kestra.secret:\n  type: vault\n  vault:\n    token.token: VALUE-MARKER-token\n    address: "http://v:1\n    root-engine: kv\n',
    });
    assert.equal(vault.address?.state, 'not-known');
    assert.doesNotMatch(JSON.stringify(vault.address), /root-engine/);
    assert.equal(vault.partial, true);
  });
});
