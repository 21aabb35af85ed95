import assert from 'node:assert/strict';
import { readConfiguration, type FolderConfiguration } from '../../../src/configuration/index.ts';
import { isWhole } from '../../../src/configuration/syntax.ts';
import { wholeFile } from '../../../src/configuration/text/source-text.ts';
import { entriesOf, rootsOf } from '../../../src/configuration/yaml/nodes.ts';
import { parseYaml } from '../../../src/configuration/yaml/parse.ts';
import { never } from '../../fakes/never.ts';
import { anyBudget, base64, memoryFiles } from './support.ts';

const a = base64('VALUE-MARKER-a');

type Files = Readonly<Record<string, string>>;

/** Reads a folder in which some files are there and must not be read, such as links that lead out of it. */
function readPart(files: Files, refused: readonly string[]): Promise<FolderConfiguration> {
  const memory = memoryFiles(files);
  return readConfiguration({
    files: {
      ...memory,
      read: (path, signal) =>
        refused.includes(path)
          ? Promise.resolve({ state: 'refused', reason: 'outside' })
          : memory.read(path, signal),
    },
    settings: { environmentFiles: [], environment: null },
    signal: never,
  });
}

async function listOf(
  files: Files,
  refused: readonly string[] = [],
): Promise<readonly (readonly string[])[]> {
  const { backends, problems } = await readPart(files, refused);
  const environment = backends.at(-1);
  assert.ok(environment?.type === 'env');
  const { definitions, gaps } = environment.definitions;
  return [
    definitions.map(({ key, encoding }) => (encoding === 'base64' ? key : `${key} ${encoding}`)),
    gaps.map(({ reason, detail }) => `${reason} ${detail}`),
    problems.map(({ code, file, severity }) => `${severity} ${code} ${file}`),
  ];
}

const start = 'services:\n  kestra:\n    image: kestra/kestra:v1\n';
const service = (...lines: readonly string[]): string =>
  start + lines.map((line) => `    ${line}\n`).join('');

