import {
  comparedName,
  findSecret,
  type BackendSnapshot,
  type LookupNamespace,
  type VisibleSecret,
} from '../../catalog/index.ts';
import { isReached, isSeenIn } from './reach.ts';
import type { HeldSecret } from './types.ts';

/** From where a secret is asked for. */
export interface AskingPlace {
  readonly namespace: LookupNamespace;
  /** The files of the configurations that judge the flow; undefined: the folder has not several. */
  readonly configurations: readonly string[] | undefined;
}

/** A secret that answers for a name, or may. */
export interface AnsweringSecret extends HeldSecret {
  /** Whether it is asked there for certain, and seen. */
  readonly isCertain: boolean;
}

/**
 * The secrets that answer for a name at a place, in asking order, up to the first that certainly does. A backend that is
 * not known to have it is passed over: nobody could tell anything while one is not reached. `also`: one that is hidden and
 * counts all the same, because it is looked for, and so does one whose value nobody knows.
 */
export function* answeringSecrets(
  backends: readonly BackendSnapshot[],
  name: string,
  { namespace, configurations }: AskingPlace,
  also: HeldSecret | null,
): Iterable<AnsweringSecret> {
  for (const backend of backends) {
    const reached = isReached(backend, configurations, namespace);
    const secret = reached === false ? null : findSecret(backend, name, namespace);
    if (secret === null) continue;
    const isAlso = also !== null && isSameSecret({ backend, secret }, also);
    const seen = isAlso ? isSeenIn(secret, backend.type, namespace) : secret.visible;
    if (seen === false) continue;
    const isCertain = reached === true && seen === true;
    yield { backend, secret, isCertain };
    if (isCertain) return;
  }
}

/** Of two that one backend has by one name at one place nobody can tell which answers: they are one here. */
export function isSameSecret(one: HeldSecret, other: HeldSecret): boolean {
  const { type, id } = one.backend;
  return (
    id === other.backend.id &&
    comparedName(type, one.secret.name) === comparedName(type, other.secret.name) &&
    one.secret.namespace === other.secret.namespace
  );
}

/** Whether flows ask for a secret by this name; null: by which of two names they do is not certain. */
export function isNameOf(
  { name, otherName }: VisibleSecret,
  type: BackendSnapshot['type'],
  asked: string,
): boolean | null {
  const compared = comparedName(type, asked);
  const isName = comparedName(type, name) === compared;
  if (otherName === undefined) return isName;
  return isName || comparedName(type, otherName) === compared ? null : false;
}
