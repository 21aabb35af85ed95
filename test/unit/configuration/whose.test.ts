import assert from 'node:assert/strict';
import { sortEdits } from '../../../src/text/edits.ts';
import { base64, mended, read, told } from './support.ts';

type Texts = Readonly<Record<string, string>>;

const vault =
  'kestra: {secret: {type: vault, read-only: true, vault: {address: "http://v:8200", token: {token: t}}}}\n';
const service = (image: string, ...lines: readonly string[]): string =>
  `services:\n  kestra:\n    image: ${image}\n${lines.map((line) => `    ${line}\n`).join('')}`;
const configured = `environment: {KESTRA_CONFIGURATION: ${JSON.stringify(vault)}}`;

async function codesIn(files: Texts): Promise<readonly string[]> {
  return (await read(files)).problems.map(({ code }) => code);
}

describe('a backend beside an image', () => {
  const open = [
    'kestra/kestra',
    'kestra/kestra:v1.2',
    'docker.io/kestra/kestra:latest',
    'kestra/kestra:${TAG}',
  ];
  for (const image of open) {
    it(`of open-source Kestra needs another one, and stays: ${image}`, async () => {
      const { problems, backends } = await read({ 'compose.yml': service(`"${image}"`, configured) });
      assert.deepEqual(
        problems.map(({ code, severity, backend }) => [code, severity, backend]),
        [['backend-needs-enterprise', 'warning', 'vault']],
      );
      assert.equal(backends[0]?.id, 'vault');
      assert.equal(backends[0].needsEnterprise, true);
    });
  }

  it('is told where the type stands, in a mounted file or a variable', async () => {
    const mounted = {
      'compose.yml': service('kestra/kestra', 'volumes: ["./k.yml:/app/confs/application.yml"]'),
      'k.yml': vault,
    };
    assert.deepEqual(told(mounted, (await read(mounted)).problems), ['backend-needs-enterprise: vault']);
    const variable = {
      'compose.yml': service('kestra/kestra', 'environment:', '  KESTRA_SECRET_TYPE: doppler'),
    };
    assert.deepEqual((await codesIn(variable)).toSorted(), ['backend-needs-enterprise', 'unsupported-type']);
  });

  it('is told of a deployment, unless something may put another image in', async () => {
    const deployment = (image: string) =>
      `kind: Deployment\nmetadata: {name: k}\nspec: {template: {spec: {containers: [{name: k, image: "${image}", env: [{name: KESTRA_CONFIGURATION, value: ${JSON.stringify(vault)}}]}]}}}\n`;
    const own = { 'k.yaml': deployment('kestra/kestra:v1.2') };
    assert.deepEqual(await codesIn(own), ['backend-needs-enterprise']);
    assert.deepEqual(await codesIn({ 'k.yaml': deployment('mirror.example/kestra/kestra:v1.2') }), []);
    const newName = 'images: [{name: kestra/kestra, newName: registry.kestra.io/docker/kestra-ee}]';
    const flux = 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec:\n  path: .\n  ';
    assert.deepEqual(
      await codesIn({ ...own, 'kustomization.yaml': `resources: [k.yaml]\n${newName}\n` }),
      [],
    );
    assert.deepEqual(await codesIn({ ...own, 'apps.yaml': `${flux}${newName}\n` }), []);
  });

  const others: Texts = {
    'the registry of Enterprise': service('registry.kestra.io/docker/kestra-ee:v1.2', configured),
    'a mirror, which may hold anything': service('mirror.example/kestra/kestra:v1.2', configured),
    'a name of its own': service('acme/kestra', configured),
    'what is built': service('kestra/kestra', 'build: .', configured),
    'an image that a missing .env may name': service('"${IMAGE:-kestra/kestra}"', configured),
    'an image that an override replaces': service('kestra/kestra', configured),
    'no backend': service('kestra/kestra', 'environment: {SECRET_A: YQ==}'),
  };
  for (const [name, text] of Object.entries(others)) {
    it(`is right by ${name}`, async () => {
      const override = 'services: {kestra: {image: registry.kestra.io/docker/kestra-ee}}\n';
      const files = {
        'compose.yml': text,
        ...(name.includes('override') ? { 'compose.override.yml': override } : {}),
      };
      const { problems, backends } = await read(files);
      assert.ok(problems.every(({ code }) => code !== 'backend-needs-enterprise'));
      assert.ok(backends.every((backend) => backend.needsEnterprise !== true));
    });
  }
});

