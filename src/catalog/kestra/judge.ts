import type { OnlyFor } from '../../configuration/index.ts';
import { lookupNamespace, type LookupNamespace } from '../chain.ts';
import { nearNames } from '../near-names.ts';
import type { Reason } from '../reasons.ts';
import type { Question, ReasonCode, Resolution, Verdict } from '../types.ts';
import { constantName, noReservations } from '../verdict/cannot-tell.ts';
import { worse } from '../verdict/worse.ts';
import { allNames, isOpenSource, listedName } from './names.ts';
import { answerIn, notListedReason, reasonBy, remarkOn } from './remark.ts';
import {
  newerOf,
  readKestraAnswers,
  readKestraList,
  readsApart,
  referenceIn,
  subkeyAsked,
  type AnswerSaid,
  type ListSaid,
  type SaidOfSecret,
} from './said.ts';
import { subkeyOf } from './subkey.ts';
import type { KestraFacts, KestraSays } from './types.ts';

/** What of a resolution is otherwise by Kestra's word. */
type Told = Omit<Resolution, 'verdict' | 'answers' | 'kestra' | 'suggestions' | 'terraformSecret'>;

/**
 * A verdict with what a running Kestra says laid over it: what it lists or resolves is found, whatever the rules of the
 * backends say, but for what a part of open source that runs no tasks has by its own variables; what it proves not to be
 * there is missing, or "cannot tell" where a backend here has it. All else stays.
 *
 * @param now ms since the epoch
 * @param isAlone whether no other server may run the flow, for all that the files tell: Kestra's list is of one
 */
export function withKestra(
  facts: KestraFacts,
  question: Question,
  own: Resolution,
  now: number,
  isAlone: boolean,
): Resolution {
  const name = constantName(question);
  if (name === null || question.callFailure !== null) return own;
  const namespace = lookupNamespace(question);
  const list = readKestraList(facts, name, namespace, now);
  const answer = readKestraAnswers(facts, question, now);
  const secret = newerOf(facts, list, answer);
  const told = changeVerdict(facts, { question, name, own, secret, answer, isAlone });
  const { secretVerdict, subkeyVerdict, ...rest } = told ?? {
    ...ownPart(own),
    reason: reasonBeside(facts, { question, name, own, namespace, list, answer }),
  };
  const { answers, terraformSecret } = own;
  return {
    verdict: subkeyVerdict === null ? secretVerdict : worse(secretVerdict, subkeyVerdict),
    secretVerdict,
    subkeyVerdict,
    ...rest,
    ...(told === null && terraformSecret !== undefined ? { terraformSecret } : {}),
    answers: [...answers, answerIn(facts, secret)],
    kestra: remarkOn(facts, { list, answer, own, question, decides: told !== null }),
    // Looked for only where they are shown.
    get suggestions() {
      if (secretVerdict === 'resolvable' && own.secretVerdict !== 'resolvable') return [];
      const near = secretVerdict === 'missing' ? nearIn(facts, question, name) : [];
      return [...new Set([...own.suggestions, ...near])];
    },
  };
}

interface Judging {
  readonly question: Question;
  readonly name: string;
  readonly own: Resolution;
  readonly secret: SaidOfSecret;
  readonly answer: AnswerSaid;
  readonly isAlone: boolean;
}

/** Of a verdict that is not otherwise: where nothing here was looked into, Kestra alone was asked. */
function reasonBeside(
  facts: KestraFacts,
  {
    question,
    name,
    own,
    namespace,
    list,
    answer,
  }: Pick<Judging, 'question' | 'name' | 'own' | 'answer'> & {
    readonly namespace: LookupNamespace;
    readonly list: ListSaid;
  },
): Reason {
  if (!saysNothing(own.reason)) return own.reason;
  const word = answer.newest?.word;
  if (word?.state === 'not-told') return reasonBy(facts, name, word.why);
  if (list.state !== 'not-told') return own.reason;
  const open = notListedReason(facts, name, namespace);
  return referenceIn(question) === null ? open : reasonBy(facts, name, 'may-be-asked', open);
}

/** Whether nothing here was looked into. */
function saysNothing(reason: Reason): boolean {
  if (reason.kind === 'no-definitions') return reason.elsewhere === null;
  return reason.kind === 'no-configuration' || reason.kind === 'no-backend-for-namespace';
}

/** null: nothing of the verdict is otherwise. */
function changeVerdict(facts: KestraFacts, judging: Judging): Told | null {
  const { own, secret, isAlone } = judging;
  if (!isAlone && secret.by === 'list' && isOpenByOthers(own, secret)) return null;
  switch (secret.state) {
    case 'there':
      return own.secretVerdict === 'resolvable' ? ownWithSubkey(facts, judging) : takeAsFound(facts, judging);
    case 'absent':
      return takeAsAbsent(facts, judging);
    case 'absent-apart':
      return own.secretVerdict === 'missing' || own.secretVerdict === 'hidden'
        ? null
        : takeAsOpen(facts, judging, 'finds-not-apart', own.reasonCode);
    case 'not-told':
    case 'not-listed':
      return null;
  }
}

/** Whether servers differ, or what one lists not another one may have. */
function isOpenByOthers(own: Resolution, { state }: SaidOfSecret): boolean {
  return (
    own.secretVerdict === 'unknown' && (own.reasonCode === 'several-configurations' || state === 'absent')
  );
}