describe('what a compose file leaves out of sight', () => {
  const whole = service('environment:', `  SECRET_A: ${a}`);
  const fault = 'error configuration-syntax';

  it('is told of a file that is mounted from outside the folder', async () => {
    const compose = service(
      'command: server standalone --config /app/confs/application.yml',
      'volumes: ["/etc/kestra.yml:/app/confs/application.yml"]',
      'environment:',
      `  SECRET_A: ${a}`,
    );
    assert.deepEqual(await listOf({ 'compose.yml': compose }, ['/etc/kestra.yml']), [
      ['A'],
      ['configuration-not-found /etc/kestra.yml'],
      ['information configuration-out-of-sight compose.yml'],
    ]);
  });

  it('is nothing where all could be read', async () => {
    assert.deepEqual(await listOf({ 'compose.yml': whole }), [['A'], [], []]);
  });

  for (const line of ['SECRET_B', 'SECRET_B "x', 'SECRET_B: "x', ' SECRET_B: x', 'SECRET_B: [']) {
    it(`is what a half-typed line may hide: ${line}`, async () => {
      const [, gaps, problems] = await listOf({ 'compose.yml': `${whole}      ${line}\n` });
      assert.equal(gaps?.[0], 'file-not-read compose.yml');
      assert.equal(problems?.[0], `${fault} compose.yml`);
    });
  }

  it('is the rest of a text that Kestra reads and cannot, whatever that says', async () => {
    const text = service('environment:', `  SECRET_A: ${a}`, '  KESTRA_CONFIGURATION: "datasources: ["');
    const mounted = service('volumes: ["./k.yml:/app/confs/application.yml"]', 'environment: {SECRET_A: x}');
    for (const [files, file] of [
      [{ 'compose.yml': text }, 'compose.yml'],
      [{ 'compose.yml': mounted, 'k.yml': 'datasources: [\n' }, 'k.yml'],
    ] as const) {
      const [, gaps, problems] = await listOf(files);
      assert.deepEqual(gaps, ['configuration compose.yml']);
      assert.ok(problems?.includes(`${fault} ${file}`), problems?.join());
    }
    const [, , problems] = await listOf({ 'compose.yml': whole, 'other.yml': 'datasources: [\n' });
    assert.deepEqual(problems, []);
  });

  it('is what a faulty override, extended file or overlay may hide', async () => {
    const faulty = service('environment:', '  SECRET_A: [');
    assert.deepEqual((await listOf({ 'compose.yml': whole, '!compose.override.yml': faulty })).slice(1, 2), [
      ['file-not-read compose.override.yml'],
    ]);
    const extending = service('extends: {file: base.yml, service: kestra}');
    assert.deepEqual((await listOf({ 'compose.yml': extending, '!base.yml': faulty })).slice(1, 2), [
      ['file-not-read base.yml'],
    ]);
    const overlay = 'services:\n  kestra:\n    environment:\n      SECRET_A: [\n';
    const [, gaps] = await listOf({ 'compose.yml': whole, 'compose.prod.yml': overlay });
    assert.deepEqual(gaps, ['override-file compose.prod.yml']);
  });

  it('is what an alias without an anchor stands for', async () => {
    const files = { 'compose.yml': service('environment:', '  <<: *common', `  SECRET_A: ${a}`) };
    assert.deepEqual((await listOf(files)).slice(0, 2), [['A'], ['file-not-read compose.yml']]);
  });

  it('is the rest of a text that has too many parts to look at', () => {
    const parsed = parseYaml(wholeFile('compose.yml', whole), anyBudget());
    assert.equal(isWhole(parsed), true);
    parsed.budget.left = 0;
    for (const root of rootsOf(parsed)) entriesOf(root);
    assert.equal(isWhole(parsed), false);
  });

  it('is a file that is refused', async () => {
    const other = `SECRET_B=${a}\n`;
    for (const path of ['compose.override.yml', '.env']) {
      const files = { 'compose.yml': whole, [`!${path}`]: other };
      assert.deepEqual(await listOf(files, [path]), [['A'], [`file-not-read ${path}`], []], path);
    }
    const loading = service('env_file: k.env');
    assert.deepEqual((await listOf({ 'compose.yml': loading, '!k.env': other }, ['k.env']))[1]?.length, 1);
  });

  it('is what an image is built from', async () => {
    assert.deepEqual((await listOf({ 'compose.yml': service('build: .') }))[1], [
      'file-not-read compose.yml',
    ]);
  });

  it('is an env file whose path has a default that a .env which is not here may replace', async () => {
    const files = { 'compose.yml': service('env_file: "${WHICH:-k.env}"'), '!k.env': `SECRET_A=${a}` };
    assert.deepEqual((await listOf(files)).slice(0, 2), [['A'], ['file-not-read compose.yml']]);
    assert.deepEqual((await listOf({ ...files, '!.env': 'X=1' }))[1], []);
  });

  it('is what an override includes', async () => {
    const files = { 'compose.yml': whole, '!compose.override.yml': 'include: [more.yml]\n' };
    assert.deepEqual((await listOf(files))[1], ['include compose.override.yml']);
  });

  const odd = [
    ['- SECRET_B: VALUE-MARKER-b', '- SECRET_A=x'],
    ['- SECRET_B VALUE-MARKER-b'],
    ['- "SECRET_B: VALUE-MARKER-b"'],
    ['SECRET_B: [VALUE-MARKER-b]'],
    ['SECRET_B VALUE-MARKER-b'],
    ['SECRET_B VALUE-MARKER-b:'],
    ['SECRET_B: !vault VALUE-MARKER-b'],
  ];
  for (const lines of odd) {
    it(`is what stands in an environment of another form: ${lines.join(' ')}`, async () => {
      const files = { 'compose.yml': service('environment:', ...lines.map((line) => `  ${line}`)) };
      assert.deepEqual((await listOf(files))[1], ['file-not-read compose.yml']);
      assert.doesNotMatch(JSON.stringify(await readPart(files, [])), /VALUE-MARKER/);
    });
  }

  const overlay = service('environment:', `  SECRET_B: ${a}`);
  const lists: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['COMPOSE_FILE=compose.yml:prod.yml', ['A', 'B'], []],
    ['COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=./compose.yml,prod.yml', ['A', 'B'], []],
    ['COMPOSE_FILE=compose.yml', ['A'], []],
    ['COMPOSE_FILE=', ['A'], []],
    ['COMPOSE_FILE=compose.yml;none.yml', ['A'], ['override-file none.yml']],
    ['COMPOSE_FILE=compose.yml:d/prod.yml', ['A', 'B'], []],
    ['COMPOSE_FILE=prod.yml:compose.yml', ['B', 'A'], []],
    ['COMPOSE_FILE=compose.yml:$MORE', ['A'], ['override-file .env']],
  ];
  for (const [env, keys, gaps] of lists) {
    it(`is what the .env lays over it and is not read: ${env}`, async () => {
      const files = { 'compose.yml': whole, '!.env': env, '!prod.yml': overlay, '!d/prod.yml': overlay };
      assert.deepEqual((await listOf(files)).slice(0, 2), [keys, gaps]);
    });
  }

  it('is which of the loose files counts, where they differ', async () => {
    const plain = 'SECRET_A=VALUE-MARKER-a\n';
    assert.deepEqual((await listOf({ '.env_encoded': `SECRET_A=${a}`, 'web/.env': plain }))[0], [
      'A not-known',
      'A not-known',
    ]);
    const near = {
      '.env': `SECRET_A=${base64('{"near":1}')}`,
      'web/.env': `SECRET_A=${base64('{"deep":1}')}`,
    };
    const environment = (await readPart(near, [])).backends.at(-1);
    assert.ok(environment?.type === 'env');
    assert.deepEqual(environment.definitions.definitions.at(-1)?.subkeys, ['near']);
  });

  it('is nothing in an environment that is empty, but an env file of another form', async () => {
    assert.deepEqual((await listOf({ 'compose.yml': service('environment:') }))[1], []);
    const files = { 'compose.yml': service('env_file: [[k.env]]') };
    assert.deepEqual((await listOf(files))[1], ['file-not-read compose.yml']);
  });

  const tags: readonly (readonly [string, readonly string[], readonly string[], readonly string[]])[] = [
    ['the environment', ['environment: !override', `  SECRET_B: ${a}`], ['E', 'B'], []],
    ['nothing but the env file', ['environment: !reset {}'], ['E'], []],
    ['one name', ['environment:', '  SECRET_A: !reset null'], ['E'], []],
    ['the env file', ['env_file: !reset []'], ['A'], []],
    ['a name that stays', ['environment:', `  SECRET_A: !override ${a}`], ['E', 'A', 'A'], []],
    ['something else', ['command: !reset []'], ['E', 'A'], []],
  ];
  for (const [name, lines, keys, gaps] of tags) {
    it(`is not what a tag of the override takes back: ${name}`, async () => {
      const files = {
        'compose.yml': service('env_file: e.env', 'environment:', `  SECRET_A: ${a}`),
        '!e.env': `SECRET_E=${a}`,
        '!compose.override.yml': service(...lines),
      };
      assert.deepEqual((await listOf(files)).slice(0, 2), [keys, gaps]);
    });
  }
});
