import assert from 'node:assert/strict';
import { judgeValue } from '../../../src/configuration/environment/judge.ts';
import { base64, read, readEnvironment, told } from './support.ts';

const service = (...lines: readonly string[]): string =>
  ['services:', '  kestra:', '    image: kestra/kestra:v1', ...lines.map((line) => `    ${line}`), ''].join(
    '\n',
  );

const a = base64('VALUE-MARKER-a');

describe('the value of a SECRET_ variable', () => {
  const cases: readonly (readonly [string, string, string, string, readonly string[] | null])[] = [
    ['Base64', a, 'base64', 'other', null],
    ['without padding', 'VkE', 'base64', 'other', null],
    ['with line breaks', 'VkFM\r\nVUU=\n', 'base64', 'other', null],
    ['nothing', '', 'base64', 'other', null],
    ['with spaces', 'VkFM VUU=', 'not-base64', 'unknown', null],
    ['of the URL alphabet', '_-8=', 'not-base64', 'unknown', null],
    ['with too little padding', 'VkE=VkE=', 'not-base64', 'unknown', null],
    ['with wrong padding', 'Vg=', 'not-base64', 'unknown', null],
    ['one character too many', 'VkFMV', 'not-base64', 'unknown', null],
    ['plain text', 'VALUE-MARKER-plain', 'not-base64', 'unknown', null],
    ['an object', base64('{"A":"x","b":{"c":1}}'), 'base64', 'object', ['A', 'b']],
    ['an object and a line break', base64('{"A":1}\n'), 'base64', 'object', ['A']],
    ['an object and more text', base64(' {"A":"}","A":2} x'), 'base64', 'object', ['A']],
    ['an empty object', base64('{}'), 'base64', 'object', []],
    ['a list', base64('[{"A":1}]'), 'base64', 'other', null],
    ['an object after a BOM', base64('\uFEFF{"A":1}'), 'base64', 'other', null],
    ['a broken object', base64('{"A":}'), 'base64', 'other', null],
    ['an unclosed object', base64('{"A":1'), 'base64', 'other', null],
  ];
  for (const [name, value, encoding, shape, subkeys] of cases) {
    it(`is judged: ${name}`, () => {
      assert.deepEqual(judgeValue(value), { encoding, shape, subkeys });
    });
  }
});

