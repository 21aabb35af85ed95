import * as l10n from '@vscode/l10n';
import type { NameRefusal } from '../uses/new-name.ts';
import type { RenamedCalls } from '../uses/rename-calls.ts';
import type { SecretUses, SoughtSecret } from '../uses/types.ts';
import { backendName } from './backends.ts';

/** Why a new name is refused, and what to do. */
export function nameRefusalMessage(refusal: NameRefusal, newName: string): string {
  switch (refusal.kind) {
    case 'empty':
      return l10n.t('Type a name.');
    case 'not-writable':
      return l10n.t('{0} cannot be written in an expression of a flow. Choose another name.', newName);
    case 'not-held':
      return l10n.t(
        '{0} cannot hold a secret named {1}. Choose another name.',
        backendName(refusal.held.backend),
        newName,
      );
    case 'no-variable':
      return l10n.t(
        '{0} is no name of a variable: use letters without accents, digits and “_”.',
        refusal.variable,
      );
    case 'defined':
      return l10n.t('{0} is defined already in {1}. Choose another name.', refusal.variable, refusal.file);
    case 'spellings':
      return l10n.t('{0} are one name to Kestra. Remove all but one of them.', refusal.variables.join(', '));
    case 'answered':
      return l10n.t(
        '{0} already has a secret named {1}, and flows could get the wrong one. Choose another name.',
        backendName(refusal.backend),
        newName,
      );
  }
}

/** What a secret or subkey is called in a sentence: `DB_LOGIN`, or `DB_LOGIN, subkey user`. */
export function soughtWords({ name, subkey }: SoughtSecret): string {
  return subkey === null ? name : l10n.t('{0}, subkey {1}', name, subkey);
}

/** What a rename leaves as it is outside the texts: the store's own secret. */
export function storeKeepsWords({ name, subkey, held }: SoughtSecret): string {
  if (subkey !== null) {
    return l10n.t(
      'Only texts change. The value of {0} keeps its field {1}: rename it there, too.',
      name,
      subkey,
    );
  }
  if (held === null) return l10n.t('Only texts change. No backend here is known to have {0}.', name);
  if (held.backend.type === 'env') {
    return l10n.t(
      'Only files of this folder change. Where the variable is set elsewhere, rename it there, too.',
    );
  }
  return l10n.t(
    'Only texts change. {0} keeps the secret {1}: rename it there, too.',
    backendName(held.backend),
    name,
  );
}

/** Where a name stands that is defined, and is not written anew; null: nowhere. */
export function namedStillWords(name: string, files: readonly string[]): string | null {
  if (files.length === 0) return null;
  return l10n.t(
    '{0} also stands in {1} and is left there: rename it where the same is meant.',
    name,
    files.join(', '),
  );
}

/** What a rename does not write, though it may be the same secret; null: nothing. */
export function leftWords({ left }: RenamedCalls, { filesInPart }: SecretUses): string | null {
  const [file] = filesInPart;
  const sentences = [
    ...(left.length === 0
      ? []
      : [
          left.length === 1
            ? l10n.t('1 call may mean it and is left as it is.')
            : l10n.t('{0} calls may mean it and are left as they are.', left.length),
        ]),
    ...(file === undefined
      ? []
      : [
          filesInPart.length === 1
            ? l10n.t('{0} could be read only in part.', file)
            : l10n.t('{0} files could be read only in part, such as {1}.', filesInPart.length, file),
        ]),
  ];
  return sentences.length === 0 ? null : sentences.join(' ');
}
