import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { failureMessage } from '../../../src/language/messages/index.ts';
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

/** How work failed: no value in it; anything else, and success, fails the test. */
export async function failure(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    assert.ok(isFailureError(error), inspect(error));
    assert.ok(!inspect(error.failure, { depth: 9 }).includes('VALUE-MARKER'));
    return error.failure;
  }
  return assert.fail('it did not fail');
}

/** The same of a question to a backend, with a sentence that names it. */
export async function failureOf(backend: string, ask: () => Promise<unknown>): Promise<Failure> {
  const found = await failure(ask());
  const message = failureMessage(found);
  assert.ok(message.startsWith(backend) && message.endsWith('.'));
  return found;
}
