import assert from 'node:assert/strict';
import { readableRule } from '../../../../src/catalog/rules/readable.ts';
import { storedSecret, outcomeLines } from './outcomes.ts';

describe('rule: what cannot be read', () => {
  it('says nothing of what can be read, or was not asked yet', () => {
    for (const readable of ['yes', 'unknown'] as const) {
      assert.deepEqual(readableRule('vault', storedSecret({ readable })), []);
    }
  });

  it("hides in each manager's own words", () => {
    const says = (
      type: Parameters<typeof readableRule>[0],
      readable: 'deleted' | 'disabled' | 'no-version',
    ) => outcomeLines(readableRule(type, storedSecret({ readable })));
    assert.deepEqual(says('aws-secret-manager', 'deleted'), ['deleted fail: it is scheduled for deletion']);
    assert.deepEqual(says('vault', 'deleted'), ['deleted fail: its latest version is deleted']);
    assert.deepEqual(says('azure-key-vault', 'disabled'), ['disabled fail: it is disabled']);
    assert.deepEqual(says('google-secret-manager', 'no-version'), [
      'no-version fail: its latest version is not enabled',
    ]);
    assert.deepEqual(says('vault', 'no-version'), ['no-version fail: it has no version that can be read']);
  });
});
