import assert from 'node:assert/strict';
import { differenceFrom } from './compose-judgement.ts';
import { readProjects } from './compose-rows.ts';
import { readConfiguration } from '../../../src/configuration/index.ts';
import type { FolderFiles } from '../../../src/ports/files.ts';
import { never } from '../../fakes/never.ts';
import { memoryFiles, mended, plain, read, readEnvironment, readVault } from './support.ts';

/** What is read otherwise than Compose has it, and why. */
const otherwise: Readonly<Record<string, string>> = {
  'COMPOSE_FILE ;': 'Windows separates the files so, and the project may be used there.',
  'unknown key': 'Whether Compose knows every key of a file is not looked at.',
  'unknown root': 'Whether Compose knows every key of a file is not looked at.',
  'env_file null': 'Which empty values Compose refuses is not looked at.',
  'list odd': 'A blank at the end of a name is taken away.',
  'tagged value': 'What a tag makes of a value is not known here.',
  'a key that stands twice': 'Told as a repeated key; what stands there last is read.',
};

describe('a compose project', () => {
  for (const row of readProjects()) {
    const reason = otherwise[row.name];
    it(`is read as Compose reads it: ${row.name}${reason === undefined ? '' : ` (otherwise: ${reason})`}`, async () => {
      const difference = await differenceFrom(row, row.files);
      if (reason === undefined) assert.equal(difference, null);
      else assert.notEqual(difference, null, 'it is read alike now');
    });
  }
});

describe('what Compose refuses', () => {
  const service = 'services:\n  kestra:\n    image: kestra/kestra:v2.0.0\n';
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
    [
      'the rest of a wrapped value',
      { 'compose.yaml': `${service}    env_file: k.env\n`, 'k.env': 'SECRET_A=VkFM\nVUU+/w==\n' },
      ['k.env wrapped: VUU+/w=='],
    ],
    [
      'a note in a name',
      { 'compose.yaml': `${service}    env_file: k.env\n`, 'k.env': 'A=1\nSECRET_# note=1\n' },
      ['k.env name: SECRET_# note=1'],
    ],
    ['a quote that never ends', { 'compose.yaml': service, '.env': 'A="x\nB=1\n' }, ['.env quote: A="x']],
    [
      "a placeholder of Micronaut's",
      {
        'compose.yaml': `${service}    environment:\n      KESTRA_CONFIGURATION: |\n        a: \${T:vault}\n`,
      },
      ['compose.yaml placeholder: ${'],
    ],
  ];
  for (const [name, files, expected] of cases) {
    it(`is told at its place: ${name}`, async () => {
      const { problems } = await read(files);
      const refusals = problems.filter(({ code }) => code === 'compose-refused');
      const told = refusals.map(({ file, range, data }) => {
        return `${file} ${data.reason ?? ''}: ${(files[file] ?? '').slice(range.start, range.end)}`;
      });
      assert.deepEqual(told, expected);
    });
  }

  it('is an env file in UTF-16, which is read here for itself', async () => {
    const files = memoryFiles({
      'compose.yaml': `${service}    env_file: k.env\n`,
      '.env': '\uFEFFX=1\r\nY=2\n',
      'k.env': '\uFEFFSECRET_A=YQ==\n',
    });
    const inUtf16: FolderFiles = {
      ...files,
      async read(path, signal) {
        const found = await files.read(path, signal);
        return found.state === 'text' && path.endsWith('.env') ? { ...found, isUtf16: true } : found;
      },
    };
    const settings = { environmentFiles: [], environment: null };
    const { problems, backends } = await readConfiguration({ files: inUtf16, settings, signal: never });
    assert.deepEqual(
      problems.map(({ code, file, data, range }) => [code, file, data.reason, range.end]),
      [
        ['compose-refused', '.env', 'encoding', 4],
        ['compose-refused', 'k.env', 'encoding', 14],
      ],
    );
    const [environment] = backends;
    assert.ok(environment?.type === 'env');
    const { definitions, gaps } = environment.definitions;
    assert.deepEqual(
      definitions.map(({ key }) => key),
      ['A'],
    );
    assert.notDeepEqual(gaps, []);
  });

  it('is a placeholder that a second dollar sign mends', async () => {
    const text = `${service}    environment:\n      KESTRA_CONFIGURATION: |\n        a: \${T:vault}\n`;
    const files = { 'compose.yaml': text };
    const [problem] = (await read(files)).problems;
    const after = mended(files, problem);
    assert.match(after['compose.yaml'] ?? '', /a: \$\$\{T:vault\}/);
    assert.deepEqual((await read(after)).problems, []);
  });
});

