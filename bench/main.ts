// `npm run bench`: how fast flows are read, beside the `yaml` library; how fast a keystroke in a large one is answered,
// beside two language services for YAML; and what a list costs, beside each manager's own client. See README.md.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureCheck } from './check.ts';
import { measureChunks } from './chunks.ts';
import { type KeystrokeTimes, placesIn, typeLetters } from './keystrokes.ts';
import { measureEnvFile } from './env-file.ts';
import { measureHolding } from './holding.ts';
import { measureManyFlows } from './many-flows.ts';
import { measureIndex } from './index-flows.ts';
import { measureListing } from './listing.ts';
import { measureOpening } from './opening.ts';
import { measureSearch } from './search.ts';
import { peerOf } from './peer.ts';
import { ratioOf, spreadOf, spreadText } from './spread.ts';
import { largeFlow, largeWorkflow } from './texts.ts';
import { measureThroughput } from './throughput.ts';
import { measureUses } from './uses.ts';

const { values } = parseArgs({ options: { letters: { type: 'string' } } });
/** Letters typed into a peer; into ours, which is quicker, ten times as many. */
const letters = Number(values.letters ?? 6);

const yamlVersion = (
  JSON.parse(readFileSync(new URL('../node_modules/yaml/package.json', import.meta.url), 'utf8')) as {
    version: string;
  }
).version;
const yamlService = peerOf('yaml-language-server', 'yaml-language-server.mjs');
const actionsService = peerOf('@actions/languageservice', 'actions-languageservice.mjs');

console.log(
  [
    `Node ${process.version} on ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}`,
    `yaml ${yamlVersion}, yaml-language-server ${yamlService.version}, @actions/languageservice ${actionsService.version}`,
    'Each number: the median (nine in ten lie in between).',
  ].join('\n'),
);

console.log('\nReading a file:');
measureThroughput();

console.log('\nReading an env file of 50,000 lines, beside dotenv:');
measureEnvFile();

console.log('\nA check of 10,000 flows, beside ripgrep counting the calls in them:');
await measureManyFlows();

console.log('\nAn index of 10,000 flows, beside the bare reading of their files:');
await measureIndex();

console.log('\nThe uses of a secret over an index of 10,000 flows:');
await measureUses();

console.log('\nFrom a keystroke to its answer, in a file of 1 MB:');
const inFlow = placesIn(largeFlow, "secret('DATABASE_PASSWORD_");
const inWorkflow = placesIn(largeWorkflow, 'secrets.DATABASE_PASSWORD_');
const ours = typeLetters(largeFlow, inFlow, letters * 10);
const peers = [
  { peer: yamlService, times: yamlService.typeLetters(largeFlow, inFlow, letters) },
  { peer: actionsService, times: actionsService.typeLetters(largeWorkflow, inWorkflow, letters) },
];
report('the problems of the file', (times) => times.problems);
report('what can be completed', (times) => times.completion);

console.log('\nOne filter of the search, over 14,000 names:');
measureSearch();

console.log('\nHow long the editor is kept from anything else at a time (50 ms at the most), warm:');
await measureHolding();

console.log('\nOpening a folder of 20,000 files, half of them YAML, beside walking it and reading those:');
await measureOpening();

console.log('\nProcessor time of a list of 10,000 secrets:');
await measureListing();

console.log('\nProcessor time of a run over a Vault of 20,000 secrets, 300 references, half of them absent:');
await measureCheck();

console.log('\nWhat is loaded when the first backend of a manager is asked:');
await measureChunks();

console.log('\nA catalog of 100,000 names:');
const large = spawnSync(
  process.execPath,
  ['--import', 'tsx', fileURLToPath(new URL('large-catalog.ts', import.meta.url))],
  { encoding: 'utf8' },
);
if (large.status !== 0) throw new Error(large.stderr);
process.stdout.write(large.stdout);

console.log('\nMemory of 100,000 names in a catalog, and of an index of flows beside it:');
const memory = spawnSync(
  process.execPath,
  ['--expose-gc', '--import', 'tsx', fileURLToPath(new URL('memory.ts', import.meta.url))],
  { encoding: 'utf8' },
);
if (memory.status !== 0) throw new Error(memory.stderr);
const { count, bytes, together, calls } = JSON.parse(memory.stdout) as Record<
  'count' | 'bytes' | 'together' | 'calls',
  number
>;
console.log(`  ${(bytes / 1e6).toFixed(0)} MB, ${(bytes / count).toFixed(0)} bytes a name`);
console.log(`  with an index of ${calls} calls of 10,000 flows: ${(together / 1e6).toFixed(0)} MB`);
// The managers' own clients keep their connections.
process.exit();

function report(what: string, pick: (times: KeystrokeTimes) => readonly number[]): void {
  console.log(`  ${what}`);
  console.log(`    kestra-secrets             ${spreadText(spreadOf(pick(ours)), ' ms')}`);
  for (const { peer, times } of peers) {
    console.log(`    ${peer.name.padEnd(26)} ${spreadText(spreadOf(pick(times)), ' ms')}`);
    console.log(`    ${' '.repeat(26)} ${spreadText(ratioOf(pick(times), pick(ours)), ' times our time')}`);
  }
}
