import type { Answer } from './answer.ts';
import type { SubkeyAnswer } from './subkey.ts';
import type { ExplanationStep, Verdict } from './types.ts';
import { nameInWords } from './words.ts';

/** How the verdict came about, backend by backend and rule by rule. */
export function explain(answers: readonly Answer[], subkey: SubkeyAnswer | null): ExplanationStep[] {
  const steps = answers.flatMap(stepsOf);
  const answered = answers.find((answer) => answer.verdict === 'resolvable');
  if (subkey === null || answered === undefined) return steps;
  return [
    ...steps,
    {
      backend: answered.backend.id,
      asked: 'subkeys',
      rule: subkey.reasonCode,
      result: resultOf(subkey.verdict),
      detail: subkey.reason,
      fetchedAt: subkey.at,
    },
  ];
}

function stepsOf(answer: Answer): ExplanationStep[] {
  const base = { backend: answer.backend.id, fetchedAt: answer.fetchedAt };
  const rules = answer.rules.map((outcome) => ({
    ...base,
    asked: answer.asked,
    rule: outcome.rule,
    result: outcome.result,
    detail: outcome.detail,
  }));
  const found: ExplanationStep[] =
    answer.secret === null || answer.asked === 'none'
      ? []
      : [
          {
            ...base,
            asked: answer.asked,
            rule: 'name',
            result: 'pass',
            detail: nameInWords(answer.secret),
          },
        ];
  if (answer.rules.some((outcome) => outcome.rule === answer.reasonCode)) return [...found, ...rules];
  return [
    ...found,
    ...rules,
    {
      ...base,
      asked: answer.asked,
      rule: answer.reasonCode,
      result: resultOf(answer.verdict),
      detail: answer.reason,
    },
  ];
}

function resultOf(verdict: Verdict): ExplanationStep['result'] {
  if (verdict === 'resolvable') return 'pass';
  return verdict === 'unknown' ? 'unknown' : 'fail';
}
