import type { Question, Resolution } from '../../catalog/index.ts';
import type { FlowFile } from '../../flow/index.ts';
import { questionOf } from '../question.ts';
import { referenceAt } from '../reference-at.ts';
import { fixNames } from './nearest-name.ts';
import type { FlowFix } from './types.ts';

/**
 * Writes the name of the secret that may be meant where nobody can tell whether Kestra uses that one for the name at `offset`,
 * as where only their letter case differs: it is no mistake, and with the secret's own name it is certain.
 */
export function likelyNameFixes(
  file: FlowFile,
  offset: number,
  resolve: (question: Question) => Resolution,
): readonly FlowFix[] {
  const found = referenceAt(file, offset);
  const key = found?.reference.arguments.key;
  if (found?.argument !== 'key' || key?.content == null || key.value.kind !== 'constant') return [];
  const { reason, secretVerdict } = resolve(questionOf(found.reference, found.document));
  if (secretVerdict !== 'unknown' || reason.kind !== 'like-name') return [];
  const problem = {
    code: 'secret-missing',
    severity: 'hint',
    range: key.content,
    data: { name: String(key.value.value) },
    suggestions: [reason.like],
  } as const;
  return fixNames(problem, file).map((fix) => ({ ...fix, isPreferred: false }));
}
