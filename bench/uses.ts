import { createFlowIndex, summaryOf } from '../src/index/index.ts';
import { doAtOnce } from '../src/flow/index.ts';
import { renameCalls, usesOfSecret } from '../src/language/uses/index.ts';
import type { SoughtSecret } from '../src/language/uses/types.ts';
import { catalogOf, secretNamed, vaultOf } from '../test/fakes/catalog-snapshot.ts';
import { flowText, flowCount } from './flow-tree.ts';
import { spreadOf, spreadText } from './spread.ts';

const rounds = 40;
const warmUp = 5;
const renamedFiles = 200;
const callsInFile = 5;

/** The references of a secret over the flows of a large folder, and the edits of a rename of 1,000 uses in 200 files. */
export async function measureUses(): Promise<void> {
  const index = createFlowIndex();
  const texts = new Map<string, string>();
  for (let flow = 0; flow < flowCount; flow += 1) texts.set(`flow${flow}.yaml`, flowText(flow, true));
  for (let file = 0; file < renamedFiles; file += 1) texts.set(`renamed${file}.yaml`, renamedFlow(file));
  index.update([...texts].map(([path, text]) => [path, doAtOnce(summaryOf(text))]));
  const often = soughtSecret('DATABASE_PASSWORD_3');
  const renamed = soughtSecret('RENAMED');
  const show = (what: string, times: readonly number[]) =>
    console.log(`  ${what.padEnd(46)} ${spreadText(spreadOf(times), ' ms')}`);
  const find = ({ sought, snapshot }: typeof often) => usesOfSecret(index, sought, snapshot);
  if (find(often).certain.length !== flowCount) throw new Error('not all of them');
  show('references of a secret in 10,000 flows', await timesOf(() => find(often)));
  const textOf = (file: string) => Promise.resolve(texts.get(file) ?? null);
  for (const name of ['NEW_NAME', "it's new"]) {
    const rename = async () => {
      const { edits } = await renameCalls(find(renamed), renamed.sought, name, textOf);
      if (edits.length !== renamedFiles * callsInFile) throw new Error('not all of them');
    };
    show(`edits of 1,000 calls in 200 files: ${name}`, await timesOf(rename));
  }
}

function soughtSecret(name: string) {
  const secret = secretNamed(name);
  const backend = vaultOf([secret]);
  const sought: SoughtSecret = { name, subkey: null, held: { backend, secret } };
  return { sought, snapshot: catalogOf([backend]) };
}

function renamedFlow(file: number): string {
  const calls = Array.from(
    { length: callsInFile },
    (_, call) => `  - id: t${call}\n    type: x\n    a: "{{ secret('RENAMED') }}"\n`,
  );
  return `id: renamed_${file}\nnamespace: company.team\ntasks:\n${calls.join('')}`;
}

/** In ms of processor time, which depends less on what else the machine does; warm. */
async function timesOf(work: () => unknown): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const begin = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(begin);
    if (round >= warmUp) times.push((user + system) / 1000);
  }
  return times;
}
