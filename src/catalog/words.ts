import * as l10n from '@vscode/l10n';
import { backendName } from '../managers/name.ts';
import type { Failure } from '../ports/failure.ts';
import { tagWord } from './rules/labels.ts';
import type { BackendSnapshot, RuleOutcome, VisibleSecret } from './types.ts';

/** A backend with its place, as sentences name it: `Vault (http://127.0.0.1:8200 payments/storefront)`. */
export function backendInWords(backend: BackendSnapshot): string {
  const name = backendName(backend);
  return backend.location === '' ? name : l10n.t('{0} ({1})', name, backend.location);
}

/** The rules that failed or are open, in one clause. */
export function rulesInWords(rules: readonly RuleOutcome[]): string {
  return rules.map((outcome) => outcome.detail).join('; ');
}

/** Where a secret's name comes from, in one clause. `type` is the backend's. */
export function nameInWords(secret: VisibleSecret, type: string): string {
  const stored = l10n.t('stored as {0}', secret.storedName);
  switch (secret.nameFrom) {
    case 'stored-name':
      return secret.certainty === 'assumed'
        ? l10n.t('{0}; Kestra does not document that it takes this name', stored)
        : stored;
    case 'key-tag':
      return l10n.t('{0}; its {1} key gives the name', stored, tagWord(type));
    case 'prefix-stripped':
      return l10n.t('{0}; the prefix is taken off', stored);
    case 'path':
    case 'variable':
      return stored;
  }
}

/** Why a backend's answer cannot be had, as a whole sentence. */
export function failureInWords(backend: BackendSnapshot, failure: Failure | null): string {
  return failure?.message ?? l10n.t('{0} could not be asked.', backendInWords(backend));
}
