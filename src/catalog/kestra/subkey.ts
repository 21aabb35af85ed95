import type { Reason } from '../reasons.ts';
import type { Question, ReasonCode, Verdict } from '../types.ts';
import { constantName } from '../verdict/cannot-tell.ts';
import { subkeyAsked, type AnswerSaid } from './said.ts';

export interface SaidOfSubkey {
  readonly verdict: Verdict;
  readonly reasonCode: ReasonCode;
  readonly reason: Reason;
}

/** Of a secret that is there; null: no subkey is asked for. */
export function subkeyOf(
  question: Question,
  secret: Reason,
  { subkey: said }: AnswerSaid,
): SaidOfSubkey | null {
  const subkey = subkeyAsked(question);
  if (subkey === null) return null;
  if (subkey === undefined) {
    return {
      verdict: 'unknown',
      reasonCode: 'dynamic-subkey',
      reason: { kind: 'subkey-not-known', secret },
    };
  }
  const name = constantName(question) ?? '';
  switch (said?.state) {
    case 'there':
      return {
        verdict: 'resolvable',
        reasonCode: 'found',
        reason: { kind: 'subkey-found', name, subkey },
      };
    case 'absent':
      return {
        verdict: 'missing',
        reasonCode: 'subkey-not-found',
        reason: { kind: 'subkey-not-found', name, subkey },
      };
    case 'no-object':
      return {
        verdict: 'missing',
        reasonCode: 'value-not-object',
        reason: { kind: 'value-not-object', name, subkey },
      };
    case 'absent-apart':
    case undefined:
      return {
        verdict: 'unknown',
        reasonCode: 'subkeys-not-read',
        reason: { kind: 'kestra-subkey-open', secret, subkey },
      };
  }
}
