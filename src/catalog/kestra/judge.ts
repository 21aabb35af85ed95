import { namedBackend } from '../../managers/name.ts';
import { lookupNamespace } from '../chain.ts';
import { nearNames } from '../near-names.ts';
import type { Reason } from '../reasons.ts';
import type { Question, ReasonCode, Resolution, Verdict } from '../types.ts';
import { constantName, noReservations } from '../verdict/cannot-tell.ts';
import { worse } from '../verdict/worse.ts';
import { allNames, isOpenSource, listedName, placedKestra } from './names.ts';
import { readKestraAnswers, readKestraList, subkeyAsked, type AnswerSaid, type ListSaid } from './said.ts';
import type { KestraFacts, KestraRemark, KestraSays } from './types.ts';

/** What Kestra makes of the secret, by its list or by its answer, whichever is newer. */
export interface SaidOfSecret {
  readonly state: 'there' | 'absent' | 'absent-apart' | 'not-told' | 'not-listed';
  readonly by: 'list' | 'answer';
  /** Milliseconds since the epoch. */
  readonly at: number | null;
}

/** What of a resolution is otherwise by Kestra's word. */
type Told = Omit<Resolution, 'verdict' | 'answers' | 'kestra' | 'suggestions' | 'terraformSecret'>;

/**
 * A verdict with what a running Kestra says laid over it: what it lists or resolves is found, whatever the rules of the
 * backends say; what it proves not to be there is missing, or "cannot tell" where a backend here has it. All else stays.
 */
export function withKestra(facts: KestraFacts, question: Question, own: Resolution, now: number): Resolution {
  const name = constantName(question);
  if (name === null || question.callFailure !== null) return own;
  const list = readKestraList(facts, name, lookupNamespace(question), now);
  const answer = readKestraAnswers(facts, question, now);
  const secret = newerOf(facts, list, answer);
  const told = changeVerdict(facts, { question, name, own, secret, answer });
  const { secretVerdict, subkeyVerdict, ...rest } = told ?? ownPart(own);
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

/** Of the secret the newer word counts, but for a list that settles nothing. */
export function newerOf({ fetchedAt }: KestraFacts, list: ListSaid, { secret }: AnswerSaid): SaidOfSecret {
  const isSettled = list.state === 'there' || list.state === 'absent';
  return secret === null || (isSettled && (fetchedAt ?? 0) > secret.at)
    ? { state: list.state, by: 'list', at: fetchedAt }
    : { ...secret, by: 'answer' };
}

interface Judging {
  readonly question: Question;
  readonly name: string;
  readonly own: Resolution;
  readonly secret: SaidOfSecret;
  readonly answer: AnswerSaid;
}

/** null: nothing of the verdict is otherwise. */
function changeVerdict(facts: KestraFacts, judging: Judging): Told | null {
  const { own, secret } = judging;
  switch (secret.state) {
    case 'there':
      return own.secretVerdict === 'resolvable' ? ownWithSubkey(judging) : takeAsFound(facts, judging);
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

/** What a backend here has, too: it knows the subkeys, unless Kestra was asked for this one. */
function ownWithSubkey({ question, own, answer }: Judging): Told | null {
  const said = subkeyOf(question, own.reason, answer);
  if (answer.subkey === null || said === null || said.verdict === own.subkeyVerdict) return null;
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

function takeAsFound(facts: KestraFacts, { question, name, own, secret, answer }: Judging): Told | null {
  // What a server that runs no tasks has says nothing of what does.
  if (secret.by === 'list' && own.reason.kind === 'variable-of-other-server') return null;
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
    fetchedAt: secret.at,
  };
}

interface SaidOfSubkey {
  readonly verdict: Verdict;
  readonly reasonCode: ReasonCode;
  readonly reason: Reason;
}

/** Of a secret that is there; null: no subkey is asked for. */
function subkeyOf(question: Question, secret: Reason, { subkey: said }: AnswerSaid): SaidOfSubkey | null {
  const subkey = subkeyAsked(question);
  if (subkey === null) return null;
  if (subkey === undefined) {
    return {
      verdict: 'unknown',
      reasonCode: 'dynamic-subkey',
      reason: { kind: 'subkey-not-known', secret },
    };
  }
  const name = constantName(question) ?? '';
  switch (said?.state) {
    case 'there':
      return {
        verdict: 'resolvable',
        reasonCode: 'found',
        reason: { kind: 'subkey-found', name, subkey },
      };
    case 'absent':
      return {
        verdict: 'missing',
        reasonCode: 'subkey-not-found',
        reason: { kind: 'subkey-not-found', name, subkey },
      };
    case 'no-object':
      return {
        verdict: 'missing',
        reasonCode: 'value-not-object',
        reason: { kind: 'value-not-object', name, subkey },
      };
    case 'absent-apart':
    case undefined:
      return {
        verdict: 'unknown',
        reasonCode: 'subkeys-not-read',
        reason: { kind: 'kestra-subkey-open', secret, subkey },
      };
  }
}

export function reasonBy(
  facts: KestraFacts,
  name: string,
  says: KestraSays,
  because: Reason | null = null,
): Reason {
  return { kind: 'kestra-says', backend: placedKestra(facts), name, says, because };
}

/** What it answers, as any backend does. */
function answerIn(facts: KestraFacts, secret: SaidOfSecret): Resolution['answers'][number] {
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

function remarkOn(
  facts: KestraFacts,
  {
    list,
    answer,
    own,
    question,
    decides,
  }: Pick<Judging, 'answer' | 'own' | 'question'> & { readonly list: ListSaid; readonly decides: boolean },
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
