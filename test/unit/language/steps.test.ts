import assert from 'node:assert/strict';
import { approveStep } from '../../fakes/approve-step.ts';
import { stepsFor, stepWords, type Step } from '../../../src/language/steps.ts';
import type { Failure, NextStep } from '../../../src/ports/failure.ts';
import { vaultOf } from '../../fakes/catalog-snapshot.ts';
import { anyReason } from '../../fakes/failure-reasons.ts';

function failing(nextSteps: readonly NextStep[]): Failure {
  return { kind: 'unreachable', message: anyReason, nextSteps };
}

describe('stepsFor', () => {
  it('are none where nothing failed', () => {
    assert.deepEqual(stepsFor(vaultOf([])), []);
  });

  it('lead out of a failure, and to the log at last', () => {
    const backend = vaultOf([], {
      state: 'failed',
      failure: failing([{ kind: 'retry' }, { kind: 'connect-differently' }, { kind: 'open-configuration' }]),
    });
    assert.deepEqual(stepsFor(backend), [
      { kind: 'refresh', backend: 'vault' },
      { kind: 'connect-differently', backend: 'vault' },
      { kind: 'open-configuration', backend: 'vault' },
      { kind: 'show-log' },
    ]);
  });

  it('name what is to be approved, and no log where nothing was sent', () => {
    const endpoint = 'https://vault.example:8200';
    const backend = vaultOf([], {
      state: 'blocked',
      failure: failing([approveStep(endpoint), { kind: 'sign-in' }, { kind: 'trust-folder' }]),
    });
    assert.deepEqual(stepsFor(backend), [
      { kind: 'approve', backend: 'vault', endpoint },
      { kind: 'sign-in', backend: 'vault' },
      { kind: 'trust-folder' },
    ]);
  });

  it('have words of their own', () => {
    const steps: Step[] = [
      { kind: 'refresh', backend: 'vault' },
      { kind: 'sign-in', backend: 'vault' },
      { kind: 'approve', backend: 'vault', endpoint: 'https://vault.example:8200' },
      { kind: 'connect-differently', backend: 'vault' },
      { kind: 'open-configuration', backend: 'vault' },
      { kind: 'trust-folder' },
      { kind: 'show-log' },
      { kind: 'show-view' },
      { kind: 'stop-listing', backend: 'vault' },
      { kind: 'read-subkeys', backend: 'vault', storedName: 'payments/api' },
      { kind: 'reveal-in-tree', backend: 'vault', storedName: 'payments/api' },
    ];
    const words = steps.map(stepWords);
    assert.equal(new Set(words).size, steps.length);
    assert.ok(words.includes('Approve https://vault.example:8200'));
  });
});
