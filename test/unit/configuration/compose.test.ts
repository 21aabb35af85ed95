import assert from 'node:assert/strict';
import { base64, plain, read, readEnvironment, readVault, textAt, yaml } from './support.ts';

/** The same configuration, written into a compose file in different ways. */
const written: readonly (readonly [string, string])[] = [
  [
    'a map with a literal block',
    yaml`
      services:
        kestra:
          image: registry.kestra.io/docker/kestra-ee:v1.3
          environment:
            KESTRA_CONFIGURATION: |
              kestra:
                secret:
                  type: vault
                  vault:
                    address: http://vault:8200
                    root-engine: payments
    `,
  ],
  [
    'lines of white space and an odd indent',
    [
      'services:',
      '  kestra:',
      '    environment:',
      '      KESTRA_CONFIGURATION: |-',
      '          kestra:',
      '           secret:',
      '              type: vault',
      '       ',
      '              vault:',
      '                     address: http://vault:8200',
      '          ',
      '                     root-engine: payments',
    ].join('\n'),
  ],
  [
    'a list',
    yaml`
      services:
        kestra:
          environment:
            - A=b
            - |
              KESTRA_CONFIGURATION=
              kestra.secret.type: vault
              kestra.secret.vault:
                address: http://vault:8200
                root-engine: payments
    `,
  ],
  [
    'double quotes with escapes',
    yaml`
      services:
        app:
          environment:
            KESTRA_CONFIGURATION: "kestra:\n  secret:\n    type: \"vault\"\n    vault: {address: 'http://vault:8200', \
              root-engine: payments}"
    `,
  ],
  [
    'single quotes',
    yaml`
      services:
        app:
          environment:
            KESTRA_CONFIGURATION: 'kestra.secret: {type: vault, vault: {address: ''http://vault:8200'', root-engine: payments}}'
    `,
  ],
  [
    'an anchor and a merge',
    yaml`
      x-common: &common
        image: registry.kestra.io/docker/kestra-ee:latest
      x-environment: &environment
        KESTRA_CONFIGURATION: &configuration |
          kestra:
            secret:
              type: vault
              vault:
                address: http://vault:8200
                root-engine: payments
      services:
        web:
          <<: *common
          environment:
            <<: [*environment]
            OTHER: x
        worker:
          <<: *common
          environment: *environment
        executor:
          <<: *common
          environment:
            KESTRA_CONFIGURATION: *configuration
    `,
  ],
];

