import { startCompose } from './ask-compose.ts';
import { compareWhole } from './compare-whole.ts';
import { installGoJudge } from './install-go-judge.ts';
import { installJudge } from './install-judge.ts';
import { compose, micronaut } from './judges.ts';
import { startMicronaut } from './micronaut.ts';

/** Has `count` whole projects in a row read alike by Compose and Micronaut in a chain and here. False where one is not. */
export async function runWhole(count: number, seed: number): Promise<boolean> {
  const [loader, reader] = await Promise.all([
    installGoJudge(compose, 600_000),
    installJudge(micronaut, 600_000),
  ]);
  if ('missing' in loader || 'missing' in reader) {
    for (const each of [loader, reader]) if ('missing' in each) console.log(each.missing);
    return false;
  }
  const chain = { compose: await startCompose(loader), micronaut: await startMicronaut(reader) };
  console.log(`Comparing with Compose's loader and Micronaut's reader in a chain, from seed ${seed} on.`);
  const { agreed, refused, managed, values, unknown, difference } = await compareWhole(chain, seed, count);
  await Promise.all([chain.compose.stop(), chain.micronaut.stop()]);
  console.log(
    `${agreed} projects in a row are read alike; Compose refuses ${refused}, and ${managed} name a manager. Of ${values} values ${unknown} are not known here.`,
  );
  if (difference === null) return true;
  console.log(`Then this one is not: ${difference.what}`);
  for (const [path, text] of Object.entries(difference.drawn)) console.log(`--- ${path}\n${text}`);
  return false;
}
