import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ScalarAtCursor } from '../../../src/flow/types.ts';
import { writeName } from '../../../src/language/write-name.ts';
import { catalogOf, noSubkeys, secretWith, vaultOf } from '../../fakes/catalog-snapshot.ts';
import { flowWith } from '../../fakes/flow-text.ts';
import { accepted, askedIn, offeredIn } from './accepting.ts';

const places = [
  `message: "{{ secret('|') }}"`,
  `message: "{{ secret(\\"|\\") }}"`,
  `message: '{{ secret("|") }}'`,
  `message: '{{ secret(''|'') }}'`,
  `message: to {{ secret('|') }}`,
  `message: ¦\n  {{ secret('|`,
  `message: >\n  {{ secret("|") }}`,
  `message: sec|`,
];

/** Pieces with a second meaning somewhere, among letters. */
const piece = fc.constantFrom(
  ...Array.from(`'"\\#{}%:,[]&*!|>@\`$- ~/`),
  'a',
  'B',
  '9',
  'é',
  '{{',
  '}}',
  '{%',
  '%}',
  '{#',
  '#}',
  ': ',
  ' #',
  '{% raw %}',
  '{% endraw %}',
  '...',
  '---',
  '${1}',
  '\u00a0',
  '\u202e',
  '\n',
  '\t',
);

describe('writeName', () => {
  it('writes names of every kind so that they read back, or not at all', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join('')),
        fc.constantFrom(...places),
        (name, place) => {
          const catalog = catalogOf([vaultOf([secretWith(name, noSubkeys)])]);
          const marked = flowWith(place);
          for (const item of offeredIn(marked, catalog).items) {
            if (!item.retrigger) assert.equal(askedIn(accepted(marked, item, 'insert')), name);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('writes the names that managers have', () => {
    const scalar: Pick<ScalarAtCursor, 'style' | 'inFlowCollection'> = {
      style: 'double-quoted',
      inFlowCollection: false,
    };
    for (const name of [
      'API_TOKEN',
      'my-secret',
      'app/db',
      'a.b+c=d@e',
      'with space',
      'naïve',
      'ключ',
      '秘密',
    ]) {
      assert.equal(writeName(name, "'", scalar), name);
    }
    assert.equal(writeName("it's", "'", scalar), "it\\'s");
    assert.equal(writeName('end\\', "'", scalar), null);
    assert.equal(writeName('a\nb', "'", scalar), null);
  });
});
