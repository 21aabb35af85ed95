import { namedBackend } from '../../managers/name.ts';
import { lookupNamespace, type LookupNamespace } from '../chain.ts';
import type { Reason } from '../reasons.ts';
import type { Question, ReasonCode, Resolution, Verdict } from '../types.ts';
import { isOpenSource, namespacesWith, placedKestra } from './names.ts';
import type { AnswerSaid, ListSaid, SaidOfSecret } from './said.ts';
import type { KestraFacts, KestraRemark, KestraSays } from './types.ts';

export function reasonBy(
  facts: KestraFacts,
  name: string,
  says: KestraSays,
  because: Reason | null = null,
): Reason {
  return { kind: 'kestra-says', backend: placedKestra(facts), name, says, because };
}

/** Of a name that its list does not settle. */
export function notListedReason(facts: KestraFacts, name: string, namespace: LookupNamespace): Reason {
  const namespaces = namespacesWith(facts, name);
  if (namespaces.length === 0) return reasonBy(facts, name, 'lists-not-all');
  const isNamespaceKnown = namespace.kind === 'known';
  return {
    kind: 'kestra-lists-elsewhere',
    backend: placedKestra(facts),
    name,
    namespaces,
    isNamespaceKnown,
  };
}

/** What it answers, as any backend does. */
export function answerIn(facts: KestraFacts, secret: SaidOfSecret): Resolution['answers'][number] {
  const named = namedBackend(placedKestra(facts));
  const said = (secretVerdict: Verdict, reasonCode: ReasonCode) => ({
    backend: named.id,
    named,
    secretVerdict,
    reasonCode,
  });
  switch (secret.state) {
    case 'there':
      return said('resolvable', 'found');
    case 'absent':
      return said('missing', 'not-in-list');
    case 'absent-apart':
      return said('unknown', 'not-in-list');
    case 'not-told':
      return said('unknown', facts.state === 'complete' ? 'not-in-list' : 'incomplete-list');
    case 'not-listed':
      return said('unknown', closedCode(facts));
  }
}

/** Why nothing of its list counts. */
export function closedCode({ state, failure }: KestraFacts): ReasonCode {
  switch (state) {
    case 'offline':
      return 'offline';
    case 'failed':
      return 'backend-failed';
    case 'blocked':
      return failure?.kind === 'not-approved' || failure?.kind === 'not-trusted'
        ? failure.kind
        : 'backend-failed';
    case 'complete':
    case 'incomplete':
      return 'incomplete-list';
  }
}

export function remarkOn(
  facts: KestraFacts,
  {
    list,
    answer,
    own,
    question,
    decides,
  }: {
    readonly list: ListSaid;
    readonly answer: AnswerSaid;
    readonly own: Resolution;
    readonly question: Question;
    readonly decides: boolean;
  },
): KestraRemark {
  const { secretVerdict, reason, backend, secret } = own;
  return {
    backend: placedKestra(facts),
    list: list.state === 'there' ? 'there' : isToldWhole(facts, list, question) ? 'not-there' : 'not-told',
    listed: list.state === 'there' ? list.listed : null,
    fetchedAt: facts.fetchedAt,
    answer: answer.newest,
    decides,
    own: { secretVerdict, reason, backend, secret },
  };
}

/** Whether Kestra told all names that a lookup there finds, so that it has not this one, be that proof or not. */
function isToldWhole(facts: KestraFacts, { state }: ListSaid, question: Question): boolean {
  if (state !== 'not-told') return state === 'absent';
  const namespace = lookupNamespace(question);
  if (isOpenSource(facts)) return facts.state === 'complete';
  return namespace.kind === 'known' && facts.told.includes(namespace.value);
}
