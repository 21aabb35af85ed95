import { createSearch } from '../src/language/search.ts';
import { ratioOf, spreadOf, spreadText, timeOf } from './spread.ts';

const count = 14_000;
const rounds = 300;
const warmUp = 50;

const words = ['payments', 'orders', 'mail', 'TOKEN', 'password', 'api-key', 'storefront', 'reporting'];
const names = Array.from(
  { length: count },
  (_, index) => `${words[index % 8] ?? ''}_${words[(index >> 3) % 8] ?? ''}_${index.toString(36)}`,
);

/** A word that is in none, one that is in some, one that is in nearly all, two words, and nothing typed yet. */
const queries = ['zzzzz', 'mail_tok', 'a', 'mail key', ''];

/** One filter of the search, at a letter typed, beside a bare loop of `includes` over the same names. */
export function measureSearch(): void {
  const search = createSearch([
    { about: 'Vault', rows: names.map((name, index) => ({ name, value: index })) },
  ]);
  const lower = names.map((name) => name.toLowerCase());
  for (const query of queries) {
    const ours: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < warmUp + rounds; round += 1) {
      const mine = timeOf(() => search.find(query, 200).matches);
      const other = timeOf(() => bareLoop(lower, query));
      if (round < warmUp) continue;
      ours.push(mine);
      bare.push(other);
    }
    console.log(`  ${JSON.stringify(query)}`);
    console.log(`    kestra-secrets                 ${spreadText(spreadOf(ours), ' ms')}`);
    console.log(`    a bare loop of includes        ${spreadText(spreadOf(bare), ' ms')}`);
    console.log(`    ours takes                     ${spreadText(ratioOf(ours, bare), ' of its time')}`);
  }
}

function bareLoop(lower: readonly string[], query: string): number {
  let found = 0;
  for (const name of lower) if (name.includes(query)) found += 1;
  return found;
}
