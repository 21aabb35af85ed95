import { createRequire } from 'node:module';
import { createBudget } from '../src/configuration/budget.ts';
import { readEnvFile } from '../src/configuration/environment/env-file.ts';
import { noVariables } from '../src/configuration/variables.ts';
import { ratioOf, spreadOf, spreadText, timeOf } from './spread.ts';

// Installed by the bench alone: the project's own types know nothing of it.
const { parse } = createRequire(import.meta.url)('dotenv') as {
  readonly parse: (text: string) => Readonly<Record<string, string>>;
};

const lines = 50_000;
const rounds = 12;
const warmUp = 4;

/** The lines that people have in a `.env` of a Kestra service, in turns. */
const kinds: readonly ((index: number) => string)[] = [
  (index) => `SECRET_TOKEN_${index}=${Buffer.from(`the value of the token ${index}`).toString('base64')}`,
  (index) => `SECRET_KEY_${index}=${Buffer.from(`key ${index} `.repeat(12)).toString('base64')}`,
  (index) => `DATABASE_${index}="jdbc:postgresql://database.internal:5432/part_${index}"`,
  (index) => `# what the job ${index} needs`,
  (index) => `NOTE_${index}='as it stands, $HOME too'`,
  () => '',
  (index) => `PORT_${index}=${index} # the service's own`,
  (index) => `export MODE_${index}=nightly`,
];
const placeholderLine = (index: number) => `URL_${index}=http://$HOST:\${PORT:-8080}/part/${index}`;

function fileOf(each: readonly ((index: number) => string)[]): string {
  return Array.from({ length: lines }, (_, index) => each[index % each.length]?.(index) ?? '').join('\n');
}

/** The reading of an env file of 50,000 lines, with the place of each value, beside the package `dotenv`, which leaves placeholders as they are. */
export function measureEnvFile(): void {
  const texts = {
    'as people have them, one line in sixteen with placeholders': fileOf([
      ...kinds,
      ...kinds.slice(1),
      placeholderLine,
    ]),
    'one line in eight with placeholders': fileOf([...kinds.slice(1), placeholderLine]),
    'Base64 alone': fileOf(kinds.slice(0, 2)),
  };
  for (const [what, text] of Object.entries(texts)) {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < warmUp + rounds; round += 1) {
      const mine = timeOf(() => readHere(text));
      const other = timeOf(() => parse(text));
      if (round < warmUp) continue;
      ours.push(mine);
      theirs.push(other);
    }
    console.log(`  ${what} (${(text.length / 1e6).toFixed(2)} MB)`);
    console.log(`    kestra-secrets                 ${spreadText(spreadOf(ours), ' ms')}`);
    console.log(`    dotenv                         ${spreadText(spreadOf(theirs), ' ms')}`);
    console.log(`    ours takes                     ${spreadText(ratioOf(ours, theirs), ' times its time')}`);
  }
}

function readHere(text: string): number {
  const limits = { characters: Infinity, nodes: Infinity, files: Infinity };
  const budget = createBudget(() => undefined, limits);
  const { variables, whole } = readEnvFile('.env', text, { variables: noVariables, raw: false, budget });
  if (!whole) throw new Error('a line of the file is refused');
  return variables.length;
}