describe("another program's files", () => {
  const django = 'DEBUG=1\nSECRET_KEY=django-insecure-x#1\n';
  const web = 'services: {web: {image: acme/web, env_file: web.env}}\n';
  const silent: Readonly<Record<string, Texts>> = {
    'a .env with a key of its own': { '.env': django },
    'a .env beside a backend': { '.env': django, 'application.yml': vault },
    'a key in hexadecimal digits': { '.env': `SECRET_KEY_BASE=${'0123456789abcdef'.repeat(8)}\n` },
    'an application.yml of Spring': {
      'application.yml': 'spring: {datasource: {password: x}}\nsecret: {key: x}\n',
    },
    'one with a Vault of its own': {
      'application.yml': 'vault: {address: x}\nsecret: {vault: {mount: x}}\n',
    },
    'one with a type of its own': { 'application.yml': 'type: vault\nserver: {port: 1}\n' },
    'an env file of a service': { 'compose.yml': web, 'web.env': `SECRET_A=${base64('a')}\n` },
    'a .env of a service': {
      'compose.yml': web.replace('web.env', '.env'),
      '.env': `SECRET_A=${base64('a')}\nSECRET_B y=1\n`,
    },
  };
  for (const [name, files] of Object.entries(silent)) {
    it(`are met with silence: ${name}`, async () => {
      const { problems, backends } = await read(files);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        backends.filter(({ type }) => type === 'env'),
        [],
      );
    });
  }

  it('are met with silence beside a service of Kestra, too', async () => {
    for (const env of [django, `SECRET_A=${base64('a')}\n`]) {
      const kestra = service('kestra/kestra', 'environment: {SECRET_B: YQ==}');
      const files = { 'compose.yml': `${kestra}  web: {image: acme/web, env_file: .env}\n`, '.env': env };
      assert.deepEqual(await codesIn(files), []);
    }
    const files = {
      'compose.yml': service('kestra/kestra', 'environment: {SECRET_B: YQ==}'),
      '.env': `SECRET_A=${base64('a')}\n`,
    };
    assert.deepEqual(await codesIn(files), ['secret-not-loaded'], 'the loose one may be meant for it');
  });

  it('are not those of Kestra', async () => {
    const own: readonly Texts[] = [
      { '.env': `DEBUG=1\nSECRET_A=${base64('a')}\nSECRET_KEY=django\n` },
      { '.env_encoded': 'SECRET_A=plain-text\n' },
      { '.env': 'SECRET_A=plain-text\n', 'application.yml': 'kestra: {secret: {vault: {}}}\n' },
      { '.env': 'SECRET_A=ENC[AES256_GCM,data:x]\n' },
      {
        'compose.yml': web.replace('acme/web', 'acme/my-kestra').replace('web.env', '.env'),
        '.env': 'SECRET_A=YQ==\n',
      },
    ];
    for (const files of own) {
      const { backends } = await read(files);
      const last = backends.at(-1);
      assert.ok(last?.type === 'env' && last.definitions.definitions.length > 0, JSON.stringify(files));
    }
  });
});

describe('a part of the documentation as a whole file', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['without its first key', 'secret:\n  type: vault\n  vault: {address: "http://v"}\n', 'secret', 'vault'],
    ['a block without a type', 'secret:\n  vault:\n    address: http://v\n', 'secret', 'env'],
    [
      'without its first two keys',
      'type: vault\nread-only: true\nvault:\n  address: http://v\n',
      'type',
      'vault',
    ],
    [
      'with dotted keys',
      'secret.vault.address: http://v\nserver.port: 80\nsecret.vault.token.token: x\n"secret.type": vault\n',
      'secret',
      'vault',
    ],
    [
      'with dotted keys at its top, the type last',
      'vault.address: http://v\nvault.token:\n  token: x\nread-only: true\ntype: vault\n',
      'type',
      'vault',
    ],
    ['of another of its backends', 'type: doppler\ndoppler:\n  token: x\n', 'type', 'doppler'],
  ];
  for (const [name, text, marked, backend] of cases) {
    it(`is told, and mended: ${name}`, async () => {
      const files = { 'application.yml': text };
      const { problems } = await read(files);
      assert.deepEqual(told(files, problems), [`kestra-key-missing: ${marked}`]);
      const after = await read(mended(files, problems[0]));
      assert.ok(after.problems.every(({ code }) => code !== 'kestra-key-missing'));
      assert.equal(after.backends[0]?.id ?? '', backend);
      assert.equal(after.found, true);
      const { edits = [] } = problems[0]?.fix ?? {};
      assert.deepEqual(edits, sortEdits(edits));
      const codes = after.problems.map(({ code }) => code);
      assert.ok(!codes.includes('key-missing') && !codes.includes('key-unknown'), codes.join());
    });
  }

  it('is no file of a program of another framework', async () => {
    const text =
      'spring: {application: {name: orders}}\nsecret: {type: vault, vault: {address: "http://v"}}\n';
    assert.deepEqual(await codesIn({ 'src/main/resources/application.yml': text }), []);
  });

  it('is told in what a service reads', async () => {
    const text = 'environment: {KESTRA_CONFIGURATION: "secret: {type: vault}"}';
    assert.ok((await codesIn({ 'compose.yml': service('acme/k', text) })).includes('kestra-key-missing'));
  });

  it('is no file that has it below kestra', async () => {
    const files = { 'application.yml': `${vault}secret: {type: vault}\n` };
    assert.deepEqual(await codesIn(files), []);
  });
});

