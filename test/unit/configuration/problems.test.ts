import assert from 'node:assert/strict';
import { mended, plain, read, readVault, told, yaml } from './support.ts';

const vaultBlock = yaml`
  kestra:
    secret:
      vault:
        address: http://vault.example:8200
        token:
          token: VALUE-MARKER-token
`;

describe('problems of a configuration', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['none', `${vaultBlock}\nkestra.secret.type: vault\n`, []],
    ['no type', vaultBlock, ['block-without-type: vault']],
    ['no type and no block', 'kestra.secret.read-only: true\n', ['type-missing: read-only']],
    [
      "another backend's block",
      'kestra:\n  secret:\n    type: vault\n    aws-secret-manager:\n      region: x\n',
      ['type-block-mismatch: vault', 'key-missing: vault'],
    ],
    ['an invented type', 'kestra.secret.type: gcp-secret-manager\n', ['unknown-type: gcp-secret-manager']],
    [
      'a type whose letters changed places, beside the block that it means',
      'kestra.secret:\n  type: vualt\n  vault:\n    address: http://v:1\n    token.token: a\n',
      ['unknown-type: vualt'],
    ],
    ['a type in another spelling', 'kestra.secret.type: "Vault"\n', ['unknown-type: "Vault"']],
    ['an unheard-of type', 'kestra.secret.type: post-it\n', ['unknown-type: post-it']],
    ['a type that every object has', 'kestra.secret.type: constructor\n', ['unknown-type: constructor']],
    ['a type not supported', 'kestra.secret.type: doppler\n', ['unsupported-type: doppler']],
    ['a type not known', 'kestra.secret.type: ${TYPE}\n', ['value-not-known: ${TYPE}']],
    ['the environment as a type', 'kestra.secret.type: env\n', ['environment-type-invented: env']],
    [
      'a prefix of the environment',
      'kestra.secret.env.prefix: X\n',
      ['environment-type-invented: env', 'type-missing: env'],
    ],
    ['the plural', vaultBlock.replace('secret:', 'secrets:'), ['plural-secrets: secrets']],
    [
      'a misspelt key beside the type',
      'kestra.secret:\n  type: doppler\n  readonly: true\n  hashicorp-vault: x\n',
      ['unsupported-type: doppler', 'key-unknown: readonly', 'key-unknown: hashicorp-vault'],
    ],
    [
      'keys of a block beside the type, those that stand there, and one that is nobody’s',
      `kestra.secret:
  type: vault
  filter-on-tags: {team: a, stage: b}
  excludedTags.old: "1"
  isolation: {enabled: true, denied-services: [EXECUTOR]}
  cache: {enabled: true, maximum-size: 10}
  colour: red
  vault:
    address: http://v:1
    token.token: a
`,
      ['key-unknown: filter-on-tags', 'key-unknown: excludedTags', 'key-unknown: colour'],
    ],
    [
      'a block of a type that is not known here',
      'kestra.secret:\n  type: post-it\n  post-it: {board: 1}\n',
      ['unknown-type: post-it'],
    ],
    [
      'a bare token',
      'kestra.secret:\n  type: vault\n  vault:\n    address: http://v:1\n    token: VALUE-MARKER-bare\n',
      ['token-not-nested: VALUE-MARKER-bare'],
    ],
    [
      'no address',
      'kestra.secret:\n  type: vault\n  vault:\n    app-role.role-id: x\n',
      ['key-missing: vault'],
    ],
    [
      'keys that are not Kestra’s',
      'kestra.secret:\n  type: vault\n  vault:\n    adress: x\n    address: http://v:1\n    token.token: a\n    colour: red\n',
      ['key-unknown: adress', 'key-unknown: colour'],
    ],
    [
      'values that cannot be read',
      'kestra.secret:\n  type: vault\n  read-only: maybe\n  vault:\n    address: v:8200\n    engine-version: two\n    read-timeout: 5 minutes\n    token.token: a\n',
      ['value-invalid: maybe', 'value-invalid: v:8200', 'value-invalid: two', 'value-invalid: 5 minutes'],
    ],
    [
      'addresses that are there and empty',
      'kestra.secret:\n  type: aws-secret-manager\n  aws-secret-manager:\n    region: x\n    endpoint-override:\n    sts-endpoint-override: "${NOT_SET:}"\n',
      ['value-invalid: endpoint-override', 'value-invalid: "${NOT_SET:}"'],
    ],
    [
      'values that are not known',
      'kestra.secret:\n  type: vault\n  vault:\n    address: ${ADDRESS}\n    token: {token: "${TOKEN}"}\n',
      ['value-not-known: ${ADDRESS}'],
    ],
    [
      'a credential whose placeholder cannot be read',
      'kestra.secret:\n  type: vault\n  vault:\n    address: http://v:1\n    token: {token: "${TOKEN-x}"}\n',
      ['value-not-known: "${TOKEN-x}"'],
    ],
    [
      'filters without read-only',
      'kestra.secret:\n  type: vault\n  vault:\n    address: http://v:1\n    token.token: a\n    filter-on-tags:\n      team: x\n    excluded-tags.old: "yes"\n',
      ['filters-without-read-only: filter-on-tags', 'filters-without-read-only: excluded-tags'],
    ],
    [
      'nested tags for Vault',
      'kestra.secret:\n  type: vault\n  read-only: true\n  vault:\n    address: http://v:1\n    token.token: a\n    filter-on-tags.tags.team: x\n',
      ['filter-shape: filter-on-tags'],
    ],
    [
      'flat tags for AWS, and no keep-prefix',
      'kestra.secret:\n  type: aws-secret-manager\n  read-only: true\n  aws-secret-manager:\n    region: x\n    filter-on-tags: {team: x}\n    filter-on-prefix.prefix: p_\n',
      ['filter-shape: filter-on-tags', 'keep-prefix-not-set: filter-on-prefix'],
    ],
    [
      'read-only inside the block',
      'kestra.secret:\n  type: vault\n  vault:\n    address: http://v:1\n    token.token: a\n    read-only: true\n',
      ['read-only-inside-block: read-only'],
    ],
    [
      'read-only twice',
      'kestra.secret:\n  type: vault\n  read-only: false\n  vault:\n    address: http://v:1\n    token.token: a\n    read-only: true\n',
      ['read-only-differs: read-only'],
    ],
    [
      "Azure without a vault's name",
      'kestra.secret:\n  type: azure-key-vault\n  azure-key-vault:\n    clientSecret: {tenantId: t, clientId: c, clientSecret: s}\n',
      ['key-missing: azure-key-vault'],
    ],
    ['text that is not YAML', 'kestra:\n  secret: [\n', ['configuration-syntax: secret: [']],
  ];
  for (const [name, text, expected] of cases) {
    it(`are told: ${name}`, async () => {
      const files = { 'application.yml': text };
      const { problems } = await read(files);
      assert.deepEqual(told(files, problems), expected);
      // A sentence is made from data, and may be logged.
      assert.doesNotMatch(JSON.stringify(problems), /VALUE-MARKER/);
    });

    it(`have the same place inside a compose file: ${name}`, async () => {
      const inner = text
        .replaceAll('$', '$$$$')
        .split('\n')
        .map((line) => `        ${line}`);
      const files = {
        'compose.yml': `services:\n  k:\n    environment:\n      KESTRA_CONFIGURATION: |\n${inner.join('\n')}\n`,
      };
      const { problems } = await read(files);
      assert.deepEqual(
        told(files, problems).map((line) => line.replaceAll('$$', '$')),
        expected,
      );
    });
  }

  it('have the suggestions and the data that a sentence needs', async () => {
    const { problems } = await read({
      'application.yml':
        'kestra.secret:\n  type: vault\n  vault:\n    adress: http://v:1\n    app-role.role-id: x\n    filter-on-tags.team: ${TEAM}\n',
    });
    assert.deepEqual(
      problems.map(({ code, severity, data, suggestions, backend }) => ({
        code,
        severity,
        data,
        suggestions,
        backend,
      })),
      [
        {
          code: 'key-missing',
          severity: 'error',
          data: { type: 'vault', keys: 'address, app-role.secret-id' },
          suggestions: ['address', 'app-role.secret-id'],
          backend: 'vault',
        },
        {
          code: 'key-unknown',
          severity: 'hint',
          data: { key: 'adress', type: 'vault' },
          suggestions: ['address'],
          backend: 'vault',
        },
        {
          code: 'filters-without-read-only',
          severity: 'warning',
          data: { key: 'filter-on-tags' },
          suggestions: [],
          backend: 'vault',
        },
        {
          code: 'value-not-known',
          severity: 'information',
          data: { key: 'filter-on-tags', reason: 'placeholder', variables: 'TEAM' },
          suggestions: [],
          backend: 'vault',
        },
      ],
    );
  });

  it('tell a filter beside the type where it is written, in a block of Compose and in values of the chart', async () => {
    const lines = (indent: string) =>
      [
        'type: vault',
        'read-only: true',
        'excluded-tags: {team: a}',
        'vault: {address: "http://v:1", token: {token: x}}',
      ]
        .map((line) => `${indent}${line}\n`)
        .join('');
    const files = {
      'compose.yml': `services:\n  kestra:\n    image: registry.kestra.io/docker/kestra-ee:v1.0\n    environment:\n      KESTRA_CONFIGURATION: |\n        kestra:\n          secret:\n${lines('            ')}`,
      'values.yaml': `configurations:\n  application:\n    kestra:\n      secret:\n${lines('        ')}`,
    };
    for (const [name, text] of Object.entries(files)) {
      const { problems } = await read({ [name]: text });
      const problem = problems.find(({ code }) => code === 'key-unknown');
      assert.deepEqual(
        [problem?.file, problem?.suggestions, problem?.severity],
        [name, ['vault.excluded-tags'], 'warning'],
      );
      assert.deepEqual(
        problem?.fix?.edits.map(({ range, text: put }) => [text.slice(range.start, range.end), put]),
        [['excluded-tags', 'vault.excluded-tags']],
      );
    }
  });

  it('suggest nothing for a name that every object has', async () => {
    const text = 'kestra.secret:\n  type: constructor\n  __proto__: x\n  toString: x\n';
    const { problems } = await read({ 'application.yml': text });
    assert.deepEqual(
      problems.map(({ code, suggestions, fix }) => ({ code, suggestions, fix })),
      ['unknown-type', 'key-unknown', 'key-unknown'].map((code) => ({
        code,
        suggestions: [],
        fix: undefined,
      })),
    );
  });

  it('are mended without a copy of what stands in the file', async () => {
    const text =
      'kestra.secret:\n  type: vault\n  vault:\n    address: http://v:1\n    token: VALUE-MARKER-bare\n';
    const { problems } = await read({ 'application.yml': text });
    const problem = problems.find(({ code }) => code === 'token-not-nested');
    assert.deepEqual(
      problem?.fix?.edits.map((edit) => edit.text),
      [':\n      token: '],
    );
    assert.match(
      mended({ 'application.yml': text }, problem)['application.yml'] ?? '',
      /token:\n {6}token: VALUE-MARKER-bare\n$/,
    );
  });

  const broken: readonly (readonly [string, string])[] = [
    ['block-without-type', vaultBlock],
    ['unknown-type', `${vaultBlock}    type: hashicorp-vault\n`],
    [
      'token-not-nested',
      'kestra:\n  secret:\n    type: vault\n    vault:\n      token: "${T:VALUE-MARKER-token}"\n      address: http://vault.example:8200\n',
    ],
    ['plural-secrets', `${vaultBlock}    type: vault\n`.replace('secret:', 'secrets:')],
  ];
  for (const [code, text] of broken) {
    for (const [place, files] of [
      ['application.yml', { 'application.yml': text }],
      ['CRLF', { 'application.yml': text.replaceAll('\n', '\r\n') }],
      ['CR alone', { 'application.yml': text.replaceAll('\n', '\r') }],
      [
        'compose',
        {
          'compose.yml': `services:\n  k:\n    environment:\n      KESTRA_CONFIGURATION: |\n${text
            .replaceAll('$', '$$$$')
            .replace(/^(?=.)/gm, '        ')}`,
        },
      ],
    ] as const) {
      it(`can be mended: ${code}, ${place}`, async () => {
        const { problems } = await read(files);
        const after = mended(
          files,
          problems.find((problem) => problem.code === code),
        );
        assert.deepEqual((await read(after)).problems, []);
        const vault = await readVault(after);
        assert.equal(plain(vault.address), 'http://vault.example:8200');
        assert.ok(vault.authentication.kind === 'token');
        assert.equal(plain(vault.authentication.token), 'VALUE-MARKER-token');
      });
    }
  }
});
