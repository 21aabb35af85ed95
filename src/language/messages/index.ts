import * as l10n from '@vscode/l10n';
import { configurationMessage } from './configuration.ts';
import type { Data } from './data.ts';
import { flowMessage } from './flow.ts';
import type { Reason } from '../../catalog/index.ts';
import { nameRow } from './lists.ts';
import { placeMessage } from './places.ts';
import { reasonMessage } from './reasons.ts';
import { lagWords, unlessWords } from './reservations.ts';
import { isConfigurationCode, isFlowCode, isPlaceCode, isSuppressionCode } from './codes.ts';
import { suppressionMessage } from './suppressions.ts';
import type { ProblemCode, VerdictProblemCode } from '../types.ts';

export { containerMessage } from './approvals.ts';
export { credentialWords } from './credentials.ts';
export { addressFaultClause } from './backend-failures.ts';
export { failureMessage } from './failures.ts';
export { gapClause } from './gaps.ts';
export { kestraGapClause } from './kestra.ts';
export { noteClause } from './notes.ts';
export { reasonMessage } from './reasons.ts';
export { outcomeWords, ruleClause, ruleClauses } from './rules.ts';
export { starterComment } from './starter.ts';
export type { Next, NextWords } from './next.ts';
export { stepMessage } from './steps.ts';

/** What a message is made from: every problem of this house fits. */
export interface Told {
  readonly code: ProblemCode;
  readonly data: Data;
  readonly mistake?: Reason;
  readonly suggestions?: readonly string[];
}

/** A sentence for a problem: what is wrong, then what to do, then where. Plain text; escape it to show it. */
export function problemMessage(told: Told): string {
  return messageWith(told, told.data.where === undefined ? [] : [told.data.where]);
}

/** The same with what may still make it no problem, for whoever has no hover to say it. */
export function wholeMessage(told: Told): string {
  const { lag, unless, where } = told.data;
  return messageWith(told, [
    ...(where === undefined ? [] : [where]),
    ...(lag === undefined ? [] : [lagWords(Number(lag))]),
    ...(unless === undefined ? [] : [unlessWords(unless)]),
  ]);
}

/** `remarks` stand behind the sentence of a verdict; no other code has any. */
function messageWith({ code, data, mistake, suggestions = [] }: Told, remarks: readonly string[]): string {
  if (isFlowCode(code)) return withSuggestions(flowMessage(code, data), suggestions);
  if (isPlaceCode(code)) return placeMessage(code, data);
  if (isSuppressionCode(code)) return withSuggestions(suppressionMessage(code, data), suggestions);
  if (!isConfigurationCode(code)) {
    const message = withSuggestions(
      mistake === undefined ? verdictMessage(code, data) : reasonMessage(mistake),
      suggestions,
    );
    return remarks.length === 0 ? message : l10n.t('{0} ({1})', message, remarks.join('; '));
  }
  const sentence = configurationMessage(code, data, suggestions);
  // Elsewhere the suggestions are what to add, and in the sentence already.
  return code === 'unknown-type' || code === 'key-unknown'
    ? withSuggestions(sentence, suggestions)
    : sentence;
}

function verdictMessage(code: VerdictProblemCode, data: Data): string {
  const name = data.name ?? l10n.t('the secret');
  switch (code) {
    case 'secret-missing':
      return l10n.t('Secret {0} not found.', name);
    case 'secret-hidden':
      return l10n.t('Secret {0} is hidden from Kestra.', name);
    case 'secret-ambiguous':
      return l10n.t(
        'Several secrets have the name {0}: {1}. Which of them Kestra uses is not certain; rename all but one.',
        name,
        data.stored ?? l10n.t('their stored names are not known'),
      );
    case 'subkey-missing':
      return l10n.t('Secret {0} has no subkey {1}.', name, data.subkey ?? '');
    case 'empty-name':
      return l10n.t('The name of the secret is empty.');
  }
}

/** The sentence, and what was probably meant. */
export function withSuggestions(sentence: string, suggestions: readonly string[]): string {
  if (suggestions.length === 0) return sentence;
  return l10n.t('{0} Did you mean {1}?', sentence, nameRow(suggestions, 'or'));
}
