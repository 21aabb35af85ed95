import * as l10n from '@vscode/l10n';
import type { Naming, StepReason } from '../../catalog/index.ts';
import { reasonMessage, type WordsFor } from './reasons.ts';
import { ruleClause, ruleClauses } from './rules.ts';
import type { BackendType } from '../../managers/table.ts';
import { tagWord } from './tags.ts';

/** What a step of an explanation says: a sentence of the verdict's own, a clause of everything else. */
export function stepMessage(step: StepReason, wordsFor?: WordsFor): string {
  switch (step.kind) {
    case 'verdict':
      return reasonMessage(step.reason, wordsFor);
    case 'rule':
      return ruleClause(step.reason);
    case 'named':
      return namingClause(step.naming, step.type);
    case 'same-name': {
      const naming = namingClause(step.naming, step.type);
      return step.hiddenBy.length > 0
        ? l10n.t('another secret has this name, {0}, but {1}', naming, ruleClauses(step.hiddenBy))
        : l10n.t('another secret has this name, {0}; which of them Kestra uses is not certain', naming);
    }
  }
}

function namingClause({ storedName, nameFrom, certainty }: Naming, type: BackendType): string {
  const stored = l10n.t('stored as {0}', storedName);
  switch (nameFrom) {
    case 'stored-name':
      return certainty === 'assumed'
        ? l10n.t('{0}; Kestra does not document that it uses this name', stored)
        : stored;
    case 'key-tag':
      return l10n.t('{0}; its {1} key gives the name', stored, tagWord(type));
    case 'prefix-stripped':
      return l10n.t('{0}; its name goes without the prefix', stored);
    case 'path':
    case 'variable':
      return stored;
  }
}
