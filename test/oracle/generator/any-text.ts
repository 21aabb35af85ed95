import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { constantCall } from './constants.ts';
import { words } from './pieces.ts';
import { body } from './texts.ts';

/** Texts of Kestra's own cases, for what somebody thought of once. */
const known = readFileSync(new URL('../../unit/flow/pebble-cases.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => (JSON.parse(line) as { readonly expression: string }).expression);

interface Slip {
  /** Where, from 0 for the text's begin to 999 for its end. */
  readonly at: number;
  readonly cut: number;
  readonly put: string;
}

/** What typing leaves behind: something cut out, something put in. */
const slip: fc.Arbitrary<Slip> = fc.record({
  at: fc.nat({ max: 999 }),
  cut: fc.nat({ max: 3 }),
  put: fc.constantFrom(
    ...['', '', '', ' ', '\n', ' is ', ' not ', ' and ', '\u2028', '\u00a0'],
    ...words(
      `' " ( ) { } # #{ }} {{ %} {% , . = \\ - | ~ + ? : [ ] 1 x 'K' "K" secret( secret('K') {# #} * é`,
    ),
  ),
});

function applySlips(whole: string, slips: readonly Slip[]): string {
  return slips.reduce((text, { at, cut, put }) => {
    const place = Math.floor((text.length * at) / 999);
    return text.slice(0, place) + put + text.slice(place + cut);
  }, whole);
}

const slips = fc.array(slip, { minLength: 1, maxLength: 3, size: 'small' });

/** Texts as Kestra gets them from a flow: right, wrong, and half typed. */
export const anyText: fc.Arbitrary<string> = fc
  .oneof(
    { withCrossShrink: true },
    { weight: 6, arbitrary: body },
    { weight: 2, arbitrary: constantCall },
    { weight: 1, arbitrary: fc.tuple(body, slips).map(([whole, all]) => applySlips(whole, all)) },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom(...known), slips).map(([whole, all]) => applySlips(whole, all)),
    },
  )
  // A half of a pair is no text that a file could hold.
  .map((whole) => whole.replaceAll(/\p{Cs}/gu, ''))
  // Pebble never comes to an end with a double-quoted string that is open there.
  .filter((whole) => !whole.endsWith('\\'));
