// `npm run fuzz -- --minutes 15`: tries the reader of flows with texts that lead it where it has not been yet, from a
// seed of chance or `--seed N`, for so long or `--runs N` times. The smallest text that breaks a promise ends it.
import { parseArgs } from 'node:util';
import { countedReader } from './counted-reader.ts';
import { fuzz, type FuzzReport } from './fuzz.ts';
import { seeds } from './seeds.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, runs: { type: 'string' }, seed: { type: 'string' } },
});
const runs = Number(values.runs ?? (values.minutes === undefined ? 20_000 : Infinity));
const end = Date.now() + Number(values.minutes ?? Infinity) * 60_000;
const seed = Number(values.seed ?? Date.now() % 2 ** 31);

console.log(`Fuzzing the reader of flows, from seed ${seed} on.`);
const tell = (report: FuzzReport) =>
  `${report.runs} texts: ${report.reached} of ${report.branches} branches run, ${report.kept} texts kept, at most ${report.mostWork.toFixed(1)} units of work a character.`;
const report = fuzz(await countedReader(), seeds(), seed, (sofar) => {
  if (sofar.runs > 0 && sofar.runs % 20_000 === 0) console.log(tell(sofar));
  return sofar.runs < runs && Date.now() < end;
});
console.log(tell(report));
if (report.found !== null) {
  const { trial, broken } = report.found;
  console.log(`The last one breaks a promise, in short: ${JSON.stringify(trial)}\n${broken}`);
  process.exitCode = 1;
}
