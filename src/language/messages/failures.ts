import type { Failure } from '../../ports/failure.ts';
import type { FailureReason } from '../../ports/failure-reason.ts';
import { notApprovedMessage } from './approvals.ts';
import { awsMessage } from './aws-failures.ts';
import { azureMessage } from './azure-failures.ts';
import { backendMessage } from './backend-failures.ts';
import { googleMessage } from './google-failures.ts';
import { kestraMessage } from './kestra-failures.ts';
import { windowWords, type NextWords } from './next.ts';
import { transportMessage } from './transport-failures.ts';
import { vaultMessage } from './vault-failures.ts';

/** What happened, to which backend, and what to do next, as one sentence; `words` say that as their client does. */
export function failureMessage(
  { message: reason }: Pick<Failure, 'message'>,
  words: NextWords = windowWords,
): string {
  // The types hold that each reason is one that the function it goes to has a sentence for.
  if (isOf('vault', reason)) return vaultMessage(reason, words);
  if (isOf('aws', reason)) return awsMessage(reason, words);
  if (isOf('azure', reason) || isOf('entra', reason)) return azureMessage(reason, words);
  if (isOf('google', reason)) return googleMessage(reason, words);
  if (isOf('kestra', reason)) return kestraMessage(reason, words);
  if (reason.kind === 'not-approved') return notApprovedMessage(reason, words);
  return 'endpoint' in reason || 'origin' in reason
    ? transportMessage(reason, words)
    : backendMessage(reason, words);
}

function isOf<Prefix extends string>(
  prefix: Prefix,
  reason: FailureReason,
): reason is Extract<FailureReason, { readonly kind: `${Prefix}-${string}` }> {
  return reason.kind.startsWith(`${prefix}-`);
}
