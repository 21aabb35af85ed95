import assert from 'node:assert/strict';
import { plain, read, readVault, told } from './support.ts';

const start = 'services:\n  kestra:\n    image: registry.kestra.io/docker/kestra-ee:v2.0.0\n';
const service = (...lines: readonly string[]): string =>
  start + lines.map((line) => `    ${line}\n`).join('');
const engine = (name: string): string => `kestra: {secret: {type: vault, vault: {root-engine: ${name}}}}\n`;

async function toldOf(
  files: Readonly<Record<string, string>>,
  code: string,
): Promise<readonly (readonly [string, string])[]> {
  const { problems } = await read(files);
  const found = problems.filter((problem) => problem.code === code);
  return found.map((problem) => [
    told(files, [problem])[0]?.slice(code.length + 2) ?? '',
    problem.data.name ?? problem.data.target ?? '',
  ]);
}

describe('what the server reads from the folder it works in', () => {
  const dev = { '!conf/application-dev.yml': engine('dev') };
  // None of the files is listed, so that nothing but the service leads to them. As Micronaut has it: the profile's file is looked for there, and never beside a file that is named.
  const cases: readonly (readonly [string, readonly string[], Readonly<Record<string, string>>, string])[] = [
    ['its own', ['volumes: ["./conf:/app/config"]'], {}, 'base'],
    [
      "a profile's over it",
      ['volumes: ["./conf:/app/config"]', 'environment: {MICRONAUT_ENVIRONMENTS: "dev, eu"}'],
      dev,
      'dev',
    ],
    [
      "the last profile's over others",
      ['volumes: ["./conf:/app/config"]', 'environment: {MICRONAUT_ENVIRONMENTS: "dev,eu"}'],
      { ...dev, '!conf/application-eu.yml': engine('eu') },
      'eu',
    ],
    [
      'a file that is named over it',
      ['volumes: ["./conf:/app/config", "./a.yml:/app/confs/application.yml"]'],
      { '!a.yml': engine('named') },
      'named',
    ],
    [
      'no profile beside a file that is named',
      ['volumes: ["./conf:/app/confs"]', 'environment: {MICRONAUT_ENVIRONMENTS: dev}'],
      dev,
      'base',
    ],
    [
      'a relative name from there',
      [
        'working_dir: /w',
        'volumes: ["./conf:/w/c"]',
        'environment: {MICRONAUT_CONFIG_FILES: c/application.yml}',
      ],
      {},
      'base',
    ],
  ];
  for (const [name, lines, more, expected] of cases) {
    it(`is ${name}`, async () => {
      const files = { '!conf/application.yml': engine('base'), ...more, 'compose.yml': service(...lines) };
      assert.equal(plain((await readVault(files)).rootEngine), expected);
      assert.equal((await read(files)).partial, false);
    });
  }
});

describe('a mounted file that nothing names', () => {
  const mount = './k.yml:/etc/kestra/k.yml';
  const code = 'configuration-not-read';
  const own = 'environment: {KESTRA_CONFIGURATION: "kestra: {url: u}"}';

  it('is told at its mount, with how it is named', async () => {
    for (const [lines, by] of [
      [[`volumes: ["${mount}"]`], 'variable'],
      [[`volumes: ["${mount}"]`, own], 'command'],
    ] as const) {
      const files = { 'compose.yml': service(...lines), 'k.yml': engine('x') };
      const [problem, ...others] = (await read(files)).problems.filter((each) => each.code === code);
      assert.deepEqual(others, []);
      assert.deepEqual(problem?.data, { service: 'kestra', file: 'k.yml', target: '/etc/kestra/k.yml', by });
      assert.match(told(files, [problem])[0] ?? '', /\.\/k\.yml:\/etc\/kestra\/k\.yml/);
    }
  });

  it('configures nobody: Kestra sees what its service reads', async () => {
    const { backends, configurations = [] } = await read({
      'compose.yml': service('volumes: ["./application.yml:/etc/kestra/application.yml"]', own),
      'application.yml': engine('x'),
    });
    assert.deepEqual(
      backends.map(({ id }) => id),
      ['env'],
    );
    assert.ok(configurations.length <= 1);
  });

  it('is one of a profile beside a file that is read', async () => {
    const files = {
      'compose.yml': service('volumes:', '  - ./conf:/app/confs'),
      'conf/application.yml': engine('a'),
      'conf/application-dev.yml': engine('b'),
      'conf/deeper/application.yml': engine('c'),
    };
    assert.deepEqual(await toldOf(files, code), [['./conf:/app/confs', '/app/confs/application-dev.yml']]);
  });

  it('is a text of the compose file, too', async () => {
    const text = service('configs: [{source: app, target: /etc/app.yml}]');
    const files = {
      'compose.yml': `${text}configs:\n  app:\n    content: |\n      kestra:\n        url: u\n`,
    };
    assert.deepEqual(await toldOf(files, code), [['app', '/etc/app.yml']]);
  });

  const silent: Readonly<Record<string, readonly [readonly string[], Readonly<Record<string, string>>?]>> = {
    'one that the variable names': [
      [`volumes: ["${mount}"]`, 'environment: {MICRONAUT_CONFIG_FILES: /etc/kestra/k.yml}'],
    ],
    'one that --config names': [[`volumes: ["${mount}"]`, 'command: server local -c /etc/kestra/k.yml']],
    'one that another variable names': [
      [`volumes: ["${mount}"]`, 'environment: {JAVA_OPTS: "-Dmicronaut.config.files=/etc/kestra/k.yml"}'],
    ],
    'one beside a script': [[`volumes: ["${mount}"]`, 'entrypoint: /start.sh']],
    'one that is also mounted where it is read': [
      [`volumes: ["${mount}", "./k.yml:/app/confs/application.yml"]`],
    ],
    'one that a deeper mount covers': [
      ['volumes: ["./conf:/app/confs", "./k.yml:/app/confs/application.yml"]'],
      { 'conf/application.yml': engine('covered') },
    ],
    'one of another program': [[`volumes: ["${mount}"]`], { 'k.yml': 'scrape_configs: [kestra]\n' }],
    'one that only speaks of it': [[`volumes: ["${mount}"]`], { 'k.yml': 'kestra: x\n' }],
    'a flow': [[`volumes: ["${mount}"]`], { 'k.yml': 'id: kestra\nnamespace: a.b\ntasks: []\n' }],
    'one that is not here': [['volumes: ["./none.yml:/etc/kestra/none.yml"]']],
  };
  for (const [name, [lines, more = {}]] of Object.entries(silent)) {
    it(`is not ${name}`, async () => {
      const files = { 'compose.yml': service(...lines), 'k.yml': engine('x'), ...more };
      assert.deepEqual(await toldOf(files, code), []);
    });
  }
});