describe('the definitions of SECRET_ variables', () => {
  const cases: readonly (readonly [string, Record<string, string>, readonly string[], readonly string[]])[] =
    [
      ['a map', { 'compose.yml': service('environment:', `  SECRET_Api: ${a}`) }, ['API base64'], []],
      ['a list', { 'compose.yml': service('environment:', `  - "SECRET_API=${a}"`) }, ['API base64'], []],
      [
        'an env file as a text',
        { 'compose.yml': service('env_file: ./e/k.env'), '!e/k.env': `SECRET_API=${a}` },
        ['API base64'],
        [],
      ],
      [
        'env files as a list, the later winning',
        {
          'd/compose.yml': service('env_file:', '  - ../one.env', '  - path: two.env', '    format: raw'),
          '!one.env': `SECRET_API=${a}\nSECRET_ONE="${a}"`,
          '!d/two.env': `SECRET_API="${a}"`,
        },
        ['API base64', 'ONE base64', 'API not-base64'],
        [],
      ],
      [
        'the environment over an env file',
        {
          'compose.yml': service('env_file: k.env', 'environment:', `  SECRET_API: ${a}`),
          'k.env': 'SECRET_API=?',
        },
        ['API not-base64', 'API base64'],
        [],
      ],
      [
        'an env file that is not there',
        {
          'compose.yml': service(
            'env_file: [{path: no.env, required: false}]',
            'environment:',
            `  SECRET_API: ${a}`,
          ),
        },
        ['API base64'],
        ['env-file-not-found no.env'],
      ],
      [
        'an env file outside the folder',
        { 'compose.yml': service('env_file: ../../etc/no.env') },
        [],
        ['env-file-not-found ../../etc/no.env'],
      ],
      [
        'names without a value, one of them in the .env',
        {
          'compose.yml': service('environment:', '  SECRET_API:', '  SECRET_TWO: null'),
          '.env': `SECRET_API=${a}`,
        },
        ['API base64', 'TWO not-known'],
        ['shell SECRET_TWO'],
      ],
      [
        'listed names without a value',
        {
          'compose.yml': service('environment:', '  - SECRET_API', '  - SECRET_TWO'),
          '!.env': `SECRET_API=${a}`,
        },
        ['API base64', 'TWO not-known'],
        ['shell SECRET_TWO'],
      ],
      [
        'placeholders',
        {
          'compose.yml': service(
            'environment:',
            '  SECRET_API: ${HERE}',
            '  SECRET_TWO: ${NOT_HERE:?set it}',
          ),
          '.env': `HERE=${a}`,
        },
        ['API base64', 'TWO not-known'],
        ['shell SECRET_TWO'],
      ],
      [
        'encrypted values',
        {
          'compose.yml': service('env_file: s.env'),
          's.env': 'SECRET_API=ENC[AES256_GCM,data:abc=,type:str]',
        },
        ['API not-known'],
        [],
      ],
      [
        'an include',
        { 'compose.yml': `include: [other.yml]\n${service('environment:', `  SECRET_API: ${a}`)}` },
        ['API base64'],
        ['include compose.yml'],
      ],
      [
        'an extended service out of sight',
        { 'compose.yml': service('extends: {file: no.yml, service: x}') },
        [],
        ['extends compose.yml'],
      ],
      [
        'a configuration in the command',
        { 'compose.yml': service('command: server local --config /etc/k.yml') },
        [],
        ['command /etc/k.yml'],
      ],
      [
        'a definition in the command',
        { 'compose.yml': service(`command: ["sh", "-c", "SECRET_X=${a} exec kestra server local"]`) },
        [],
        ['command command'],
      ],
      [
        'an overlay that defines more',
        {
          'docker-compose.yml': service('environment:', `  SECRET_API: ${a}`),
          'docker-compose.live.yml': `services:\n  kestra:\n    environment:\n      SECRET_LIVE: ${a}\n`,
          'docker-compose.same.yml': `services:\n  kestra:\n    environment:\n      SECRET_API: ${a}\n`,
        },
        ['API base64'],
        ['override-file docker-compose.live.yml'],
      ],
      [
        'an overlay that repeats the image, which starts no server without a command',
        {
          'docker-compose.yml': service('command: server local', 'environment:', `  SECRET_API: ${a}`),
          'docker-compose.more.yml': `services:\n  kestra:\n    image: kestra/kestra:v1\n    environment: {SECRET_LIVE: ${a}}\n`,
          'docker-compose.pin.yml':
            'services:\n  kestra:\n    image: kestra/kestra:v1\n    restart: always\n',
        },
        ['API base64'],
        ['override-file docker-compose.more.yml'],
      ],
      [
        'overlays that may give it another backend or more variables',
        {
          'docker-compose.yml': service('environment:', `  SECRET_API: ${a}`),
          'docker-compose.env.yml': 'services:\n  kestra:\n    env_file: gone.env\n',
          'docker-compose.shell.yml': 'services:\n  kestra:\n    environment: [SECRET_API]\n',
          'docker-compose.type.yml': 'services:\n  kestra:\n    environment: {KESTRA_SECRET_TYPE: vault}\n',
          'docker-compose.volume.yml':
            "services:\n  kestra:\n    volumes: ['./k.yml:/app/confs/application.yml']\n",
          'k.yml': 'kestra: {secret: {type: vault}}\n',
        },
        ['API base64'],
        ['env', 'type', 'volume'].map((name) => `override-file docker-compose.${name}.yml`),
      ],
      [
        'a configuration that is no YAML',
        {
          'compose.yml': service('environment:', '  KESTRA_CONFIGURATION: "kestra: ["', `  SECRET_API: ${a}`),
        },
        ['API base64'],
        ['configuration compose.yml'],
      ],
      [
        'a configuration from the shell',
        { 'compose.yml': service('environment: [KESTRA_CONFIGURATION]') },
        [],
        ['configuration compose.yml'],
      ],
      [
        'a configuration in an env file',
        { 'compose.yml': service('env_file: k.env'), 'k.env': 'KESTRA_CONFIGURATION="kestra: {}"' },
        [],
        ['configuration compose.yml'],
      ],
      ['nothing at all', { 'compose.yml': service() }, [], []],
      [
        'loose files',
        {
          '!.env': `SECRET_API=${a}`,
          'deep/.env_encoded': `SECRET_TWO=${a}`,
          'x/.env': 'OTHER=1',
          '.env.local': `SECRET_NO=${a}`,
        },
        ['TWO base64', 'API base64'],
        ['loose-file .env', 'loose-file deep/.env_encoded', 'no-service '],
      ],
    ];
  it('are of one configuration where a project includes another', async () => {
    const { configurations, problems } = await read({
      'docker-compose.yml': 'include: [inner/compose.yml]\n',
      'inner/compose.yml': service('environment:', `  SECRET_API: ${a}`),
    });
    assert.deepEqual([configurations?.map(({ file }) => file), problems], [['docker-compose.yml'], []]);
  });

  for (const [name, files, definitions, gaps] of cases) {
    it(`are read from ${name}`, async () => {
      const found = await readEnvironment(files);
      assert.deepEqual(
        found.definitions.definitions.map(({ key, encoding }) => `${key} ${encoding}`),
        definitions,
      );
      assert.deepEqual(
        found.definitions.gaps.map(({ reason, detail }) => `${reason} ${detail}`),
        gaps,
      );
    });
  }

  it('come from no example file', async () => {
    const text = `SECRET_API=${a}`;
    const { backends, found } = await read({
      '.env.example': text,
      '.env_encoded.sample': text,
      'example.env': text,
      'docker-compose.example.yml': service('environment:', `  SECRET_API: ${a}`),
      'application-template.yml': 'kestra.secret.type: vault\n',
    });
    assert.deepEqual({ backends, found }, { backends: [], found: false });
  });

  it('are complete where the setting names their files', async () => {
    const files = { 'secrets/live.env': `SECRET_API=${a}`, '.env': `SECRET_LOOSE=${a}` };
    const named = await readEnvironment(files, { environmentFiles: ['secrets/live.env', '.env'] });
    assert.deepEqual(named.definitions.gaps, []);
    assert.deepEqual(
      named.definitions.definitions.map(({ key }) => key),
      ['API', 'LOOSE'],
    );
    const absent = await readEnvironment(files, { environmentFiles: ['no.env'] });
    assert.deepEqual(absent.definitions.gaps, [{ reason: 'env-file-not-found', detail: 'no.env' }]);
  });

  it("come from the editor's environment only when allowed, and never completely", async () => {
    const files = { 'compose.yml': service() };
    const { definitions } = await readEnvironment(files, { environment: { SECRET_SHELL: a, PATH: '/bin' } });
    assert.deepEqual(
      definitions.definitions.map(({ key, origin }) => [key, origin]),
      [['SHELL', null]],
    );
    assert.deepEqual(
      definitions.gaps.map(({ reason }) => reason),
      ['editor-environment'],
    );
  });

  it('take part behind another backend only where something is defined', async () => {
    const vault = 'kestra.secret: {type: vault, vault: {address: http://v:1, token: {token: x}}}\n';
    const alone = await read({ 'application.yml': vault });
    assert.deepEqual(
      alone.backends.map(({ id }) => id),
      ['vault'],
    );
    const both = await read({ 'application.yml': vault, '.env_encoded': `SECRET_API=${a}` });
    assert.deepEqual(
      both.backends.map(({ id }) => id),
      ['vault', 'env'],
    );
    const named = await read({ 'application.yml': vault }, { environmentFiles: ['no.env'] });
    assert.deepEqual(
      named.backends.map(({ id }) => id),
      ['vault', 'env'],
    );
    const untyped = await read({ 'application.yml': 'kestra.secret.read-only: true\n' });
    assert.deepEqual(
      untyped.backends.map(({ id }) => id),
      ['env'],
    );
  });

  it('are not loaded where no service of any configuration of the folder does, and told once', async () => {
    const loads = (text: string) => service(text).replace('k.env', '.env_encoded');
    const files = {
      'compose.yml': loads('env_file: k.env'),
      '.env_encoded': `SECRET_API=${a}\n`,
      '.env': `SECRET_LEFT=${a}\n`,
      'prod/compose.yml': loads('env_file: k.env'),
      'prod/.env_encoded': `SECRET_OTHER=${a}\n`,
      'prod/.env': `SECRET_PROD=${a}\n`,
    };
    const { problems } = await read(files);
    assert.deepEqual(
      told(files, problems).filter((line) => line.startsWith('secret-')),
      [`secret-not-loaded: SECRET_LEFT=${a}`, `secret-not-loaded: SECRET_PROD=${a}`],
    );
  });

  it('are told once where none of two configurations in one folder loads them, without a place to load them', async () => {
    const files = {
      'compose.yml': service('environment: {SECRET_API: YQ==}'),
      'kestra.yaml':
        'kind: Deployment\nmetadata: {name: k}\nspec: {template: {spec: {containers: [{name: k, image: kestra/kestra, args: [server, standalone], env: [{name: SECRET_B, value: YQ==}]}]}}}\n',
      '.env': `SECRET_LEFT=${a}\n`,
    };
    const { backends, problems } = await read(files);
    assert.equal(backends.filter(({ type }) => type === 'env').length, 2);
    const left = problems.filter(({ code }) => code === 'secret-not-loaded');
    assert.deepEqual(told(files, left), [`secret-not-loaded: SECRET_LEFT=${a}`]);
    assert.deepEqual(Object.keys(left[0]?.data ?? {}), ['variable', 'service']);
  });

  it('are told with the format of their file where that takes a value as it stands', async () => {
    const files = {
      'compose.yml': service('env_file:', '  - k.env', '  - {path: raw.env, format: raw}'),
      'k.env': 'SECRET_A="VALUE-MARKER-plain"\n',
      'raw.env': 'SECRET_B="VALUE-MARKER-plain"\n',
    };
    const { problems } = await read(files);
    assert.deepEqual(
      problems.map(({ code, data }) => [code, data.variable, data.format]),
      [
        ['secret-not-base64', 'SECRET_A', undefined],
        ['secret-not-base64', 'SECRET_B', 'raw'],
      ],
    );
  });

  it('are not told of as not loaded where no server here could name an env file', async () => {
    const { backends, problems } = await read({
      'kestra.yaml':
        'kind: Deployment\nmetadata: {name: k}\nspec: {template: {spec: {containers: [{name: k, image: kestra/kestra, args: [server, standalone], env: [{name: SECRET_B, value: YQ==}]}]}}}\n',
      '.env': `SECRET_LEFT=${a}\n`,
    });
    assert.deepEqual(
      backends.map((backend) => (backend.type === 'env' ? backend.definitions.notLoaded.length : null)),
      [1],
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      [],
    );
  });

  it('are told with what is wrong with them, and with what the service does not load', async () => {
    const files = {
      'compose.yml': service('env_file: k.env', 'environment:', '  SECRET_plain: VALUE-MARKER-plain'),
      'k.env': `SECRET_API=${a}\nSECRET_api=${a}\nSECRET_=x\nSECRET_# text=y\nSECRET_OLD=?\nSECRET_OLD=${a}\n`,
      '.env': `SECRET_LEFT=${a}\nSECRET_API=${a}\n`,
    };
    const { problems, backends } = await read(files);
    assert.deepEqual(told(files, problems), [
      `secret-not-loaded: SECRET_LEFT=${a}`,
      'secret-not-base64: VALUE-MARKER-plain',
      `secret-collision: SECRET_api=${a}`,
      'secret-not-base64: SECRET_=x',
      'compose-refused: SECRET_# text=y',
    ]);
    const [backend] = backends;
    assert.ok(backend?.type === 'env');
    assert.deepEqual(
      backend.definitions.notLoaded.map(({ variable, origin }) => [variable, origin.line]),
      [['SECRET_LEFT', 1]],
    );
  });

  it('of another tool are nobody’s mistake', async () => {
    const text = 'SECRET_KEY=django-insecure-xyz\n';
    const { problems, found } = await read({ '.env': text });
    assert.deepEqual({ problems, found }, { problems: [], found: false });
    const vault = 'kestra.secret: {type: vault, vault: {address: "http://v:1", token: {token: x}}}\n';
    assert.deepEqual((await read({ '.env': text, 'application.yml': vault })).problems, []);
    const named = await read({ '.env': text }, { environmentFiles: ['./.env'] });
    assert.deepEqual(
      named.problems.map(({ code }) => code),
      ['secret-not-base64'],
    );
  });

  it('keep no value of a line that is junk', async () => {
    const junk = 'SECRET_DB VALUE-MARKER-db\nSECRET_C VkFMVUUtTUFSS0VS==\nSECRET_Q="VALUE-MARKER-q\n';
    const found = await read({ 'compose.yml': service('env_file: k.env'), 'k.env': junk });
    assert.doesNotMatch(JSON.stringify(found), /VALUE-MARKER|VkFMVUU/);
    const [environment] = found.backends;
    assert.ok(environment?.type === 'env');
    assert.deepEqual(
      environment.definitions.definitions.map(({ key, encoding }) => `${key} ${encoding}`),
      ['DB not-known', 'C not-known', 'Q not-known'],
    );
    assert.deepEqual(environment.definitions.gaps[0], { reason: 'file-not-read', detail: 'k.env' });
  });

  it('keep no value anywhere', async () => {
    const files = {
      'compose.yml': service(
        'env_file: k.env',
        'environment:',
        '  SECRET_PLAIN: VALUE-MARKER-plain',
        `  SECRET_OBJECT: ${base64('{"A":"VALUE-MARKER-inner"}')}`,
        `command: SECRET_X=VALUE-MARKER-command`,
      ),
      'k.env': `SECRET_API=${a}\n`,
      '.env': `SECRET_LEFT=${a}\n`,
    };
    const text = JSON.stringify(await read(files));
    assert.doesNotMatch(text, /VALUE-MARKER/);
    assert.ok(!text.includes(a));
  });
});
