import assert from 'node:assert/strict';
import { isFailureError, type Failure } from '../../../src/ports/failure.ts';
import type { Store, StoredSecret } from '../../../src/stores/contract.ts';
import { never } from '../../fakes/never.ts';

/** All that a store lists. */
export async function listAll(store: Store): Promise<StoredSecret[]> {
  const found: StoredSecret[] = [];
  for await (const page of store.list({ withTags: true }, never)) {
    assert.equal(page.refused, undefined);
    found.push(...page.secrets);
  }
  return found;
}

/** How a question to a backend failed: in a sentence that names it, and no value; anything else fails the test. */
export async function failureOf(backend: string, ask: () => Promise<unknown>): Promise<Failure> {
  try {
    await ask();
  } catch (error) {
    assert.ok(isFailureError(error), String(error));
    assert.ok(!JSON.stringify(error.failure).includes('VALUE-MARKER'));
    assert.ok(error.failure.message.startsWith(backend) && error.failure.message.endsWith('.'));
    return error.failure;
  }
  return assert.fail('nothing failed');
}
