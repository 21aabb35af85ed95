import assert from 'node:assert/strict';
import { readFlow } from '../../../src/flow/index.ts';
import { catalogOf, secretWith, subkeys, vaultOf } from '../../fakes/catalog-snapshot.ts';
import { cursorIn } from '../../fakes/cursor.ts';
import { flowWith } from '../../fakes/flow-text.ts';
import { accepted, modes, offeredIn } from './accepting.ts';

const catalog = catalogOf([
  vaultOf([secretWith('api', subkeys('API_TOKEN', 'keys')), secretWith('db', subkeys('URL'))]),
]);

/** Expressions in which something stands right of the cursor already. */
const whole = [
  '{{ | inputs.a }}',
  '{{ |inputs.a }}',
  "{{ |secret('api') }}",
  "{{ |inputs.a == 'x' ? 'y' : 'z' }}",
  "{{ |'text' }}",
  "{{ secret(|'api') }}",
  "{{ secret(|inputs.name ~ 'x') }}",
  "{{ secret('api', subkey=|'keys') }}",
  "{{ secret(key=|'api', subkey='keys') }}",
  "{{ secret('api', |subkey='keys') }}",
  "{{ secret('api', |full=true) }}",
  "{{ secret(|'api', subkey='keys') }}",
  '{{ |~ inputs.a }}',
  '{{ | }}',
  "{{ secret('api', |) }}",
];

const errorsIn = (text: string) =>
  readFlow(text).documents.flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'error'));

describe('completion before what stands there already', () => {
  for (const expression of whole) {
    it(`makes no mistake of ${expression}`, () => {
      const marked = flowWith(`message: "${expression}"`);
      const before = errorsIn(cursorIn(marked).text);
      for (const asked of ['by-command', 'by-blank', 'again'] as const) {
        for (const item of offeredIn(marked, catalog, asked).items) {
          for (const mode of modes) {
            const text = cursorIn(accepted(marked, item, mode)).text;
            // What is still to be typed, such as the text of an argument, is empty: that is no mistake of the place.
            const after = errorsIn(text).filter(({ code }) => code !== 'missing-key');
            assert.ok(after.length <= before.length, `${item.label}: ${text}`);
          }
        }
      }
    });
  }

  it('still offers the call where an operator or nothing follows', () => {
    for (const expression of ['{{ | }}', '{{ |~ inputs.a }}', "{{ secret('api', |) }}"]) {
      assert.ok(offeredIn(flowWith(`message: "${expression}"`), catalog).items.length > 0, expression);
    }
  });
});