describe('a configuration that is out of sight', () => {
  const code = 'configuration-out-of-sight';
  const cases: Readonly<Record<string, readonly [readonly string[], string, string, string?]>> = {
    'a mounted file': [['volumes: ["./a.yml:/app/confs/application.yml"]'], 'a.yml', './a.yml:/app/confs/'],
    'a file of a mounted folder': [
      ['volumes: ["./conf:/etc/k"]', 'environment: {MICRONAUT_CONFIG_FILES: /etc/k/b.yml}'],
      'conf/b.yml',
      './conf:/etc/k',
    ],
    'a file that is mounted nowhere': [
      ['environment: {MICRONAUT_CONFIG_FILES: /etc/k/b.yml}'],
      '/etc/k/b.yml',
      '/etc/k/b.yml',
    ],
    'a file of the command': [['command: server local --config /etc/k.yml'], '/etc/k.yml', 'server local'],
    'a volume of Docker': [['volumes: ["conf:/app/confs"]'], '/app/confs/application.yml', 'conf:/app/confs'],
    'a script': [['entrypoint: ["./start.sh", "x"]'], './start.sh', '["./start.sh"'],
    'a shell': [['command: ["sh", "-c", "kestra server local"]'], '', '["sh", "-c"'],
    'a text of the shell': [['environment: {KESTRA_CONFIGURATION: "${CONF}"}'], 'CONF', '${CONF}'],
    'a text that a missing .env may give': [['environment: {KESTRA_CONFIGURATION: "${CONF:-}"}'], 'CONF', ''],
    'a variable that is handed on': [
      ['environment: [KESTRA_CONFIGURATION]'],
      'KESTRA_CONFIGURATION',
      'KESTRA_',
    ],
  };
  for (const [name, [lines, what, marked]] of Object.entries(cases)) {
    it(`is named at its place: ${name}`, async () => {
      const files = { 'compose.yml': service(...lines, '# '), 'other.yml': '' };
      const { partial } = await read(files);
      const found = await toldOf(files, code);
      assert.equal(partial, true);
      assert.deepEqual(
        found.map(([, each]) => each),
        [what],
      );
      assert.ok(found[0]?.[0].includes(marked), found[0]?.[0]);
    });
  }

  it('shows no value that stands in a command', async () => {
    const files = {
      'compose.yml': service('entrypoint: SECRET_A=VALUE-MARKER /start.sh', 'command: --x VALUE-MARKER'),
    };
    const configuration = await read(files);
    assert.equal(configuration.partial, true);
    assert.doesNotMatch(JSON.stringify(configuration), /VALUE-MARKER/);
  });

  const whole: Readonly<Record<string, readonly string[]>> = {
    'an empty configuration': ['environment: {KESTRA_CONFIGURATION: ""}'],
    'nothing that is named': ['environment: {SECRET_A: YQ==}'],
    'the program of the image': ['entrypoint: docker-entrypoint.sh', 'command: server standalone'],
  };
  for (const [name, lines] of Object.entries(whole)) {
    it(`is not ${name}`, async () => {
      const files = { 'compose.yml': service(...lines) };
      assert.equal((await read(files)).partial, false);
      assert.deepEqual(await toldOf(files, code), []);
    });
  }
});
