import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createBudget, readingLimits } from '../../../src/configuration/budget.ts';
import { attacks, largeFolders } from './attacks.ts';
import { read, told } from './support.ts';

interface Told {
  readonly name: string;
  readonly partial: boolean;
  readonly places: readonly string[];
}

/** Longer than all of them take together on the slowest machine, and shorter than the least of them without a bound. */
const patience = 120_000;

/** What is told of each folder until the process ends, or is ended because it does not. */
async function readInProcess(names: readonly string[], limit: number): Promise<ReadonlyMap<string, Told>> {
  const reader = fork(fileURLToPath(new URL('reading-process.ts', import.meta.url)), [...names], {
    execArgv: ['--import', 'tsx', '--max-old-space-size=1024'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const told = new Map<string, Told>();
  reader.on('message', (message: Told) => told.set(message.name, message));
  const timer = setTimeout(() => reader.kill('SIGKILL'), limit);
  await once(reader, 'exit');
  clearTimeout(timer);
  return told;
}

describe('a folder that is too large to read', function () {
  this.timeout(patience + 60_000);
  let found: ReadonlyMap<string, Told>;

  before('all are read in a process that can be ended', async () => {
    found = await readInProcess(Object.keys(attacks), patience);
  });

  const places: Readonly<Record<string, string>> = {
    'keys that stand for each other eight times': 'application.yml "${n0}"',
    'variables that stand for each other eight times': 'application.yml "${N0}"',
    'a large value a thousand times': 'compose.yml $B$B$B$B',
    'a large value a thousand times in a fallback': 'compose.yml ${X:-$B$',
    'variables that double': '.env A1',
    'a large value that many names take over': 'compose.yml SECRET_B',
    'thousands of configuration files in thousands of mounts': 'compose.yml services',
    'a thousand services that extend one': 'b.yml services',
    'five hundred services that load one env file thrice': '.env A0=YQ==\n',
    'thousands of brackets in the settings': '.vscode/settings.json [[[[[[[[',
    'thousands of brackets': 'application.yml [[[[[[[[',
    'thousands of lists in one line': 'application.yml - - - - ',
    'thousands of keys in one line': 'application.yml ? ? ? ? ',
  };
  for (const name of Object.keys(attacks)) {
    it(`is given up soon and told with its place: ${name}`, () => {
      const answer = found.get(name);
      assert.ok(answer !== undefined, 'it was not read to its end');
      assert.equal(answer.places.length, 1);
      assert.ok(answer.places[0]?.startsWith(places[name] ?? '?'), answer.places[0]);
      assert.equal(answer.partial, true);
    });
  }

  it('is missed where the process never ends', async () => {
    const none = await readInProcess(['a folder that nobody made'], 5000);
    assert.equal(none.size, 0);
  });

  it('makes no secret missing, and no value known, that stands behind the end', async () => {
    const files = attacks['keys that stand for each other eight times'] ?? {};
    const { backends, problems } = await read(files);
    assert.deepEqual(
      backends.map(({ type, partial }) => [type, partial]),
      [['vault', true]],
    );
    const [vault] = backends;
    assert.ok(vault?.type === 'vault' && vault.address?.state === 'not-known');
    assert.deepEqual(told(files, problems), ['too-large: "${n0}"', 'value-not-known: "${n0}"']);
  });
});

describe('a large folder that is meant seriously', function () {
  this.timeout(120_000);

  for (const [name, files] of Object.entries(largeFolders)) {
    it(`is read: ${name}`, async () => {
      const { backends, problems } = await read(files);
      const [environment] = backends;
      assert.ok(environment?.type === 'env');
      assert.ok(environment.definitions.definitions.length > 0);
      assert.deepEqual(problems, []);
    });
  }

  it('of hundreds of files is read to its end', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 600 }, (_, index) => [
        `service-${String(index)}/application.yml`,
        `kestra.secret: {type: vault, vault: {address: "http://v${String(index)}:1", token.token: x}}\n`,
      ]),
    );
    const { partial, problems } = await read(files);
    assert.equal(partial, false);
    assert.deepEqual([...new Set(problems.map(({ code }) => code))], ['several-configurations']);
  });
});

describe('what one reading may do', () => {
  it('is told once where it ends, and is over from then on', () => {
    const problems: string[] = [];
    const budget = createBudget(({ code, file }) => problems.push(`${code} ${file}`), readingLimits);
    const place = (file: string) => () => ({ file, range: { start: 0, end: 0 } });
    assert.equal(budget.spend('characters', readingLimits.characters, place('a')), true);
    assert.equal(budget.fileOverBudget(), null);
    assert.equal(budget.spend('characters', 1, place('b')), false);
    assert.equal(budget.spend('files', 1, place('c')), false);
    assert.equal(budget.fileOverBudget(), 'b');
    assert.deepEqual(problems, ['too-large b']);
  });
});
