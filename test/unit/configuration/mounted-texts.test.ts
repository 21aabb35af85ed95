import assert from 'node:assert/strict';
import { base64, plain, read, readVault, told } from './support.ts';

type Files = Readonly<Record<string, string>>;

const service = (...lines: readonly string[]): string =>
  [
    'services:',
    '  k:',
    '    image: kestra/kestra',
    `    environment: {SECRET_A: ${base64('VALUE-MARKER-a')}}`,
    ...lines.map((line) => `    ${line}`),
    '',
  ].join('\n');

const kestra = 'kestra: {secret: {type: vault, vault: {address: http://v:1, root-engine: mounted}}}\n';
const content = `{app: {content: '${kestra.trim()}'}}`;
const there = '{source: app, target: /app/confs/application.yml}';

describe('a configuration in Compose’s configs or secrets', () => {
  const seen: Readonly<Record<string, Files>> = {
    'a text': { 'compose.yml': `${service(`configs: [${there}]`)}configs: ${content}\n` },
    'a text in a block': {
      'compose.yml': `${service(`configs: [${there}]`)}configs:\n  app:\n    content: |\n      ${kestra}`,
    },
    'a text for --config': {
      'compose.yml': `${service('command: server --config /etc/k.yml', 'configs: [{source: app, target: /etc/k.yml}]')}configs: ${content}\n`,
    },
    'a text without a target': {
      'compose.yml': `${service('command: server --config /app', 'configs: [app]')}configs: ${content}\n`,
    },
    'a text that the override declares': {
      'compose.yml': service(`configs: [${there}]`),
      'compose.override.yml': `configs: ${content}\n`,
    },
    'a text that the override uses': {
      'compose.yml': `${service()}configs: ${content}\n`,
      'compose.override.yml': `services:\n  k:\n    configs: [${there}]\n`,
    },
    'a text for an extended service': {
      'compose.yml': `services:\n  k:\n    extends: {file: d/base.yml, service: k}\nconfigs: ${content}\n`,
      'd/base.yml': service(`configs: [${there}]`),
    },
    'a file that the override declares': {
      'compose.yml': service(`configs: [${there}]`),
      'compose.override.yml': 'configs: {app: {file: ./conf/k.yml}}\n',
      'conf/k.yml': kestra,
    },
    'a file among the secrets': {
      'compose.yml': `${service(`secrets: [${there}]`)}secrets: {app: {file: ./conf/k.yml}}\n`,
      'conf/k.yml': kestra,
    },
    'a file among the secrets without a target': {
      'compose.yml': `${service('command: server --config /run/secrets/app', 'secrets: [app]')}secrets: {app: {file: ./conf/k.yml}}\n`,
      'conf/k.yml': kestra,
    },
    'a file among the secrets by a name': {
      'compose.yml': `${service('command: server --config /run/secrets/k.yml', 'secrets: [{source: app, target: k.yml}]')}secrets: {app: {file: ./conf/k.yml}}\n`,
      'conf/k.yml': kestra,
    },
    'a target with dots': {
      'compose.yml': service('volumes: ["./conf/k.yml:/app/confs/../confs/./application.yml"]'),
      'conf/k.yml': kestra,
    },
    'a command with dots': {
      'compose.yml': service(
        'command: server --config /etc/../app//confs/k.yml',
        'volumes: ["./conf:/app/confs/"]',
      ),
      'conf/k.yml': kestra,
    },
  };
  for (const [name, files] of Object.entries(seen)) {
    it(`is read: ${name}`, async () => {
      assert.equal(plain((await readVault(files)).rootEngine), 'mounted');
      assert.equal((await read(files)).partial, false);
    });
  }

  it('has its placeholders filled, and its keys where they stand', async () => {
    const text = kestra.replace('mounted', '${ENGINE}').replace('address', 'adress');
    const files = {
      'compose.yml': `${service(`configs: [${there}]`)}configs:\n  app:\n    content: |\n      ${text}`,
      '.env': 'ENGINE=filled\n',
    };
    assert.equal(plain((await readVault(files)).rootEngine), 'filled');
    assert.ok(told(files, (await read(files)).problems).includes('key-unknown: adress'));
  });

  it('shows no credential', async () => {
    const text = kestra.replace('root-engine: mounted', 'token.token: VALUE-MARKER-token');
    const files = {
      'compose.yml': `${service(`configs: [${there}]`)}configs:\n  app:\n    content: |\n      ${text}`,
    };
    assert.doesNotMatch(JSON.stringify((await read(files)).entries), /VALUE-MARKER/);
  });

  const gaps: Readonly<Record<string, string>> = {
    'a variable': `${service(`configs: [${there}]`)}configs: {app: {environment: CONF}}\n`,
    'a variable as a text': `${service(`configs: [${there}]`)}configs: {app: {content: "\${CONF}"}}\n`,
    'an external one': `${service(`configs: [${there}]`)}configs: {app: {external: true}}\n`,
    'one that is declared nowhere': service(`configs: [${there}]`),
    'one that says nothing': `${service(`configs: [${there}]`)}configs: {app: {name: x}}\n`,
    'one with a tag': `${service(`configs: [${there}]`)}configs: {app: {content: !vault x}}\n`,
    'one that is no text': `${service(`configs: [${there}]`)}configs: {app: {content: [x]}}\n`,
    'a file that is not here': `${service(`configs: [${there}]`)}configs: {app: {file: ./none.yml}}\n`,
    'an external secret': `${service(`secrets: [${there}]`)}secrets: {app: {external: true}}\n`,
    'a secret from a variable': `${service(`secrets: [${there}]`)}secrets: {app: {environment: CONF}}\n`,
    'a target that is not known': `${service('configs: [{source: app, target: "${PLACE}"}]')}configs: ${content}\n`,
    'a name that is not known': service('secrets: ["${NAME}"]'),
    'a list that is none': service('configs: "${CONFIGS}"'),
    'volumes of another container': service('volumes_from: [other]'),
    'a volume where the command names the default file': service(
      'command: server --config /app/confs/application.yml',
      'volumes: ["data:/app/confs"]',
    ),
  };
  for (const [name, text] of Object.entries(gaps)) {
    it(`is a gap, and no silence: ${name}`, async () => {
      const { partial, backends } = await read({ 'compose.yml': text });
      assert.equal(partial, true);
      const environment = backends.at(-1);
      assert.ok(environment?.type === 'env');
      assert.deepEqual(
        environment.definitions.gaps.map(({ reason, detail }) => `${reason} ${detail}`),
        [
          name === 'a file that is not here'
            ? 'configuration-not-found none.yml'
            : 'configuration compose.yml',
        ],
      );
    });
  }

  const harmless: Readonly<Record<string, string>> = {
    'a secret of its own': `${service('secrets: [db]')}secrets: {db: {external: true}}\n`,
    'a config of another program': `${service('configs: [log]')}configs: {log: {environment: LOG}}\n`,
    'an empty list': service('configs: []', 'secrets:', 'volumes_from: []'),
  };
  for (const [name, text] of Object.entries(harmless)) {
    it(`is not looked for in ${name}`, async () => {
      assert.equal((await read({ 'compose.yml': text })).partial, false);
    });
  }
});