describe('what a service reads its configuration from', () => {
  const engine = (name: string) => `kestra: {secret: {type: vault, vault: {root-engine: ${name}}}}\n`;
  const project = (rest: readonly string[], environment: readonly string[]): string =>
    [
      'services:',
      '  kestra:',
      '    image: kestra/kestra:v2.0.0',
      ...rest,
      '    environment:',
      ...environment,
      '',
    ]
      .join('\n')
      .replace(/ {4}environment:\n$/, '');
  const mounted = [
    '    volumes:',
    '      - ./a.yml:/app/confs/application.yml',
    '      - ./c.yml:/etc/c.yml',
  ];
  const files = { 'a.yml': engine('file'), 'c.yml': engine('command') };
  const variable = '      KESTRA_SECRET_VAULT_ROOT_ENGINE: variable';
  const inner = '      KESTRA_CONFIGURATION: "kestra: {secret: {type: vault, vault: {root-engine: inner}}}"';
  const command = '    command: server standalone --config /etc/c.yml';
  const relative = '    command: server standalone -c c.yml';
  const cases: readonly (readonly [string, readonly string[], readonly string[], string])[] = [
    ['a file that is mounted', mounted, ['      X: 1'], 'file'],
    ['a variable over it', mounted, [variable], 'variable'],
    ['KESTRA_CONFIGURATION in its place', mounted, [inner], 'inner'],
    ['a variable over that', mounted, [inner, variable], 'variable'],
    ['the file of --config over all', [...mounted, command], [inner, variable], 'command'],
    [
      'a relative one from the image\u2019s folder',
      ['    volumes: ["./c.yml:/app/c.yml"]', relative],
      [variable],
      'command',
    ],
    [
      'a relative one from working_dir',
      ['    volumes: ["./c.yml:/w/c.yml"]', '    working_dir: /w', relative],
      [variable],
      'command',
    ],
    [
      'the file in the home over the environment',
      ['    volumes: ["./c.yml:/root/.kestra/config.yml"]'],
      [variable],
      'command',
    ],
  ];
  for (const [name, rest, environment, expected] of cases) {
    it(`is ${name}`, async () => {
      const all = { ...files, 'compose.yaml': project(rest, environment) };
      assert.equal(plain((await readVault(all)).rootEngine), expected);
      assert.equal((await read(all)).partial, false);
    });
  }

  const inShell = (text: string) => ['    entrypoint: /bin/bash', `    command: ["-c", "${text}"]`];
  for (const text of [
    'kestra server local',
    'exec /app/kestra server standalone --worker-thread=128 # && /app/kestra plugins install',
    '/app/kestra server standalone && echo done',
  ]) {
    it(`is known where a shell does nothing but start a server: ${text}`, async () => {
      assert.equal((await read({ 'compose.yaml': project(inShell(text), [variable]) })).partial, false);
    });
  }

  const unseen: readonly (readonly [string, readonly string[]])[] = [
    ['a shell that does something first', inShell('. /env.sh && kestra server local')],
    ['a shell that fills something in', inShell('kestra server local --config $FILE')],
    ['a shell that starts another program', inShell('/start.sh server local')],
    ['a variable that a shell sets for it', inShell('SECRET_A=Yg== kestra server local')],
    ['a script', ['    entrypoint: /start.sh']],
    ['a shell', ['    command: ["sh", "-c", "exec kestra server local"]']],
    ['a shell with more letters', ['    entrypoint: ["/bin/bash", "-lc"]', '    command: kestra server']],
  ];
  for (const [name, rest] of unseen) {
    it(`is not known behind ${name}`, async () => {
      const { partial } = await read({ 'compose.yaml': project(rest, [variable]) });
      assert.equal(partial, true);
    });
  }
});

describe('a value with a default for a variable that no file sets', () => {
  const text = [
    'services:',
    '  kestra:',
    '    image: kestra/kestra:v2.0.0',
    '    environment:',
    '      SECRET_A: "${A_VALUE:-}"',
    '      KESTRA_SECRET_TYPE: vault',
    '      KESTRA_SECRET_VAULT_ADDRESS: "${ADDRESS:-http://v:8200}"',
    '',
  ].join('\n');

  it('is not known in a definition where the .env is not here', async () => {
    const { definitions } = (await readEnvironment({ 'compose.yaml': text })).definitions;
    assert.deepEqual(
      definitions.map(({ key, encoding }) => [key, encoding]),
      [['A', 'not-known']],
    );
  });

  it('is the default where the .env is here and lacks it', async () => {
    const { definitions } = (await readEnvironment({ 'compose.yaml': text, '!.env': 'OTHER=1\n' }))
      .definitions;
    assert.deepEqual(
      definitions.map(({ key, encoding }) => [key, encoding]),
      [['A', 'base64']],
    );
  });

  it('is the default in an address either way', async () => {
    for (const files of [{ 'compose.yaml': text }, { 'compose.yaml': text, '!.env': 'OTHER=1\n' }])
      assert.equal(plain((await readVault(files)).address), 'http://v:8200');
  });

  const inner = (text: string): string => text.replaceAll('KESTRA_SECRET_VAULT_ADDRESS: ', 'ADDRESS_HERE: ');
  const marked: readonly (readonly [
    string,
    Readonly<Record<string, string>>,
    readonly string[] | undefined,
  ])[] = [
    ['by Compose', { 'compose.yaml': text }, ['ADDRESS']],
    ['by Compose, beside a .env', { 'compose.yaml': text, '!.env': 'OTHER=1\n' }, ['ADDRESS']],
    [
      'no more where the .env sets it',
      { 'compose.yaml': text, '!.env': 'ADDRESS=http://w:8200\n' },
      undefined,
    ],
    [
      'by Compose, on its way through a variable',
      {
        'compose.yaml': `${inner(text)}      KESTRA_CONFIGURATION: "kestra: {secret: {vault: {address: '$\${ADDRESS_HERE}'}}}"\n`,
      },
      ['ADDRESS'],
    ],
    [
      'by Micronaut',
      {
        'application.yml': 'kestra: {secret: {type: vault, vault: {address: "${WHERE:`http://v:8200`}"}}}\n',
      },
      ['WHERE'],
    ],
  ];
  for (const [name, files, defaults] of marked) {
    it(`is marked as a default: ${name}`, async () => {
      assert.deepEqual((await readVault(files)).address?.defaults, defaults);
      const { entries } = await read(files);
      assert.deepEqual(entries.find(({ key }) => key === 'address')?.defaults, defaults);
    });
  }
});
