import { resolve } from '../src/catalog/resolve.ts';
import { limitsAtOnce } from '../src/configuration/budget.ts';
import { readSmallConfiguration } from '../src/configuration/index.ts';
import { readInWorker } from '../src/folder/worker/read-in-worker.ts';
import { readCalls, readFlow, type Stretches } from '../src/flow/index.ts';
import { longestReadTwice, yamlProblemsIn } from '../src/flow/yaml-problems.ts';
import { problemsInSteps } from '../src/language/problems.ts';
import type { CatalogSnapshot } from '../src/catalog/types.ts';
import type { FolderFiles } from '../src/ports/files.ts';
import { catalogOf, fetchedAt, secretNamed, vaultOf } from '../test/fakes/catalog-snapshot.ts';
import { buildConfigurationWorker } from '../test/fakes/configuration-worker.ts';
import { largeFlow } from './texts.ts';

/** What the editor may be kept from at a time, in ms: a flow of 200 kB and a configuration file of 50 kB stay below. */
const bound = 50;
const flowSize = 200_000;
const configurationSize = 50_000;

const rounds = 31;
const warmUp = 10;

/** The first lines of a text, so many characters of them. */
function cut(text: string, size: number): string {
  return text.slice(0, text.lastIndexOf('\n', size) + 1);
}

/** Lines up to a size. */
function fill(head: string, line: (index: number) => string, size: number): string {
  const lines = [head];
  for (let length = head.length, index = 0; length < size; index += 1) {
    lines.push(line(index));
    length += lines.at(-1)?.length ?? 0;
  }
  return lines.join('');
}

const flowHead = 'id: large\nnamespace: company.team\ntasks:\n';

const flows: Readonly<Record<string, string>> = {
  'a flow of 200 kB': cut(largeFlow, flowSize),
  'of calls alone, each missing': fill(
    flowHead,
    (index) => `  - {id: c${index}, v: "{{ secret('DATABASE_PASSWROD_${index}') }}"}\n`,
    flowSize,
  ),
  'of calls alone, each failing': fill(
    flowHead,
    (index) => `  - {id: c${index}, v: "{{ secret('A', sub_key='${index}') }}"}\n`,
    flowSize,
  ),
};

const mistaken = fill(
  flowHead,
  (index) => `  - {id: c${index}, v: "{{ secret('DATABASE_PASSWORD_${index}') }}"}\n`,
  longestReadTwice - 500,
);

/** Flows whose YAML is read a second time, for its mistakes. */
const mistakes: Readonly<Record<string, string>> = {
  'a flow of 64 kB': mistaken,
  'with ten mistakes': mistaken.replace(/(?<=id: c\d\d), v: /g, (text, at) =>
    at % 7 === 0 ? ' [, v: ' : text,
  ),
};

const base64 = (text: string) => Buffer.from(text).toString('base64');
const vault =
  'kestra:\n  secret:\n    type: vault\n    read-only: true\n    vault:\n      address: http://v:8200\n      token: {token: x}\n';

const sections = (size: number) =>
  fill(
    `${vault}other:\n`,
    (index) => `  section-${index}:\n    key: value ${index} of many\n    list: [a, b, c]\n`,
    size,
  );

const folders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'application.yml of 24 kB': { 'application.yml': sections(limitsAtOnce.characters - 100) },
  'application.yml of 50 kB': { 'application.yml': sections(configurationSize) },
  'application.yml of 1 MB': { 'application.yml': sections(20 * configurationSize) },
  'compose.yml of 50 kB': {
    'compose.yml': fill(
      'services:\n  kestra:\n    image: kestra/kestra\n    environment:\n',
      (index) => `      SECRET_NAME_${index}: ${base64(`value ${index} of many`)}\n`,
      configurationSize,
    ),
  },
  '.env of 50 kB, loaded by a service': {
    'compose.yml': 'services: {kestra: {image: kestra/kestra, env_file: .env}}\n',
    '.env': fill(
      '',
      (index) => `SECRET_NAME_${index}=${base64(`value ${index} of many`)}\n`,
      configurationSize,
    ),
  },
};

/** Reads as it is done at one stretch: no file is waited for. */
function memoryFiles(files: Readonly<Record<string, string>>): FolderFiles {
  return {
    read: (path) => {
      const text = files[path];
      return Promise.resolve(text === undefined ? { state: 'absent' } : { state: 'text', text });
    },
    list: () => Promise.resolve(Object.keys(files).sort()),
  };
}

/** As the editor does it when a flow is opened: its documents, then its calls, then their problems in steps. */
function* openFlow(text: string, snapshot: CatalogSnapshot): Stretches<void> {
  const file = readFlow(text);
  if (!file.documents.some(({ isFlow }) => isFlow)) throw new Error('this is no flow');
  yield;
  yield* readCalls(file);
  const known = { ofYaml: yield* yamlProblemsIn(file) };
  // The list has arrived just now: nothing was looked up in it yet.
  const fresh = { ...snapshot };
  yield* problemsInSteps(file, (question) => resolve(fresh, question, fetchedAt), known);
}

/** As the editor reads it: what is small at once, the rest in a thread of its own. */
async function readFolder(files: FolderFiles, worker: string): Promise<void> {
  const settings = { environmentFiles: [], environment: null };
  const input = { files, settings, signal: new AbortController().signal };
  const { backends } = (await readSmallConfiguration(input)) ?? (await readInWorker(worker, input));
  if (backends.length === 0) throw new Error('this is no configuration');
}

/** The longest stretch for which the event loop is held by opening a flow, and by reading a folder's configuration; warm. */
export async function measureHolding(): Promise<void> {
  const snapshot = catalogOf([
    vaultOf(Array.from({ length: 5000 }, (_, index) => secretNamed(`DATABASE_PASSWORD_${index}`))),
  ]);
  for (const [name, text] of Object.entries({ ...flows, ...mistakes }))
    await report(name, () => openFlow(text, snapshot));
  const worker = await buildConfigurationWorker();
  try {
    for (const [name, files] of Object.entries(folders)) {
      await report(name, () => readFolder(memoryFiles(files), worker.file));
    }
  } finally {
    await worker.remove();
  }
}

/** What is done a stretch at a time, or waited for while others have their turn. */
type Work = Stretches<void> | Promise<void>;

async function report(name: string, begin: () => Work): Promise<void> {
  const longest: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const most = await longestHold(begin);
    if (round >= warmUp) longest.push(most);
  }
  const median = longest.sort((one, other) => one - other)[longest.length >> 1] ?? 0;
  console.log(
    `  ${name.padEnd(38)} ${median.toFixed(1).padStart(6)} ms, ${(median / bound).toFixed(2)} of what it may`,
  );
}

/** The longest time between two turns that others have, in ms. */
async function longestHold(begin: () => Work): Promise<number> {
  let most = 0;
  let begun = performance.now();
  const work = begin();
  let isOver = false;
  if (work instanceof Promise) void work.finally(() => (isOver = true));
  while (!isOver) {
    if (!(work instanceof Promise)) isOver = work.next().done === true;
    most = Math.max(most, performance.now() - begun);
    await new Promise((resolve) => setImmediate(resolve));
    // Of what is waited for, all is counted that is done before the next turn.
    if (!(work instanceof Promise)) begun = performance.now();
    else {
      const now = performance.now();
      most = Math.max(most, now - begun);
      begun = now;
    }
  }
  if (work instanceof Promise) await work;
  return most;
}
