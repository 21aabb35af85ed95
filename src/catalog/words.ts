import * as l10n from '@vscode/l10n';
import type { Failure } from '../ports/failure.ts';
import type { BackendSnapshot, RuleOutcome } from './types.ts';

/** A backend with its place, as sentences name it: `vault (http://127.0.0.1:8200 payments/storefront)`. */
export function backendInWords(backend: BackendSnapshot): string {
  return backend.location === '' ? backend.id : l10n.t('{0} ({1})', backend.id, backend.location);
}

/** The rules that failed or are open, in one clause. */
export function rulesInWords(rules: readonly RuleOutcome[]): string {
  return rules.map((outcome) => outcome.detail).join('; ');
}

/** Why a backend's answer cannot be had, as a whole sentence. */
export function failureInWords(backend: BackendSnapshot, failure: Failure | null): string {
  return failure?.message ?? l10n.t('{0} could not be asked.', backendInWords(backend));
}