/** What a backend here has, too: it knows the subkeys, unless Kestra was asked for this one. */
function ownWithSubkey(facts: KestraFacts, { question, own, answer }: Judging): Told | null {
  const said = subkeyOf(question, own.reason, answer);
  if (answer.subkey === null || said === null || said.verdict === own.subkeyVerdict) return null;
  if (hasOwnVariables(facts) && own.subkeyVerdict !== 'unknown') return null;
  return {
    ...ownPart(own),
    subkeyVerdict: said.verdict,
    reasonCode: said.reasonCode,
    reason: said.reason,
    mistake: said.verdict === 'missing' ? said.reason : null,
    backend: 'kestra',
    fetchedAt: answer.subkey.at,
  };
}

/** Whether it is the server that answers which may have the variable or not. */
function isPatched({ but }: OnlyFor): boolean {
  return typeof but !== 'string' && 'patch' in but;
}

function takeAsFound(facts: KestraFacts, judging: Judging): Told | null {
  const { question, name, own, secret, answer } = judging;
  // What a part of Kestra that runs no tasks has, says nothing of what does.
  if (own.reason.kind === 'variable-of-other-server' && !isPatched(own.reason.onlyFor)) return null;
  if (hasOwnVariables(facts) && own.secretVerdict !== 'unknown') {
    const says = secret.by === 'list' ? 'lists-apart' : 'resolves-apart';
    return takeAsOpen(facts, judging, says, 'incomplete-list');
  }
  const found = reasonBy(facts, name, secret.by === 'list' ? 'lists' : 'resolves', differing(own));
  const subkey = subkeyOf(question, found, answer);
  const isOpen = subkey !== null && subkey.verdict !== 'resolvable';
  return {
    secretVerdict: 'resolvable',
    subkeyVerdict: subkey?.verdict ?? null,
    reasonCode: isOpen ? subkey.reasonCode : 'found',
    reason: isOpen ? subkey.reason : found,
    mistake: subkey?.verdict === 'missing' ? subkey.reason : null,
    reservations: noReservations,
    hiddenBy: [],
    backend: 'kestra',
    secret: own.secret,
    fetchedAt: secret.at,
  };
}

/** Whether the server that answers may have other variables than what runs the tasks. */
function hasOwnVariables(facts: KestraFacts): boolean {
  return isOpenSource(facts) && readsApart(facts);
}

/** What the rules here say otherwise; null: they only could not tell. */
function differing({ secretVerdict, reason }: Resolution): Reason | null {
  return secretVerdict === 'hidden' ? reason : null;
}

function takeAsAbsent(facts: KestraFacts, judging: Judging): Told | null {
  const { question, name, own, secret } = judging;
  const isHad = own.secretVerdict === 'resolvable' || own.answers.some(isResolvable);
  if (own.secretVerdict === 'hidden') return null;
  if (isHad && secret.by === 'list') return takeAsOpen(facts, judging, 'differs', 'not-in-list');
  const says = secret.by === 'list' ? 'lists-not' : 'finds-not';
  const isMissing = own.secretVerdict === 'missing';
  return {
    secretVerdict: 'missing',
    subkeyVerdict: subkeyAsked(question) === null ? null : 'unknown',
    reasonCode: 'not-in-list',
    reason: reasonBy(facts, name, says, isMissing ? withoutServer(own.reason) : null),
    mistake: (isMissing ? own.mistake : null) ?? { kind: 'not-found', name },
    reservations: noReservations,
    hiddenBy: [],
    backend: null,
    secret: null,
    fetchedAt: secret.at,
  };
}

function isResolvable({ secretVerdict }: { readonly secretVerdict: Verdict }): boolean {
  return secretVerdict === 'resolvable';
}

/** Kestra was asked: what its own environment defines is among what it has. */
function withoutServer(reason: Reason): Reason {
  if (reason.kind !== 'nowhere') return reason;
  return reason.others.length === 0 ? reason.first : { ...reason, serverVariable: null };
}

function takeAsOpen(
  facts: KestraFacts,
  { question, name, own, secret }: Judging,
  says: KestraSays,
  reasonCode: ReasonCode,
): Told {
  return {
    ...ownPart(own),
    secretVerdict: 'unknown',
    subkeyVerdict: subkeyAsked(question) === null ? null : 'unknown',
    reasonCode: own.secretVerdict === 'resolvable' ? 'not-in-list' : reasonCode,
    reason: reasonBy(facts, name, says, own.reason),
    mistake: null,
    reservations: noReservations,
    hiddenBy: [],
    fetchedAt: secret.at,
  };
}

function ownPart(own: Resolution): Told {
  const { secretVerdict, subkeyVerdict, reasonCode, reason, mistake, reservations } = own;
  const { hiddenBy, backend, secret, fetchedAt } = own;
  return {
    secretVerdict,
    subkeyVerdict,
    reasonCode,
    reason,
    mistake,
    reservations,
    hiddenBy,
    backend,
    secret,
    fetchedAt,
  };
}

/** Those of its own names that may have been meant. */
function nearIn(facts: KestraFacts, question: Question, name: string): readonly string[] {
  const namespace = lookupNamespace(question);
  return nearNames(name, allNames(facts)).filter((each) => listedName(facts, each, namespace) !== null);
}
