import assert from 'node:assert/strict';
import { holdings } from '../../contract/holdings.ts';
import { catalogOf, noSubkeys, secretWith, vaultOf } from '../../fakes/catalog-snapshot.ts';
import { flowWith } from '../../fakes/flow-text.ts';
import { accepted, askedIn, offeredIn } from './accepting.ts';

/** Every odd name of the contract suite: a store lists it, finds it, and tells its subkeys. */
const names = holdings.map(({ name }) => name).filter((name) => !name.startsWith('many-'));
const snapshot = catalogOf([vaultOf(names.map((name) => secretWith(name, noSubkeys)))]);

describe('the names that stores hold, as completion writes them', () => {
  for (const [what, body] of [
    ['a double-quoted scalar', `message: "{{ secret('|') }}"`],
    ['a single-quoted scalar', `message: '{{ secret("|") }}'`],
    ['a plain scalar', `message: to {{ secret('|') }}`],
    ['a block scalar', `message: >\n  {{ secret("|") }}`],
  ] as const) {
    it(`in ${what} are asked for by the flow that holds them, every one`, () => {
      const marked = flowWith(body);
      const { items } = offeredIn(marked, snapshot);
      for (const name of names) {
        const item = items.find(({ label }) => label === name);
        assert.ok(item, name);
        assert.equal(askedIn(accepted(marked, item, 'insert')), name);
      }
    });
  }
});
