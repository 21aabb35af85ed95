import type { BackendSnapshot } from '../../catalog/index.ts';
import type { NextStep } from '../../ports/failure.ts';

export type ApprovalStep = Extract<NextStep, { readonly kind: 'approve' }>;

/** What the backend's failure asks to approve; where an address is named, for that one alone. */
export function wantedApproval(backend: BackendSnapshot, endpoint?: string): ApprovalStep | null {
  for (const step of backend.failure?.nextSteps ?? []) {
    if (step.kind !== 'approve') continue;
    if (endpoint === undefined || step.approval.endpoint === endpoint) return step;
  }
  return null;
}
