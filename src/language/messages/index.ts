import * as l10n from '@vscode/l10n';
import { configurationMessage } from './configuration.ts';
import type { Data } from './data.ts';
import { flowMessage } from './flow.ts';
import { nameRow } from './lists.ts';
import { isConfigurationCode, isFlowCode } from './codes.ts';
import type { ProblemCode, VerdictProblemCode } from '../types.ts';

/** What a message is made from: every problem of this house fits. */
export interface Told {
  readonly code: ProblemCode;
  readonly data: Data;
  readonly suggestions?: readonly string[];
}

/** A sentence for a problem: what is wrong, and what it leads to or what to do. Plain text; escape it to show it. */
export function problemMessage({ code, data, suggestions = [] }: Told): string {
  if (isFlowCode(code)) return flowMessage(code, data);
  if (!isConfigurationCode(code)) return withSuggestions(verdictMessage(code, data), suggestions);
  const sentence = configurationMessage(code, data, suggestions);
  // Elsewhere the suggestions are what to add, and in the sentence already.
  return code === 'unknown-type' || code === 'key-unknown'
    ? withSuggestions(sentence, suggestions)
    : sentence;
}

/** The verdict's own reason, so that hover, problem and command line say the same. */
function verdictMessage(code: VerdictProblemCode, data: Data): string {
  if (data.reason !== undefined) return data.reason;
  const name = data.name ?? l10n.t('the secret');
  switch (code) {
    case 'secret-missing':
      return l10n.t('Kestra finds no secret {0}.', name);
    case 'secret-hidden':
      return l10n.t('{0} is there, but Kestra does not see it.', name);
    case 'secret-ambiguous':
      return l10n.t(
        'Several secrets have the name {0}: {1}. Which of them Kestra takes is not certain; rename all but one.',
        name,
        data.stored ?? l10n.t('their stored names are not known'),
      );
    case 'subkey-missing':
      return l10n.t('{0} has no subkey {1}.', name, data.subkey ?? '');
    case 'call-fails':
      return l10n.t('This call fails before Kestra looks anything up.');
  }
}

/** The sentence, and what was probably meant. */
export function withSuggestions(sentence: string, suggestions: readonly string[]): string {
  if (suggestions.length === 0) return sentence;
  return l10n.t('{0} Did you mean {1}?', sentence, nameRow(suggestions, 'or'));
}
