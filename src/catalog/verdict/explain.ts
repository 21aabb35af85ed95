import type { BackendType } from '../../managers/table.ts';
import type { Answer } from './answer.ts';
import { secretsNamed } from '../find.ts';
import type { SubkeyAnswer } from './subkey.ts';
import type { Naming, StepReason } from '../reasons.ts';
import type { ExplanationStep, Verdict, VisibleSecret } from '../types.ts';

/** How the verdict came about, backend by backend and rule by rule. */
export function stepsTo(answers: readonly Answer[], subkey: SubkeyAnswer | null): ExplanationStep[] {
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
      reason: { kind: 'verdict', reason: subkey.reason },
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
    reason: { kind: 'rule', reason: outcome.reason } as const,
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
            reason: namingStep(answer.secret, answer.backend.type),
          },
        ];
  const others = found.length === 0 ? [] : othersOf(answer);
  if (answer.rules.some((outcome) => outcome.rule === answer.reasonCode)) {
    return [...found, ...rules, ...others];
  }
  return [
    ...found,
    ...rules,
    ...others,
    {
      ...base,
      asked: answer.asked,
      rule: answer.reasonCode,
      result: resultOf(answer.verdict),
      reason: { kind: 'verdict', reason: answer.reason },
    },
  ];
}

/** Other secrets that flows would ask for by the same name: hidden ones fail, and of the rest one may be taken. */
function othersOf({ backend, secret, asked, fetchedAt }: Answer): ExplanationStep[] {
  if (secret === null) return [];
  const others = secretsNamed(backend, secret.name).filter((other) => other.lookupName !== secret.lookupName);
  return others.map((other) => ({
    backend: backend.id,
    fetchedAt,
    asked,
    rule: 'name',
    result: other.visible === false ? 'fail' : 'unknown',
    reason: {
      kind: 'same-name',
      naming: namingOf(other),
      type: backend.type,
      hiddenBy: other.rules.flatMap(({ result, reason }) => (result === 'fail' ? [reason] : [])),
    },
  }));
}

function namingStep(secret: VisibleSecret, type: BackendType): StepReason {
  return { kind: 'named', naming: namingOf(secret), type };
}

function namingOf({ storedName, nameFrom, certainty }: VisibleSecret): Naming {
  return { storedName, nameFrom, certainty };
}

function resultOf(verdict: Verdict): ExplanationStep['result'] {
  if (verdict === 'resolvable') return 'pass';
  return verdict === 'unknown' ? 'unknown' : 'fail';
}
