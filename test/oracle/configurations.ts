import fc from 'fast-check';
import { environment, fileWith } from '../unit/configuration/micronaut/placeholder-cases.ts';
import { readHere } from '../unit/configuration/micronaut/read-here.ts';
import type { Conversation } from './conversation.ts';
import { askMicronaut, type MicronautQuestion } from './micronaut.ts';

const pieces = [
  '${',
  '${',
  '${A',
  '${NO_SUCH',
  'EMPTY',
  'B_C',
  '}',
  '}',
  '}',
  ':',
  ':',
  '`',
  '`',
  'd',
  '/',
  ' ',
  '$',
  '-',
];

/** A text with placeholders of any form, quoted in the file; without `{{`, which counts as a template here. */
const placeholders = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 9 })
  .map((all): MicronautQuestion => ({ file: fileWith(all.join('')), environment, key: 'kestra.asked' }));

const signs = Array.from('0127395_.:e-+xbEof');

/** A plain scalar of digits and what may stand among them; one that YAML reads as something else is left out. */
const scalars = fc
  .array(fc.constantFrom(...signs), { minLength: 1, maxLength: 7 })
  .map((all) => all.join(''))
  .filter((text) => !/^[-?:](?:\s|$)|:$|^---|^\.\.\.|^-?:|^\._$/.test(text))
  .map((text): MicronautQuestion => ({ file: `kestra:\n  a: ${text}\n`, environment: {}, key: 'kestra.a' }));

/** A configuration of one file with one value, and its key. */
const anyConfiguration = fc.oneof(placeholders, scalars);

export interface ConfigurationComparison {
  /** How many in a row were read alike, and how many of them set the key. */
  readonly agreed: number;
  readonly set: number;
  /** The smallest file found that is read otherwise, and both answers; null where there was none. */
  readonly difference: {
    readonly file: string;
    readonly there: string | null;
    readonly here: string | null;
  } | null;
}

/** Has `count` files, which follow from `seed`, read by Micronaut and here, up to the first that differs. */
export async function compareConfigurations(
  judge: Conversation,
  seed: number,
  count: number,
): Promise<ConfigurationComparison> {
  let agreed = 0;
  let set = 0;
  const differences: NonNullable<ConfigurationComparison['difference']>[] = [];
  const property = fc.asyncProperty(anyConfiguration, async (question) => {
    const there = await askMicronaut(judge, question);
    const here = readHere(question);
    // An empty text counts as not set here.
    if ((there ?? '') !== (here ?? '')) {
      differences.push({ file: question.file, there, here });
      throw new Error('read otherwise');
    }
    if (differences.length > 0) return;
    agreed += 1;
    if (there !== null) set += 1;
  });
  const details = await fc.check(property, { seed, numRuns: count });
  const difference = differences.at(-1) ?? null;
  if (details.failed && difference === null) throw details.errorInstance;
  return { agreed, set, difference };
}
