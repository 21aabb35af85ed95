import assert from 'node:assert/strict';
import { base64, plain, read } from './support.ts';
import type { FolderConfiguration } from '../../../src/configuration/index.ts';

type Files = Readonly<Record<string, string>>;

const a = base64('VALUE-MARKER-a');

const inline = (address: string) => `    environment:
      KESTRA_CONFIGURATION: |
        kestra:
          secret: {type: vault, vault: {address: "${address}", token: {token: x}}}
`;

function said({ backends, kestraVersion }: FolderConfiguration): readonly string[] {
  return [
    ...backends.flatMap((backend) => {
      if (backend.type === 'vault') {
        const [origin] = backend.address?.origins ?? [];
        return [`vault ${plain(backend.address)} at ${origin?.file}:${origin?.line}`];
      }
      if (backend.type !== 'env') return [backend.id];
      const { definitions, gaps } = backend.definitions;
      return [
        ...definitions.map(({ key, origin }) => `${key} at ${origin?.file}:${origin?.line}`),
        ...gaps.map(({ reason, detail }) => `without ${reason} ${detail}`),
      ];
    }),
    ...(kestraVersion === null ? [] : [`version ${kestraVersion}`]),
  ];
}

const shapes: Readonly<Record<string, readonly [Files, readonly string[]]>> = {
  'a stack with Kestra’s image': [
    { 'stack.yml': `services:\n  flows:\n    image: kestra/kestra:v1.3.4\n${inline('http://plum:8200')}` },
    ['vault http://plum:8200 at stack.yml:7', 'version 1.3.4'],
  ],
  'a file of the folder below, with its env file': [
    {
      'infra/kestra.yaml':
        'name: orchard\nservices:\n  kestra:\n    image: docker.io/kestra/kestra:latest\n    env_file: flows.env\n',
      'infra/flows.env': `SECRET_PEAR=${a}\n`,
    },
    ['PEAR at infra/flows.env:1'],
  ],
  'a service that is built and holds a configuration': [
    {
      'deploy/local.yml': `services:\n  web: {image: "nginx:1"}\n  flows:\n    build: ./flows\n${inline('http://fig:8200')}`,
    },
    ['vault http://fig:8200 at deploy/local.yml:8'],
  ],
  'a renamed image that starts a server and mounts its configuration': [
    {
      'docker-compose.yml': `services:
  flows:
    image: registry.orchard.example/kestra-custom:7
    command: server standalone
    volumes: ["./flows.yml:/app/confs/application.yml"]
`,
      'flows.yml':
        'kestra:\n  secret: {type: vault, vault: {address: "http://kiwi:8200", token: {token: x}}}\n',
    },
    ['vault http://kiwi:8200 at flows.yml:2'],
  ],
  'an image of somebody’s that has the command, by what the service is called and given': [
    {
      'compose.yml': `services:
  flows:
    image: registry.orchard.example/tools/kestra-custom:7
    environment: {SECRET_PEAR: ${a}}
`,
      'dev/flows.yml': `services:
  kestra:
    build: ./kestra
    environment: {SECRET_FIG: ${a}}
  kestra-exporter: {image: acme/kestra-exporter, environment: {SECRET_KEY: x}}
  client: {image: acme/kestra, environment: {KESTRA_URL: "http://kestra:8080"}}
`,
    },
    [
      'PEAR at compose.yml:4',
      'without file-not-read compose.yml',
      'FIG at dev/flows.yml:4',
      'without file-not-read dev/flows.yml',
    ],
  ],
  'an image of another name altogether, that Kestra’s variables tell': [
    {
      'compose.yaml': `services:
  engine:
    image: registry.orchard.example/engine
    command: ["server", "executor"]
    environment: {KESTRA_SECRET_TYPE: vault, KESTRA_SECRET_VAULT_ADDRESS: "http://lime:8200"}
`,
    },
    ['vault http://lime:8200 at compose.yaml:5'],
  ],
  'a service that is built, and named Kestra': [
    {
      'compose.yaml': `services:
  kestra:
    build: .
    entrypoint: [/app/kestra, server, standalone]
    environment: [SECRET_APPLE=${a}]
`,
    },
    ['APPLE at compose.yaml:5', 'without file-not-read compose.yaml'],
  ],
  'a file that another one includes, once': [
    {
      'compose.yaml': 'include: [parts/kestra.yml]\n',
      'parts/kestra.yml': `services:\n  kestra:\n    image: kestra/kestra:v1.1.0\n    environment: {SECRET_FIG: ${a}}\n`,
    },
    ['FIG at parts/kestra.yml:4', 'version 1.1.0'],
  ],
};

const others: Readonly<Record<string, string>> = {
  'another compose file': `services:\n  db: {image: "postgres:17", environment: {SECRET_A: ${a}}}\n`,
  'one whose service talks to Kestra': `services:\n  bot:\n    image: acme/bot\n    environment: {KESTRA_URL: "http://kestra:8080", SECRET_A: ${a}}\n`,
  'one that starts a server of something else': `services:\n  jobs:\n    image: acme/jobs\n    command: server worker\n    environment: {SECRET_KEY: ${a}}\n`,
  'one in which Kestra only loads flows': `services:\n  sync:\n    image: kestra/kestra:v1.3.0\n    command: flow namespace update orchard /flows\n    environment: {SECRET_A: ${a}}\n`,
  'a pipeline with services': `services:\n  - name: kestra/kestra:latest\n    alias: kestra\ntest:\n  variables: {SECRET_A: ${a}}\n`,
  'services of a framework': `services:\n  App\\Kestra: {class: 'App\\Client', image: 'server standalone'}\n`,
  'a flow that holds a compose file': `id: up\nnamespace: orchard\ntasks:\n  - id: file\n    type: io.kestra.plugin.core.storage.Write\n    content: |\n      services:\n        kestra: {image: "kestra/kestra:v1", environment: {SECRET_A: ${a}}}\n`,
};

describe('a compose file', () => {
  for (const [name, [files, expected]] of Object.entries(shapes)) {
    it(`is read: ${name}`, async () => {
      assert.deepEqual(said(await read(files)), expected);
    });
  }
});

describe('no compose file of Kestra', () => {
  for (const [name, text] of Object.entries(others)) {
    it(`is ${name}`, async () => {
      for (const path of ['stack.yml', 'compose.yml']) {
        const { backends, problems, found } = await read({ [path]: text });
        assert.deepEqual([backends, problems, found], [[], [], false], path);
      }
    });
  }
});
