// `npm run oracle -- --until 100000`: has that many texts in a row read alike by Kestra and here, from a seed of
// chance or `--seed N`. The smallest text that is read otherwise ends it.
import { parseArgs } from 'node:util';
import { compareTexts } from './compare.ts';
import { installJudge } from './install-judge.ts';
import { startJudge } from './judge.ts';
import { renderer } from './judges.ts';

const { values } = parseArgs({ options: { until: { type: 'string' }, seed: { type: 'string' } } });
const until = Number(values.until ?? 100_000);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);

const installed = await installJudge(renderer, 600_000);
if ('missing' in installed) {
  console.log(installed.missing);
  process.exitCode = 1;
} else {
  const judge = await startJudge(installed);
  console.log(`Comparing with Kestra's own renderer, from seed ${seed} on.`);
  const { agreed, parsed, calling, difference } = await compareTexts(judge, seed, until, (count) => {
    if (count % 10_000 === 0) console.log(`${count} texts`);
  });
  await judge.stop();
  console.log(
    `${agreed} texts in a row are read alike; Kestra parses ${parsed} of them, ${calling} call secret().`,
  );
  if (difference !== null) {
    console.log(`Then this one is not: ${JSON.stringify(difference.text)}\n${difference.what}`);
    process.exitCode = 1;
  }
}
