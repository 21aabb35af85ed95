import assert from 'node:assert/strict';
import { applyRules, visibleBy } from '../../../src/catalog/rules.ts';
import type { VaultBackend } from '../../../src/configuration/types.ts';
import type { StoredSecret } from '../../../src/stores/contract.ts';
import { known, vaultBackend } from '../../fakes/vault-backend.ts';

const stored: StoredSecret = {
  name: 'api',
  storedName: 'api',
  tags: { team: 'shop' },
  readable: 'yes',
  subkeys: { state: 'not-read' },
};

const none = { filterOnTags: null, excludedTags: null, filterOnPrefix: null };

function outcome(changes: Partial<VaultBackend>, secret: Partial<StoredSecret> = {}): string {
  const rules = applyRules(vaultBackend(changes), { ...stored, ...secret });
  return [String(visibleBy(rules)), ...rules.map(({ rule, result }) => `${rule} ${result}`)].join(', ');
}

describe('the rules that hide', () => {
  it('cannot tell by tags that are not known as a whole', () => {
    for (const rule of ['filter-on-tags', 'excluded-tags'] as const) {
      assert.equal(outcome({ filters: { ...none, unreadable: [rule] } }), `null, ${rule} unknown`);
    }
  });

  it('hide by the tags that are known, whatever the others are', () => {
    const filters = {
      ...none,
      excludedTags: { team: known('shop') },
      unreadable: ['filter-on-tags'] as const,
    };
    assert.equal(outcome({ filters }), 'false, excluded-tags fail, filter-on-tags unknown');
  });

  it('neither hide nor show for certain where the configuration was read in part', () => {
    const part = 'null, undocumented-rule unknown';
    assert.equal(outcome({ partial: true }), part);
    assert.equal(outcome({ partial: true }, { readable: 'deleted' }), `${part}, deleted unknown`);
    const filters = { ...none, filterOnTags: { team: known('other') } };
    assert.equal(outcome({ partial: true, filters }), `${part}, filter-on-tags unknown`);
    assert.equal(outcome({ filters }), 'false, filter-on-tags fail');
    assert.equal(outcome({}), 'true');
  });
});
