import type { EvaluatedReference, ListedName } from '../../stores/index.ts';
import type { LookupNamespace } from '../chain.ts';
import { certainFor, freshFor } from '../freshness.ts';
import type { Question } from '../types.ts';
import { compareName, isOpenSource, listedName } from './names.ts';
import type { AnsweredReference, KestraFacts } from './types.ts';

/** What Kestra's list says of a name. */
export type ListSaid =
  | { readonly state: 'there'; readonly listed: ListedName }
  /** That it is not there is certain. */
  | { readonly state: 'absent' }
  /** It is not in the list, which may lack names. */
  | { readonly state: 'not-told' }
  /** Nothing of its list counts. */
  | { readonly state: 'not-listed' };

/** What it answered of a reference that still counts. */
export interface AnswerSaid {
  /** The newest that says something of the secret. */
  readonly secret: {
    readonly state: 'there' | 'absent' | 'absent-apart';
    readonly at: number;
  } | null;
  /** What it says of the very subkey. */
  readonly subkey: {
    readonly state: 'there' | 'absent' | 'absent-apart' | 'no-object';
    readonly at: number;
  } | null;
  /** The newest of the very reference, whatever it is. */
  readonly newest: AnsweredReference | null;
}

/** What Kestra makes of the secret, by its list or by its answer, whichever is newer. */
export interface SaidOfSecret {
  readonly state: 'there' | 'absent' | 'absent-apart' | 'not-told' | 'not-listed';
  readonly by: 'list' | 'answer';
  /** Milliseconds since the epoch. */
  readonly at: number | null;
}

/**
 * What its list says of a name. Presence is proof; absence is proof in open source alone, by a whole list that was young when
 * it was relied on.
 */
export function readKestraList(
  facts: KestraFacts,
  name: string,
  namespace: LookupNamespace,
  now: number,
): ListSaid {
  const { state, fetchedAt } = facts;
  if ((state !== 'complete' && state !== 'incomplete') || fetchedAt === null) return { state: 'not-listed' };
  const listed = listedName(facts, name, namespace);
  if (listed !== null) return { state: 'there', listed };
  const isProof = state === 'complete' && isOpenSource(facts) && !readsApart(facts);
  return { state: isProof && isYoung(facts, fetchedAt, name, now) ? 'absent' : 'not-told' };
}

/** Whether what runs the tasks may read other secrets than the server that answers. Open source has no isolation. */
export function readsApart(facts: KestraFacts): boolean {
  return facts.readsApart === 'in-parts' || (facts.readsApart === 'isolated' && !isOpenSource(facts));
}

/** As of a manager's list: young when it was relied on, which counts for as long as a list is fresh. */
function isYoung(facts: KestraFacts, fetchedAt: number, name: string, now: number): boolean {
  if (now - fetchedAt <= certainFor) return true;
  const at = facts.absent.get(compareName(facts, name));
  return at !== undefined && at - fetchedAt <= certainFor && now - at <= freshFor;
}

/** What its answers say of a question: of the secret by whichever subkey it was asked for, of a subkey by its own alone. */
export function readKestraAnswers(facts: KestraFacts, question: Question, now: number): AnswerSaid {
  const reference = referenceIn({ ...question, subkey: null });
  if (reference === null) return { secret: null, subkey: null, newest: null };
  const fresh = facts.answers
    .filter((each) => isSameSecret(each.reference, reference) && now - each.at <= freshFor)
    .sort((one, other) => other.at - one.at);
  const subkey = subkeyAsked(question);
  const exact = fresh.filter((each) => each.reference.subkey === (subkey ?? null));
  // What came to be in a minute it cannot tell.
  const isCertain = ({ at }: AnsweredReference) => now - at <= certainFor;
  const absent = readsApart(facts) ? 'absent-apart' : 'absent';
  const secretOf = (each: AnsweredReference): NonNullable<AnswerSaid['secret']>[] => {
    if (each.word.state === 'not-told') return [];
    if (each.word.state !== 'secret-not-found') return [{ state: 'there', at: each.at }];
    return isCertain(each) ? [{ state: absent, at: each.at }] : [];
  };
  const subkeyOf = (each: AnsweredReference): NonNullable<AnswerSaid['subkey']>[] => {
    const { at, word } = each;
    if (word.state === 'resolves') return [{ state: 'there', at }];
    if (!isCertain(each) || (word.state !== 'subkey-not-found' && word.state !== 'subkey-not-read'))
      return [];
    if (readsApart(facts)) return [{ state: 'absent-apart', at }];
    return [{ state: word.state === 'subkey-not-found' ? 'absent' : 'no-object', at }];
  };
  return {
    secret: fresh.flatMap(secretOf)[0] ?? null,
    subkey: typeof subkey === 'string' ? (exact.flatMap(subkeyOf)[0] ?? null) : null,
    newest: exact[0] ?? null,
  };
}

/** Of the secret the newer word counts, but for a list that settles nothing. */
export function newerOf({ fetchedAt }: KestraFacts, list: ListSaid, { secret }: AnswerSaid): SaidOfSecret {
  const isSettled = list.state === 'there' || list.state === 'absent';
  return secret === null || (isSettled && (fetchedAt ?? 0) > secret.at)
    ? { state: list.state, by: 'list', at: fetchedAt }
    : { ...secret, by: 'answer' };
}

/** What Kestra is asked for it; null: not all of it is known before the flow runs, or no namespace is. */
export function referenceIn(question: Question): EvaluatedReference | null {
  const { key, namespaceArgument, flowNamespace, callFailure } = question;
  const name = key?.kind === 'constant' ? key.value : null;
  const subkey = subkeyAsked(question);
  if (callFailure !== null || typeof name !== 'string' || name === '') return null;
  if (flowNamespace?.kind !== 'literal' || subkey === undefined) return null;
  if (namespaceArgument !== null && namespaceArgument.kind !== 'constant') return null;
  const namespace = namespaceArgument?.value ?? null;
  if (namespace !== null && (typeof namespace !== 'string' || namespace === '')) return null;
  return { name, namespace, subkey, flowNamespace: flowNamespace.value };
}

/** null: none, as an empty one is (Kestra: SecretFunction); undefined: it is known only at run time. */
export function subkeyAsked({ subkey }: Question): string | null | undefined {
  if (subkey === null) return null;
  if (subkey.kind !== 'constant') return undefined;
  if (subkey.value === null || subkey.value === '') return null;
  return typeof subkey.value === 'string' ? subkey.value : undefined;
}

function isSameSecret(one: EvaluatedReference, other: EvaluatedReference): boolean {
  return (
    one.name === other.name && one.namespace === other.namespace && one.flowNamespace === other.flowNamespace
  );
}
