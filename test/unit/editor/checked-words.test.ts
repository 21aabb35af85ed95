import assert from 'node:assert/strict';
import { checkedWords } from '../../../src/editor/checks/checked-words.ts';
import { anyReason } from '../../fakes/failure-reasons.ts';
import { vaultOf } from '../../fakes/catalog-snapshot.ts';

describe('what is said after a check of all flows', () => {
  const vault = vaultOf([]);
  const failing = vaultOf([], {
    failure: { kind: 'unreachable', message: anyReason, nextSteps: [] },
  });

  it('is how much is not found', () => {
    assert.match(checkedWords(0, [vault]), /No name is missing or hidden\.$/);
    assert.match(checkedWords(1, [vault]), /One call asks/);
    assert.match(checkedWords(2, [vault]), /2 calls ask for/);
  });

  it('says that nothing is missing only where everything was asked', () => {
    assert.match(checkedWords(0, [vault, failing]), /No name is known to be missing.*could not be read: /);
    assert.match(checkedWords(2, [failing]), /2 calls ask for.*could not be read: /);
    assert.match(checkedWords(0, []), /is not known/);
  });
});
