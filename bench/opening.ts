import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration, surveyFolder, type SurveyMemory } from '../src/configuration/index.ts';
import { readEach } from '../src/ports/files.ts';
import { createFolderFiles } from '../src/workspace/index.ts';
import { never } from '../test/fakes/never.ts';

const folders = 100;
const filesInFolder = 200;
const rounds = 5;

const flow = (index: number) =>
  `id: flow-${index}\nnamespace: orchard.team\ntasks:\n${Array.from(
    { length: 12 },
    (_, task) =>
      `  - id: task-${task}\n    type: io.kestra.plugin.core.log.Log\n    message: "{{ secret('PEAR_${task}') }} of ${index}"\n`,
  ).join('')}`;

const manifest = (index: number) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web-${index}}\nspec:\n  template:\n    spec:\n      containers:\n${Array.from(
    { length: 6 },
    (_, container) =>
      `        - name: web-${container}\n          image: registry.orchard.example/web:${index}\n          env: [{name: PORT, value: "80${container}"}]\n`,
  ).join('')}`;

const configurations: Readonly<Record<string, string>> = {
  'application.yml':
    'kestra:\n  secret:\n    type: vault\n    vault:\n      address: http://v:8200\n      token: {token: x}\n',
  'docker-compose.yml': 'services:\n  kestra:\n    image: kestra/kestra:v1.3.4\n',
  'deploy/kestra.yaml':
    'kind: Deployment\nmetadata: {name: k}\nspec: {template: {spec: {containers: [{name: k, image: "kestra/kestra:v1.3.4"}]}}}\n',
};

/** A folder of 20,000 files, half of them YAML, three of them configuration. */
async function makeFolder(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'kestra-secrets-opening-'));
  for (let folder = 0; folder < folders; folder += 1) {
    await mkdir(join(root, `team-${folder}`));
    for (let file = 0; file < filesInFolder; file += 1) {
      const index = folder * filesInFolder + file;
      const name = file % 2 === 0 ? `flow-${file}.yml` : `script-${file}.py`;
      const text = file % 4 === 0 ? flow(index) : file % 2 === 0 ? manifest(index) : 'print(1)\n';
      await writeFile(join(root, `team-${folder}`, name), text);
    }
  }
  await mkdir(join(root, 'deploy'));
  for (const [name, text] of Object.entries(configurations)) await writeFile(join(root, name), text);
  return root;
}

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

const median = (times: readonly number[]) =>
  [...times].sort((one, other) => one - other)[times.length >> 1] ?? 0;

/** Reading a folder's configuration beside walking it and reading its YAML files, in turns. */
export async function measureOpening(): Promise<void> {
  const root = await makeFolder();
  try {
    const settings = { environmentFiles: [], environment: null };
    const open = async (memory: SurveyMemory) => {
      const { survey, files } = await surveyFolder(createFolderFiles(root), never, { memory });
      const read = await readConfiguration({ files, settings, signal: never, survey });
      if (!read.found) throw new Error('nothing was found');
    };
    const walk = async () => {
      const files = createFolderFiles(root);
      const paths = (await files.list(never)).filter(
        (path) => path.endsWith('.yml') || path.endsWith('.yaml'),
      );
      await readEach(files, paths, never, () => undefined);
    };
    const memory: SurveyMemory = new Map();
    const times = { ours: [] as number[], again: [] as number[], walk: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      const [ours, bare] = [await timeOf(() => open(new Map())), await timeOf(walk)];
      const again = await timeOf(() => open(memory));
      if (round === 0) continue;
      times.ours.push(ours);
      times.walk.push(bare);
      times.again.push(again);
    }
    const [ours, bare, again] = [median(times.ours), median(times.walk), median(times.again)];
    console.log(
      `  opened in ${ours.toFixed(0)} ms, again in ${again.toFixed(0)} ms; walked, its YAML files read, in ${bare.toFixed(0)} ms: ${(ours / bare).toFixed(2)} of that`,
    );
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
