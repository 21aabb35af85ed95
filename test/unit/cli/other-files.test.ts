import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { folderOf, kestraSecrets, type Run } from './command.ts';
import { readDocument } from './contract.ts';

/** Whoever listens at an address that a pulled commit names. */
interface Listener {
  readonly port: number;
  readonly origin: string;
  /** What came: the first line of each request with its headers and its body. */
  heard(): string;
  stop(): Promise<void>;
}

async function listen(): Promise<Listener> {
  let heard = '';
  const server = createServer((request: IncomingMessage, response) => {
    heard += `${request.method ?? ''} ${request.url ?? ''} ${JSON.stringify(request.headers)}\n`;
    request.setEncoding('utf8').on('data', (text: string) => (heard += text));
    request.on('end', () => response.writeHead(404, { 'content-type': 'application/json' }).end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    heard: () => heard,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

type Files = Readonly<Record<string, string>>;

const vault = (...lines: readonly string[]) =>
  ['kestra:', '  secret:', '    type: vault', '    vault:', ...lines.map((line) => `      ${line}`)].join(
    '\n',
  );
const compose = (...environment: readonly string[]) =>
  [
    'services:',
    '  kestra:',
    '    image: kestra/kestra:v2.0.0',
    '    env_file: [ci.env]',
    '    volumes: ["./application.yml:/app/confs/application.yml"]',
    '    environment:',
    ...environment.map((line) => `      ${line}`),
  ].join('\n');
const indent = (text: string, by: number) => text.split('\n').map((line) => `${' '.repeat(by)}${line}`);

/** What the user keeps for themselves, in a file that git ignores. */
const env = 'DB_PASSWORD=kept-private\n';
const marker = /kept-private/;

/** What a pulled commit puts into the folder, and what it would make of the private file. */
const attacks: readonly (readonly [string, (listener: Listener) => Files, RegExp])[] = [
  [
    'a token',
    ({ origin }) => ({ 'application.yml': vault(`address: ${origin}`, 'token.token: "${DB_PASSWORD}"') }),
    marker,
  ],
  [
    'a part of a token',
    ({ origin }) => ({ 'application.yml': vault(`address: ${origin}`, 'token.token: "x${DB_PASSWORD}"') }),
    marker,
  ],
  [
    'the second name of a placeholder',
    ({ origin }) => ({
      'application.yml': vault(`address: ${origin}`, 'token.token: "${NOTHING:DB_PASSWORD:none}"'),
    }),
    marker,
  ],
  [
    'the path of an address',
    ({ origin }) => ({
      'application.yml': vault(`address: ${origin}/\${DB_PASSWORD}`, 'token.token: literal'),
    }),
    marker,
  ],
  [
    'a host',
    ({ port }) => ({
      'application.yml': vault(`address: "http://\${DB_HOST}:${port}"`, 'token.token: literal'),
      '.env': 'DB_HOST=127.0.0.1\n',
    }),
    /literal/,
  ],
  [
    'a part of a host',
    ({ port }) => ({
      'application.yml': vault(`address: "http://127.0.0.\${DB_HOST}:${port}"`, 'token.token: literal'),
      '.env': 'DB_HOST=1\n',
    }),
    /literal/,
  ],
  [
    'a port',
    ({ port }) => ({
      'application.yml': vault('address: "http://127.0.0.1:${DB_PORT}"', 'token.token: literal'),
      '.env': `DB_PORT=${port}\n`,
    }),
    /literal/,
  ],
  [
    'an address that is put together of two of its variables',
    ({ port }) => ({
      'application.yml': vault('address: "${A}${B}"', 'token.token: literal'),
      '.env': `A=http://127.0.0.1:\nB=${port}\n`,
    }),
    /literal/,
  ],
  [
    'the path of the secrets',
    ({ origin }) => ({
      'application.yml': vault(
        `address: ${origin}`,
        'token.token: literal',
        'secret-path-prefix: "${DB_PASSWORD}"',
      ),
    }),
    marker,
  ],
  [
    'an engine',
    ({ origin }) => ({
      'application.yml': vault(`address: ${origin}`, 'token.token: literal', 'root-engine: "${DB_PASSWORD}"'),
    }),
    marker,
  ],
  [
    'a namespace of Vault’s',
    ({ origin }) => ({
      'application.yml': vault(`address: ${origin}`, 'token.token: literal', 'namespace: "${DB_PASSWORD}"'),
    }),
    marker,
  ],
  [
    'the path of a login',
    ({ origin }) => ({
      'application.yml': vault(
        `address: ${origin}`,
        'app-role: { path: "${DB_PASSWORD}", role-id: r, secret-id: s }',
      ),
    }),
    marker,
  ],
  [
    'a user',
    ({ origin }) => ({
      'application.yml': vault(`address: ${origin}`, 'password: { user: "${DB_PASSWORD}", password: p }'),
    }),
    marker,
  ],
  [
    'what Compose fills in',
    ({ origin }) => ({
      'docker-compose.yml': compose(
        'KESTRA_CONFIGURATION: |',
        ...indent(vault(`address: ${origin}`, 'token.token: "${DB_PASSWORD}"'), 2),
      ),
    }),
    marker,
  ],
  [
    'what Compose fills in where it is not set otherwise',
    ({ origin }) => ({
      'docker-compose.yml': compose(
        'KESTRA_CONFIGURATION: |',
        ...indent(vault(`address: ${origin}`, 'token.token: "${NOTHING:-a${DB_PASSWORD}}"'), 2),
      ),
    }),
    marker,
  ],
  [
    'a variable of the container',
    ({ origin }) => ({
      'docker-compose.yml': compose(
        'KESTRA_SECRET_TYPE: vault',
        `KESTRA_SECRET_VAULT_ADDRESS: ${origin}`,
        'KESTRA_SECRET_VAULT_TOKEN_TOKEN: "${DB_PASSWORD}"',
      ),
    }),
    marker,
  ],
  [
    'a variable of an env file that is committed',
    ({ origin }) => ({
      'application.yml': vault('address: "${URL}"', 'token.token: "${PASS}"'),
      'docker-compose.yml': compose('X: x'),
      'ci.env': `URL=${origin}\nPASS=$DB_PASSWORD\n`,
    }),
    marker,
  ],
  [
    'an address that an env file makes of it',
    ({ origin }) => ({
      'application.yml': vault('address: "${URL}"', 'token.token: literal'),
      'docker-compose.yml': compose('X: x'),
      'ci.env': `URL=${origin}/$DB_PASSWORD\n`,
    }),
    marker,
  ],
  [
    'the token of another file of Kestra’s',
    ({ origin }) => ({
      'application.yml': vault('token.token: kept-private'),
      'application-ci.yml': `kestra.secret.vault.address: ${origin}\n`,
    }),
    marker,
  ],
  [
    'a manager that a setting names',
    ({ origin }) => ({
      '.vscode/settings.json': JSON.stringify({
        'kestraSecrets.secretManagers': [
          {
            namespace: 'a',
            secretType: 'vault',
            secretConfiguration: { address: origin, token: { token: '${DB_PASSWORD}' } },
          },
        ],
      }),
    }),
    marker,
  ],
  [
    'a key of AWS’s',
    ({ origin }) => ({
      'application.yml': [
        'kestra.secret:',
        '  type: aws-secret-manager',
        '  aws-secret-manager:',
        '    region: eu-west-1',
        `    endpoint-override: ${origin}`,
        '    access-key-id: "${DB_PASSWORD}"',
        '    secret-key-id: literal',
      ].join('\n'),
    }),
    marker,
  ],
  [
    'the id that a role of AWS’s is taken with',
    ({ origin }) => ({
      'application.yml': [
        'kestra.secret:',
        '  type: aws-secret-manager',
        '  aws-secret-manager:',
        '    region: eu-west-1',
        `    sts-endpoint-override: ${origin}`,
        '    sts-role-arn: arn:aws:iam::123456789012:role/lister',
        '    sts-role-external-id: "${DB_PASSWORD}"',
        '    access-key-id: AKIALITERAL',
        '    secret-key-id: literal',
      ].join('\n'),
    }),
    marker,
  ],
];

describe('command line: what one file keeps and another file wants', function () {
  this.timeout(60_000);

  async function runIn(files: Files, flags: readonly string[], more: Readonly<Record<string, string>> = {}) {
    const { root, remove } = await folderOf({ '.env': env, ...files });
    try {
      return await kestraSecrets(['list', '--json', '--folder', root, '--timeout', '20', ...flags], {
        env: more,
      });
    } finally {
      await remove();
    }
  }

  /** What the listener hears of a run. */
  async function heardOf(
    filesFor: (listener: Listener) => Files,
    flagsFor: (listener: Listener) => readonly string[],
    more: Readonly<Record<string, string>> = {},
  ): Promise<{ heard: string; run: Run; origin: string }> {
    const listener = await listen();
    try {
      const run = await runIn(filesFor(listener), flagsFor(listener), more);
      return { heard: listener.heard(), run, origin: listener.origin };
    } finally {
      await listener.stop();
    }
  }

  const allowed = ({ origin }: Listener) => ['--allow-endpoint', origin];
  const none = () => [];

  for (const [what, files, taken] of attacks) {
    it(`does not go to an address of that other file: ${what}`, async () => {
      const [attack, control] = await Promise.all([heardOf(files, none), heardOf(files, allowed)]);
      assert.equal(attack.heard, '');
      assert.equal(attack.run.code, 0, attack.run.err);
      const [backend] = readDocument('list', attack.run.out).backends;
      assert.equal(backend?.state, 'blocked');
      assert.deepEqual(
        attack.run.err.split('\n').filter((line) => line.includes(`--allow-endpoint ${attack.origin}`))
          .length,
        1,
        attack.run.err,
      );
      assert.match(
        attack.run.err,
        / would be sent to http:\/\/127\.0\.0\.1:\d+\. Give --allow-endpoint http:\/\/127\.0\.0\.1:\d+/,
      );
      assert.match(control.heard, taken, 'with leave it goes there, so the listener hears');
    });
  }

  it('goes to an address that the user gives, whatever file it is in', async () => {
    const files = () => ({
      'application.yml': vault('address: http://127.0.0.1:9', 'token.token: "${DB_PASSWORD}"'),
    });
    const given = await heardOf(files, ({ origin }) => ['--address', `vault=${origin}`]);
    assert.match(given.heard, marker);
  });

  for (const [what, files] of [
    [
      'one variable of that file that is the whole address',
      ({ origin }: Listener) => ({
        'application.yml': vault(
          'address: "${VAULT_ADDR}"',
          'token.token: "${VAULT_TOKEN}"',
          'root-engine: a',
        ),
        '.env': `VAULT_ADDR=${origin}\nVAULT_TOKEN=kept-private\n`,
      }),
    ],
    [
      'an address that the file puts together by itself',
      ({ port }: Listener) => ({
        'application.yml': vault('address: "${VAULT_ADDR:`http://127.0.0.1:9`}"', 'token.token: "${TOKEN}"'),
        '.env': `HOST=127.0.0.1\nVAULT_ADDR=http://$HOST:${port}\nTOKEN=kept-private\n`,
      }),
    ],
    [
      'the same file by way of Compose',
      ({ origin }: Listener) => ({
        'docker-compose.yml': compose(
          'KESTRA_CONFIGURATION: |',
          ...indent(vault('address: "${VAULT_ADDR}"', 'token.token: "${VAULT_TOKEN}"'), 2),
        ),
        '.env': `VAULT_ADDR=${origin}\nVAULT_TOKEN=kept-private\n`,
      }),
    ],
    [
      'all of it written in one file',
      ({ origin }: Listener) => ({
        'application.yml': vault(`address: ${origin}`, 'token.token: kept-private'),
      }),
    ],
  ] as const) {
    it(`goes without a question to ${what}`, async () => {
      const { heard, run } = await heardOf(files, none);
      assert.match(heard, marker, run.err);
    });
  }

  for (const [what, more, dotEnv] of [
    ['the environment', { AWS_SECRET_ACCESS_KEY: 'kept-private' }, env],
    ['.env', {}, 'AWS_SECRET_ACCESS_KEY=kept-private\n'],
  ] as const) {
    it(`does not let a credential of AWS’s in ${what} go to a Vault whose address is allowed`, async () => {
      const files = ({ origin }: Listener) => ({
        'application.yml': vault(`address: ${origin}`, 'token.token: "${AWS_SECRET_ACCESS_KEY}"'),
        '.env': dotEnv,
      });
      const named = (listener: Listener) => [
        ...allowed(listener),
        '--allow-variable',
        'AWS_SECRET_ACCESS_KEY',
      ];
      const [attack, control] = await Promise.all([
        heardOf(files, allowed, more),
        heardOf(files, named, more),
      ]);
      assert.equal(attack.heard, '');
      assert.match(attack.run.err, /--allow-variable AWS_SECRET_ACCESS_KEY/);
      assert.match(control.heard, marker);
    });
  }

  for (const key of ['address', 'secret-path-prefix', 'root-engine', 'namespace', 'kubernetes.role']) {
    it(`fills no ${key} from a SECRET_ variable, whatever is allowed`, async () => {
      const files = ({ origin }: Listener) => ({
        'application.yml': vault(
          ...(key === 'address' ? [`address: ${origin}/\${SECRET_X}`] : [`address: ${origin}`]),
          ...(key === 'address' ? [] : [`${key}: "a/\${SECRET_X}"`]),
          ...(key === 'kubernetes.role' ? [] : ['token.token: literal']),
        ),
        '.env': 'SECRET_X=kept-private\nX=kept-private\n',
      });
      const control = (listener: Listener) => {
        const written = files(listener);
        return { ...written, 'application.yml': written['application.yml'].replace('SECRET_X', 'X') };
      };
      const [attack, other] = await Promise.all([
        heardOf(files, allowed, { VAULT_TOKEN: 'x' }),
        heardOf(control, allowed, { VAULT_TOKEN: 'x' }),
      ]);
      assert.equal(attack.heard, '');
      assert.doesNotMatch(attack.run.out + attack.run.err, marker);
      assert.match(attack.run.err, /SECRET_X holds a secret/);
      assert.notEqual(other.heard, '');
    });
  }
});
