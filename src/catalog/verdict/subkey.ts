import * as l10n from '@vscode/l10n';
import type { ExpressionValue } from '../../flow/types.ts';
import type { Answer } from './answer.ts';
import { freshFor } from '../freshness.ts';
import type { ReasonCode, Verdict } from '../types.ts';

export interface SubkeyAnswer {
  readonly verdict: Verdict;
  readonly reasonCode: ReasonCode;
  /** A whole sentence. */
  readonly reason: string;
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
      reason: l10n.t('{0} Which subkey is asked for is known only at run time.', answer.reason),
      at,
    };
  }
  const name = subkey.value;
  if (secret.sameName !== undefined) {
    return {
      verdict: 'unknown',
      reasonCode: 'undocumented-rule',
      reason: l10n.t(
        '{0} So has {1}, and which of them Kestra takes is not certain.',
        answer.reason,
        secret.sameName.join(', '),
      ),
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
        reason: l10n.t('Secret {0} is not a JSON object, so it has no subkey {1}.', secret.name, name),
        at,
      };
    case 'known':
      if (secret.subkeys.names.includes(name)) {
        return {
          verdict: 'resolvable',
          reasonCode: 'found',
          reason: l10n.t('Secret {0} has the subkey {1}.', secret.name, name),
          at,
        };
      }
      if (isOld) return notRead();
      return {
        verdict: 'missing',
        reasonCode: 'subkey-not-found',
        reason: l10n.t('Secret {0} has no subkey {1}.', secret.name, name),
        at,
      };
  }
}

function notReadReason(answer: Answer, name: string): string {
  const asked = answer.secret === null ? undefined : answer.backend.fresh?.get(answer.secret.lookupName);
  if (asked?.state === 'failed') {
    return l10n.t(
      '{0} Cannot tell whether it has the subkey {1}: {2}',
      answer.reason,
      name,
      asked.failure.message,
    );
  }
  const canAsk = answer.backend.abilities?.subkeys === 'without-value';
  return canAsk
    ? l10n.t('{0} Whether it has the subkey {1} has not been asked yet.', answer.reason, name)
    : l10n.t(
        '{0} Cannot tell whether it has the subkey {1}: that needs a read of the value.',
        answer.reason,
        name,
      );
}
