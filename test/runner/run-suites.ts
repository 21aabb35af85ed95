import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { type Counts, countsLine, sum } from './counts.ts';
import { type Part, type PartContext, type Suite, runPart } from './suite.ts';

/** More at once would thwart those who drive a window. */
const mostAtOnce = 2;

/**
 * Runs suites, beginning their parts in order and having two under way at a time, or one where the machine has one core. What
 * a part has to say is printed when it ends, or as it comes where nothing runs beside it.
 */
export async function runSuites(
  suites: readonly Suite[],
  context: Omit<PartContext, 'say'>,
  print: (text: string) => void = (text) => void process.stdout.write(text),
): Promise<Counts[]> {
  const loaded = await Promise.all(suites.map(async (suite) => ({ suite, parts: await suite.parts() })));
  const atOnce = Math.min(mostAtOnce, availableParallelism());
  const isAlone = atOnce === 1 || loaded.flatMap(({ parts }) => parts).length === 1;
  const limit = pLimit(atOnce);

  async function run({ name }: Suite, part: Part): Promise<Counts> {
    if (isAlone) return runPart(part, { ...context, say: print });
    let said = '';
    const counts = await runPart(part, { ...context, say: (text) => void (said += text) });
    print(`\n${name}:\n${said}`);
    return counts;
  }

  async function runAll(suite: Suite, parts: readonly Part[]): Promise<Counts> {
    const started = limit(() => {
      print(`\n=== ${suite.name}: ${suite.title}\n`);
      return performance.now();
    });
    const counts = sum(await Promise.all(parts.map((part) => limit(run, suite, part))));
    const seconds = Math.round((performance.now() - (await started)) / 1000);
    print(`--- ${suite.name}: ${countsLine(counts)} (${seconds} s)\n`);
    return counts;
  }

  return Promise.all(loaded.map(({ suite, parts }) => runAll(suite, parts)));
}
