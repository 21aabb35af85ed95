import * as l10n from '@vscode/l10n';
import type { SuppressionProblemCode } from '../types.ts';
import type { Data } from './data.ts';

/** What is wrong with a comment that ignores problems; suggestions are told behind it. */
export function suppressionMessage(code: SuppressionProblemCode, { codes, count, what, word }: Data): string {
  if (code === 'suppression-unused') {
    return l10n.t('There is no problem here that this would ignore ({0}). Remove it.', codes ?? '');
  }
  switch (what ?? '') {
    case 'no-code':
      return l10n.t(
        'Write which problem to ignore: its code, as in {0}.',
        'kestra-secrets-ignore secret-missing',
      );
    case 'all':
      return l10n.t(
        'A comment ignores no more than the problems that it names, so that the next mistake is seen. Write their codes.',
      );
    case 'word':
      return l10n.t(
        '{0} has no effect. Write {1} for a line, {2} for the file.',
        word ?? '',
        'kestra-secrets-ignore',
        'kestra-secrets-ignore-file',
      );
    case 'too-many':
      return l10n.t(
        'Of one comment {0} codes are read. Write this one and those behind it into another comment.',
        count ?? '',
      );
    default:
      return l10n.t('No problem has the code {0}.', word ?? '');
  }
}
