import assert from 'node:assert/strict';
import { namedBackend } from '../../../src/managers/name.ts';
import { hidingRules, type BackendState, type Verdict } from '../../../src/catalog/types.ts';
import { ageWords, lastCheckedWords } from '../../../src/language/age.ts';
import {
  failureWords,
  ruleWords,
  stateWords,
  subkeyWords,
  verdictIcon,
  verdictWords,
} from '../../../src/language/words.ts';
import { outcomeWords } from '../../../src/language/messages/index.ts';
import { backendName, failedName } from '../../../src/language/messages/backends.ts';
import { failureKinds } from '../../../src/ports/failure.ts';
import { environmentOf, noSubkeys, subkeys, subkeysNotRead, vaultOf } from '../../fakes/catalog-snapshot.ts';

describe('ageWords', () => {
  const now = 1_800_000_000_000;
  const cases: [number, string][] = [
    [-60_000, 'just now'],
    [0, 'just now'],
    [4_999, 'just now'],
    [5_000, '5 seconds ago'],
    [59_999, '59 seconds ago'],
    [60_000, '1 minute ago'],
    [120_000, '2 minutes ago'],
    [3_599_999, '59 minutes ago'],
    [3_600_000, '1 hour ago'],
    [7_200_000, '2 hours ago'],
    [86_400_000, '1 day ago'],
    [172_800_000, '2 days ago'],
  ];
  for (const [age, words] of cases) {
    it(`says "${words}" after ${age} ms`, () => {
      assert.equal(ageWords(now - age, now), words);
    });
  }

  it('has its label before it within a line', () => {
    assert.equal(lastCheckedWords(now - 120_000, now), 'last checked 2 minutes ago');
  });

  it('says so where nothing was fetched', () => {
    assert.equal(ageWords(null, now), 'not yet');
  });
});

describe('words', () => {
  it('tell verdicts, rules, failures and states apart', () => {
    const verdicts: Verdict[] = ['resolvable', 'missing', 'hidden', 'unknown'];
    const states: BackendState[] = ['complete', 'incomplete', 'failed', 'unsupported', 'blocked', 'offline'];
    for (const words of [
      verdicts.map(verdictWords),
      verdicts.map(verdictIcon),
      states.map(stateWords),
      failureKinds.map(failureWords),
      [...hidingRules, 'undocumented-rule' as const].map(ruleWords),
    ]) {
      assert.equal(new Set(words).size, words.length);
      assert.ok(words.every((each) => each !== ''));
    }
    assert.equal(verdictWords('unknown'), 'Cannot tell');
  });

  it('name a backend with its level', () => {
    assert.equal(backendName(vaultOf([])), 'Vault');
    assert.equal(backendName(environmentOf([])), 'Environment variables');
    assert.equal(failedName({ ...namedBackend(vaultOf([])), service: 'STS' }), 'Vault (STS)');
    assert.equal(
      backendName(vaultOf([], { id: 'vault@company.team', level: 'namespace', namespace: 'company.team' })),
      'Vault of company.team',
    );
    assert.equal(backendName(vaultOf([], { id: 'main:vault', level: 'tenant' })), 'Vault of tenant main');
    assert.equal(backendName({ ...vaultOf([]), type: 'unsupported', kestraType: 'doppler' }), 'doppler');
  });

  it('count subkeys', () => {
    assert.equal(subkeyWords(subkeys('a')), '1 subkey');
    assert.equal(subkeyWords(subkeys('a', 'b')), '2 subkeys');
    assert.equal(subkeyWords(noSubkeys), 'no subkeys');
    assert.equal(subkeyWords(subkeysNotRead), 'subkeys unknown');
  });

  it('put a rule before its word on a secret', () => {
    assert.equal(
      outcomeWords({ rule: 'deleted', result: 'fail', reason: { kind: 'disabled' } }),
      'deleted: it is disabled',
    );
  });
});