describe('a value of a block that cannot be right', () => {
  const block = (type: string, ...lines: readonly string[]): string =>
    `kestra:\n  secret:\n    type: ${type}\n    read-only: true\n    ${type}:\n${lines.map((line) => `      ${line}\n`).join('')}`;
  const azure = 'azure-key-vault';
  const aws = 'aws-secret-manager';
  const google = 'google-secret-manager';
  const address = 'https://shop.vault.azure.net/';

  it('is an address as the name of a key vault, which moves to its own key', async () => {
    for (const [key, after] of [
      ['vault-name', 'key-vault-uri'],
      ['vaultName', 'keyVaultUri'],
    ] as const) {
      const files = { 'application.yml': block(azure, `${key}: ${address}`) };
      const { problems } = await read(files);
      assert.deepEqual(told(files, problems), [`value-invalid: ${address}`]);
      assert.deepEqual(problems[0]?.data, { key: 'vault-name', expected: 'host-name' });
      assert.equal(mended(files, problems[0])['application.yml'], block(azure, `${after}: ${address}`));
    }
  });

  it('is nothing to mend where the other key is there, or the address has no scheme', async () => {
    for (const lines of [
      [`vault-name: ${address}`, `key-vault-uri: ${address}`],
      ['vault-name: shop.vault.azure.net'],
    ]) {
      const [problem] = (await read({ 'application.yml': block(azure, ...lines) })).problems;
      assert.equal(problem?.code, 'value-invalid');
      assert.equal(problem.fix, undefined);
    }
  });

  it('is no JSON in the place of a service account', async () => {
    for (const value of ['/secrets/key.json', base64('{"type": "service_account"}'), "'[1]'", '\'{"a": \'']) {
      const files = { 'application.yml': block(google, 'project: p', `service-account: ${value}`) };
      const { problems } = await read(files);
      assert.deepEqual(told(files, problems), [`value-invalid: ${value}`]);
      assert.deepEqual(problems[0]?.data, { key: 'service-account', expected: 'json' });
    }
  });

  it('is half of a key pair', async () => {
    for (const [set, missing] of [
      ['access-key-id', 'secret-key-id'],
      ['secret-key-id', 'access-key-id'],
    ] as const) {
      for (const more of [[], [`${missing}: ""`]]) {
        const files = { 'application.yml': block(aws, 'region: eu-west-1', `${set}: x`, ...more) };
        const { problems } = await read(files);
        assert.deepEqual(told(files, problems), [`key-missing: ${set}`]);
        assert.deepEqual(problems[0]?.suggestions, [missing]);
      }
    }
  });

  const right: Readonly<Record<string, string>> = {
    'what another program says of a Kestra that it talks to': 'kestra: {url: "http://k:8080", secret: x}\n',
    'a name': block(azure, 'vault-name: shop-1'),
    'a placeholder for a name': block(azure, 'vault-name: ${NAME}'),
    'an address at its key': block(azure, `key-vault-uri: ${address}`),
    'JSON in one line': block(google, 'project: p', `service-account: '{"type": "service_account"}'`),
    'JSON in several': block(google, 'project: p', 'service-account: |', '  {', '    "type": "x"', '  }'),
    'a placeholder for JSON': block(google, 'project: p', 'service-account: ${KEY}'),
    'no service account': block(google, 'project: p', 'service-account: ""'),
    'a whole pair': block(aws, 'region: eu-west-1', 'access-key-id: x', 'secret-key-id: ${KEY}'),
    'no pair': block(aws, 'region: eu-west-1', 'access-key-id: ""', 'secret-key-id: ""'),
  };
  for (const [name, text] of Object.entries(right)) {
    it(`is not ${name}`, async () => {
      const codes = (await codesIn({ 'application.yml': text })).filter((code) => code !== 'value-not-known');
      assert.deepEqual(codes, []);
    });
  }
});
