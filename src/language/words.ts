import * as l10n from '@vscode/l10n';
import type { BackendSnapshot, BackendState, HidingRule, Verdict, VisibleSecret } from '../catalog/index.ts';
import type { FailureKind } from '../ports/failure.ts';

/** The short words that tree, hover, completion and command line share. None of them is a whole sentence. */

/** What the verdict is called, such as "Cannot tell". */
export function verdictWords(verdict: Verdict): string {
  switch (verdict) {
    case 'resolvable':
      return l10n.t('Found');
    case 'missing':
      return l10n.t('Missing');
    case 'hidden':
      return l10n.t('Hidden');
    case 'unknown':
      return l10n.t('Cannot tell');
  }
}

/** The codicon that goes with a verdict, without `$(…)`. */
export function verdictIcon(verdict: Verdict): string {
  switch (verdict) {
    case 'resolvable':
      return 'pass';
    case 'missing':
      return 'error';
    case 'hidden':
      return 'eye-closed';
    case 'unknown':
      return 'question';
  }
}

/** Which of a backend's files are not saved; null: all are. */
export function unsavedWords({ unsavedIn = [] }: Pick<BackendSnapshot, 'unsavedIn'>): string | null {
  if (unsavedIn.length === 0) return null;
  return unsavedIn.length === 1
    ? l10n.t('{0} has unsaved changes', unsavedIn.join(''))
    : l10n.t('{0} have unsaved changes', unsavedIn.join(', '));
}

/** How much of a backend's list is known. */
export function stateWords(state: BackendState): string {
  switch (state) {
    case 'complete':
      return l10n.t('complete list');
    case 'incomplete':
      return l10n.t('incomplete list');
    case 'failed':
      return l10n.t('could not be read');
    case 'unsupported':
      return l10n.t('not supported here');
    case 'blocked':
      return l10n.t('not contacted');
    case 'offline':
      return l10n.t('offline');
  }
}

/** A failure in two or three words, for a row that has its own sentence elsewhere. */
export function failureWords(kind: FailureKind): string {
  switch (kind) {
    case 'signed-out':
      return l10n.t('signed out');
    case 'denied':
      return l10n.t('access denied');
    case 'sealed':
      return l10n.t('sealed');
    case 'missing-mount':
      return l10n.t('no such engine');
    case 'wrong-version':
      return l10n.t('wrong engine version');
    case 'missing':
      return l10n.t('not found');
    case 'throttled':
      return l10n.t('too many requests');
    case 'unreachable':
      return l10n.t('unreachable');
    case 'tls':
      return l10n.t('certificate not trusted');
    case 'proxy':
      return l10n.t('proxy refused');
    case 'timeout':
      return l10n.t('no answer in time');
    case 'invalid-answer':
      return l10n.t('answer not understood');
    case 'misconfigured':
      return l10n.t('not fully configured');
    case 'not-approved':
      return l10n.t('address not approved');
    case 'not-trusted':
      return l10n.t('folder not trusted');
  }
}

/** What a rule is about; those of the configuration are called by their keys. */
export function ruleWords(rule: HidingRule | 'undocumented-rule'): string {
  switch (rule) {
    case 'not-base64':
      return l10n.t('not Base64');
    case 'deleted':
      return l10n.t('deleted');
    case 'disabled':
      return l10n.t('disabled');
    case 'no-version':
      return l10n.t('no readable version');
    case 'managed':
      return l10n.t('not created by Kestra');
    case 'filter-on-prefix':
      return 'filter-on-prefix';
    case 'filter-on-tags':
      return 'filter-on-tags';
    case 'excluded-tags':
      return 'excluded-tags';
    case 'prefix-tag':
      return l10n.t('prefix tag');
    case 'namespace':
      return l10n.t('namespace');
    case 'undocumented-rule':
      return l10n.t('not documented');
  }
}

export function subkeyWords(subkeys: VisibleSecret['subkeys']): string {
  switch (subkeys.state) {
    case 'none':
      return l10n.t('no subkeys');
    case 'not-read':
      return l10n.t('subkeys unknown');
    case 'known':
      return subkeys.names.length === 1 ? l10n.t('1 subkey') : l10n.t('{0} subkeys', subkeys.names.length);
  }
}