describe('a compose file', () => {
  for (const [name, text] of written) {
    for (const [ending, files] of [
      ['LF', { 'docker-compose.yml': text }],
      ['CRLF', { 'docker-compose.yml': text.replaceAll('\n', '\r\n') }],
      ['a BOM', { 'docker-compose.yml': `\uFEFF${text}` }],
    ] as const) {
      it(`holds a configuration: ${name}, ${ending}`, async () => {
        const vault = await readVault(files);
        assert.equal(plain(vault.address), 'http://vault:8200');
        assert.equal(textAt(files, vault.sources[0])?.replaceAll('"', '').replaceAll('\\', ''), 'vault');
        assert.match(textAt(files, vault.address?.origins[0]) ?? '', /^'*http:\/\/vault:8200'*$/);
        assert.equal(textAt(files, vault.rootEngine?.origins[0]), 'payments');
        const { line, column, range } = vault.rootEngine?.origins[0] ?? assert.fail();
        const before = files['docker-compose.yml'].slice(0, range.start).split('\n');
        assert.deepEqual([line, column], [before.length, (before.at(-1)?.length ?? 0) + 1]);
        assert.deepEqual((await read(files)).problems, []);
      });
    }
  }

  const filled: readonly (readonly [string, string, string])[] = [
    ['a value', '${SET}', 'known'],
    ['a name alone', '$SET/x', 'known/x'],
    ['a fallback', '${UNSET:-fall}', 'fall'],
    ['a fallback for empty', '${EMPTY:-fall}', 'fall'],
    ['no fallback for empty', 'x${EMPTY-fall}', 'x'],
    ['a nested fallback', '${UNSET:-${UNSET2:-$SET}}', 'known'],
    ['a required value', '${SET:?say it}', 'known'],
    ['a required value not there', '${UNSET:?say it}', '?placeholder ${UNSET}'],
    ['a replacement', '${SET:+instead}', 'instead'],
    ['no replacement', 'x${UNSET:+instead}', 'x'],
    ['an unset one', '${UNSET}', '?placeholder ${UNSET}'],
    ['an unset name alone', '$UNSET', '?placeholder ${UNSET}'],
    ['an escape for Kestra', '$${UNSET:later}', 'later'],
    ['an escape for Kestra with a value', '$${IN_SERVICE}', 'from-service'],
    ['a dollar', 'a$$b', 'a$b'],
    ['a lone dollar', 'a$ b', 'a$ b'],
  ];
  for (const [name, placeholder, expected] of filled) {
    it(`fills ${name}: ${placeholder}`, async () => {
      const files = {
        'docker-compose.yml': [
          'services:',
          '  kestra:',
          '    environment:',
          '      IN_SERVICE: from-service',
          '      KESTRA_CONFIGURATION: |',
          '        kestra.secret.type: vault',
          '        kestra.secret.vault:',
          `          rootEngine: ${placeholder}`,
          '          secret-path-prefix: end',
        ].join('\n'),
        '!.env': 'SET=known\nEMPTY=\n',
      };
      const vault = await readVault(files);
      assert.equal(plain(vault.rootEngine), expected);
      assert.equal(textAt(files, vault.secretPathPrefix?.origins[0]), 'end');
    });
  }

  it('tells both places of a value that a .env fills', async () => {
    const files = {
      'docker-compose.yml': yaml`
        services:
          kestra:
            environment:
              KESTRA_CONFIGURATION: |
                kestra.secret.type: vault
                kestra.secret.vault.address: http://$\{HOST}:8200/
      `.replaceAll('$\\', '$'),
      '.env': '\nexport HOST="vault.example" # of the shop\n',
    };
    const { address } = await readVault(files);
    assert.equal(plain(address), 'http://vault.example:8200/');
    assert.deepEqual(
      address?.origins.map((origin) => [textAt(files, origin), origin.line, origin.column, origin.variable]),
      [
        ['http://${HOST}:8200/', 6, 38, undefined],
        ['export HOST="vault.example"', 2, 1, 'HOST'],
      ],
    );
  });

  it('lets variables of the service override files', async () => {
    const files = {
      'application.yml': 'kestra.secret: {type: aws-secret-manager, vault: {root-engine: a}}\n',
      'compose.yaml': yaml`
        services:
          kestra:
            image: registry.example/kestra/kestra-custom:1
            volumes:
              - ./application.yml:/app/own.yml
            environment:
              - MICRONAUT_CONFIG_FILES=/app/own.yml
              - KESTRA_SECRET_TYPE=vault
              - KESTRA_SECRET_READ_ONLY=true
              - KESTRA_SECRET_VAULT_ADDRESS=http://vault:8200
              - KESTRA_SECRET_VAULT_TOKEN_TOKEN=VALUE-MARKER-token
              - KESTRA_SECRET_VAULT_FILTER_ON_TAGS_TEAM=shop
      `,
    };
    const vault = await readVault(files);
    assert.equal(plain(vault.readOnly), true);
    assert.equal(plain(vault.address), 'http://vault:8200');
    assert.equal(plain(vault.rootEngine), 'a');
    assert.equal(plain(vault.filters.filterOnTags?.team ?? null), 'shop');
    assert.equal(vault.sources[0]?.variable, 'KESTRA_SECRET_TYPE');
    assert.equal(vault.sources[0].file, 'compose.yaml');
  });

  it('reads a configuration that is mounted and named in the command', async () => {
    const kestra = 'kestra: {secret: {type: vault, vault: {address: http://v:1, root-engine: mounted}}}\n';
    const compose = (command: string, volume: string): Record<string, string> => ({
      'docker/docker-compose.yml': `services:\n  k:\n    image: kestra/kestra\n    command: ${command}\n    volumes:\n      - ${volume}\n`,
      'docker/conf/kestra.yml': kestra,
    });
    for (const files of [
      compose('server standalone --config /etc/kestra.yml', './conf/kestra.yml:/etc/kestra.yml:ro'),
      compose('[server, standalone, --config=/etc/k/kestra.yml]', './conf:/etc/k'),
      compose('server local --config /etc/k.yml', '${PWD}/conf/kestra.yml:/etc/k.yml'),
      {
        'docker/docker-compose.yml': yaml`
          configs: {main: {file: ./conf/kestra.yml}}
          services:
            k:
              image: kestra/kestra
              configs: [{source: main, target: /app/confs/application.yml}]
        `,
        'docker/conf/kestra.yml': kestra,
      },
      compose('server local', '{type: bind, source: ./conf/kestra.yml, target: /app/confs/application.yml}'),
    ]) {
      assert.equal(plain((await readVault(files)).rootEngine), 'mounted');
      const { partial } = await read(files);
      assert.equal(partial, false);
    }
    const unseen = await read(compose('server standalone -c /etc/kestra.yml', 'data:/etc'));
    assert.equal(unseen.partial, true);
    assert.deepEqual(
      unseen.backends.map(({ id }) => id),
      ['env'],
    );
  });

  it('reads what the override and an extended service add', async () => {
    const files = {
      'docker-compose.yml': yaml`
        services:
          kestra:
            extends: {file: base/common.yml, service: kestra}
            environment:
              SECRET_B: ${base64('VALUE-MARKER-b')}
      `,
      'base/common.yml': yaml`
        services:
          kestra:
            image: kestra/kestra
            env_file: ./base.env
            environment: [SECRET_A=${base64('VALUE-MARKER-a')}]
      `,
      '!base/base.env': `SECRET_D=${base64('VALUE-MARKER-d')}\n`,
      '!docker-compose.override.yml': yaml`
        services:
          kestra:
            environment:
              SECRET_C: ${base64('VALUE-MARKER-c')}
      `,
    };
    const { definitions } = await readEnvironment(files);
    assert.deepEqual(
      definitions.definitions.map(({ key, origin }) => [key, origin?.file]),
      [
        ['D', 'base/base.env'],
        ['A', 'base/common.yml'],
        ['B', 'docker-compose.yml'],
        ['C', 'docker-compose.override.yml'],
      ],
    );
    assert.deepEqual(definitions.gaps, []);
  });

  const images: readonly (readonly [string, boolean])[] = [
    ['kestra/kestra', true],
    ['kestra/kestra:latest-full', true],
    ['docker.io/kestra/kestra@sha256:aa', true],
    ['registry.kestra.io/docker/kestra-ee:v1', true],
    ['${IMAGE:-kestra/kestra:v1}', true],
    ['postgres:18', false],
    ['acme/kestra-dashboard', false],
    ['kestra/kestra/other', false],
  ];
  for (const [image, kestra] of images) {
    it(`${kestra ? 'knows' : 'does not take'} ${image} ${kestra ? 'as' : 'for'} Kestra`, async () => {
      const { found } = await read({ 'compose.yml': `services:\n  a:\n    image: ${image}\n` });
      assert.equal(found, kestra);
    });
  }

  const versions: readonly (readonly [string, string | null])[] = [
    ['kestra/kestra', null],
    ['kestra/kestra:latest-full', null],
    ['registry.example:5000/kestra/kestra@sha256:1234', null],
    ['registry.example:5000/kestra/kestra:v2.0.1-full', '2.0.1'],
    ['${IMAGE:-kestra/kestra:v1.3.24@sha256:1234}', '1.3.24'],
    ['kestra/kestra:2', '2'],
  ];
  for (const [image, version] of versions) {
    it(`tells of ${image} ${version === null ? 'no version' : `the version ${version}`}`, async () => {
      const { kestraVersion } = await read({ 'compose.yml': `services:\n  a:\n    image: ${image}\n` });
      assert.equal(kestraVersion, version);
    });
  }

  it('tells no version where two services differ', async () => {
    const services = 'services:\n  a: {image: "kestra/kestra:v1.3"}\n  b: {image: "kestra/kestra:v2.0"}\n';
    assert.equal((await read({ 'compose.yml': services })).kestraVersion, null);
  });
});
