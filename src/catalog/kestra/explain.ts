import { lookupNamespace, type LookupNamespace } from '../chain.ts';
import type { Reason } from '../reasons.ts';
import type { ExplanationStep, Question, ReasonCode } from '../types.ts';
import { constantName } from '../verdict/cannot-tell.ts';
import { closedCode, notListedReason, reasonBy } from './remark.ts';
import { placedKestra } from './names.ts';
import { readKestraAnswers, readKestraList, type AnswerSaid, type ListSaid } from './said.ts';
import type { AnsweredReference, KestraFacts, KestraSays } from './types.ts';

type Step = Pick<ExplanationStep, 'rule' | 'result'> & { readonly reason: Reason };

/** What Kestra says of a question: by its list, then by its answer to that very reference. Empty where nothing is looked up. */
export function stepsBy(facts: KestraFacts, question: Question, now: number): readonly ExplanationStep[] {
  const name = constantName(question);
  if (name === null || question.callFailure !== null) return [];
  const namespace = lookupNamespace(question);
  const list = readKestraList(facts, name, namespace, now);
  const answers = readKestraAnswers(facts, question, now);
  const isListed = list.state !== 'not-listed';
  return [
    {
      backend: 'kestra',
      asked: isListed ? 'list' : 'none',
      ...stepFor(listStep(facts, name, namespace, list)),
      fetchedAt: facts.fetchedAt,
    },
    ...(answers.newest === null
      ? []
      : [
          {
            backend: 'kestra',
            asked: 'fresh' as const,
            ...stepFor(answerStep(facts, name, answers.newest, answers)),
            fetchedAt: answers.newest.at,
          },
        ]),
  ];
}

function stepFor({ rule, result, reason }: Step): Pick<ExplanationStep, 'rule' | 'result' | 'reason'> {
  return { rule, result, reason: { kind: 'verdict', reason } };
}

function listStep(facts: KestraFacts, name: string, namespace: LookupNamespace, list: ListSaid): Step {
  const saying = (rule: ReasonCode, result: Step['result'], says: KestraSays): Step => ({
    rule,
    result,
    reason: reasonBy(facts, name, says),
  });
  switch (list.state) {
    case 'there':
      return saying('found', 'pass', 'lists');
    case 'absent':
      return saying('not-in-list', 'fail', 'lists-not');
    case 'not-told':
      return {
        rule: facts.state === 'complete' ? 'not-in-list' : 'incomplete-list',
        result: 'unknown',
        reason: notListedReason(facts, name, namespace),
      };
    case 'not-listed':
      return { rule: closedCode(facts), result: 'unknown', reason: closedReason(facts, name) };
  }
}

function closedReason(facts: KestraFacts, name: string): Reason {
  const backend = placedKestra(facts);
  switch (facts.state) {
    case 'offline':
      return { kind: 'offline', backend };
    case 'failed':
    case 'blocked':
      return { kind: 'backend-failed', backend, failure: facts.failure };
    case 'complete':
    case 'incomplete':
      return reasonBy(facts, name, 'not-listed-yet');
  }
}

function answerStep(
  facts: KestraFacts,
  name: string,
  { reference, word }: AnsweredReference,
  answers: AnswerSaid,
): Step {
  const asked = reference.subkey === null ? name : `${name}.${reference.subkey}`;
  switch (word.state) {
    case 'resolves':
      return { rule: 'found', result: 'pass', reason: reasonBy(facts, asked, 'resolves') };
    case 'secret-not-found':
      return answers.secret?.state === 'absent'
        ? { rule: 'not-in-list', result: 'fail', reason: reasonBy(facts, name, 'finds-not') }
        : { rule: 'not-in-list', result: 'unknown', reason: reasonBy(facts, name, 'finds-not-apart') };
    case 'subkey-not-found':
    case 'subkey-not-read':
      return subkeyStep(name, word.state, answers);
    case 'not-told':
      return { rule: 'backend-failed', result: 'unknown', reason: reasonBy(facts, asked, word.why) };
  }
}

function subkeyStep(
  name: string,
  state: 'subkey-not-found' | 'subkey-not-read',
  { subkey, newest }: AnswerSaid,
): Step {
  const result = subkey?.state === 'absent' || subkey?.state === 'no-object' ? 'fail' : 'unknown';
  const asked = newest?.reference.subkey ?? '';
  return state === 'subkey-not-found'
    ? { rule: state, result, reason: { kind: 'subkey-not-found', name, subkey: asked } }
    : { rule: 'value-not-object', result, reason: { kind: 'value-not-object', name, subkey: asked } };
}
