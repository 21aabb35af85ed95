import type { ExpressionValue } from '../../flow/index.ts';
import type { Answer } from './answer.ts';
import { freshFor } from '../freshness.ts';
import { placedBackend } from '../placed-backend.ts';
import type { Reason } from '../reasons.ts';
import type { ReasonCode, Verdict } from '../types.ts';

export interface SubkeyAnswer {
  readonly verdict: Verdict;
  readonly reasonCode: ReasonCode;
  readonly reason: Reason;
  readonly at: number | null;
}

/** The subkey's part of the verdict; null where none is asked for. Exact and top-level only (Kestra: SecretFunction). */
export function resolveSubkey(
  subkey: ExpressionValue | null,
  answer: Answer,
  now: number,
): SubkeyAnswer | null {
  if (subkey === null || (subkey.kind === 'constant' && (subkey.value === null || subkey.value === '')))
    return null;
  const secret = answer.secret;
  if (answer.verdict !== 'resolvable' || secret === null) {
    return { verdict: 'unknown', reasonCode: answer.reasonCode, reason: answer.reason, at: answer.fetchedAt };
  }
  const at = secret.subkeysAt;
  if (subkey.kind !== 'constant' || typeof subkey.value !== 'string') {
    return {
      verdict: 'unknown',
      reasonCode: 'dynamic-subkey',
      reason: { kind: 'subkey-not-known', secret: answer.reason },
      at,
    };
  }
  const name = subkey.value;
  if (secret.sameName !== undefined) {
    return {
      verdict: 'unknown',
      reasonCode: 'undocumented-rule',
      reason: { kind: 'subkey-of-several', secret: answer.reason, storedNames: secret.sameName },
      at,
    };
  }
  const notRead = (): SubkeyAnswer => ({
    verdict: 'unknown',
    reasonCode: 'subkeys-not-read',
    reason: notReadReason(answer, name),
    at,
  });
  // What was learnt long ago is not enough to call a subkey missing.
  const isOld = answer.backend.type !== 'env' && (at === null || now - at > freshFor);
  switch (secret.subkeys.state) {
    case 'not-read':
      return notRead();
    case 'none':
      if (isOld) return notRead();
      return {
        verdict: 'missing',
        reasonCode: 'value-not-object',
        reason: { kind: 'value-not-object', name: secret.name, subkey: name },
        at,
      };
    case 'known':
      if (secret.subkeys.names.includes(name)) {
        return {
          verdict: 'resolvable',
          reasonCode: 'found',
          reason: { kind: 'subkey-found', name: secret.name, subkey: name },
          at,
        };
      }
      if (isOld) return notRead();
      return {
        verdict: 'missing',
        reasonCode: 'subkey-not-found',
        reason: { kind: 'subkey-not-found', name: secret.name, subkey: name },
        at,
      };
  }
}

/** A backend that is asked before and cannot tell may have the secret with the subkey: then that is not missing. */
export function unlessBefore(before: readonly Answer[], subkey: SubkeyAnswer | null): SubkeyAnswer | null {
  const open = before.find(({ verdict }) => verdict === 'unknown');
  if (open === undefined || subkey?.verdict !== 'missing') return subkey;
  return { verdict: 'unknown', reasonCode: open.reasonCode, reason: open.reason, at: open.fetchedAt };
}

function notReadReason(answer: Answer, subkey: string): Reason {
  const asked = answer.secret === null ? undefined : answer.backend.fresh?.get(answer.secret.lookupName);
  const base = { secret: answer.reason, subkey };
  if (asked?.state === 'failed') {
    const backend = placedBackend(answer.backend);
    return { kind: 'subkeys-failed', ...base, backend, failure: asked.failure };
  }
  const canAsk = answer.backend.abilities?.subkeys === 'without-value';
  return { kind: canAsk ? 'subkeys-not-asked' : 'subkeys-need-value', ...base };
}
