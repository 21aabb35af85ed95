import { lookupNamespace, type CatalogSnapshot, type Question } from '../../catalog/index.ts';
import type { ExpressionValue } from '../../flow/index.ts';
import { fitsPattern } from '../offered.ts';
import { answeringSecrets, isNameOf, isSameSecret, type AskingPlace } from './answering.ts';
import type { SoughtSecret, UseDoubt } from './types.ts';

/** What a call is to a secret: certainly it (null), perhaps, or another. */
export type CallMeaning = UseDoubt | null | 'another';

/**
 * Says of each call what it is to a secret. `isBroken`: the text around it could be read only in part; `configurations`: of
 * those that judge its flow, as `isReached` takes them.
 */
export function createJudge(
  sought: SoughtSecret,
  { backends }: CatalogSnapshot,
): (question: Question, isBroken: boolean, configurations: AskingPlace['configurations']) => CallMeaning {
  // Many calls stand in one namespace: each is looked up once.
  const known = new Map<string, CallMeaning>();

  function placeOf(name: string, place: AskingPlace): CallMeaning {
    let isFirst = true;
    for (const { backend, secret, isCertain } of answeringSecrets(backends, name, place, sought.held)) {
      if (sought.held !== null && isSameSecret({ backend, secret }, sought.held)) {
        return isFirst && isCertain ? null : 'place';
      }
      if (isCertain) return 'another';
      isFirst = false;
    }
    if (sought.held !== null) return 'another';
    return isFirst ? null : 'place';
  }

  function placeOfOnce(name: string, place: AskingPlace): CallMeaning {
    const { namespace, configurations } = place;
    const value = namespace.kind === 'known' ? namespace.value : null;
    const key = JSON.stringify([name, value, configurations]);
    let meaning = known.get(key);
    if (meaning === undefined) {
      meaning = placeOf(name, place);
      known.set(key, meaning);
    }
    return meaning;
  }

  return (question, isBroken, configurations) => {
    const subkey = subkeyMeaning(question.subkey, sought.subkey);
    const spelled = subkey === 'another' ? subkey : spellingMeaning(question.key, sought, backends);
    if (spelled === 'another') return spelled;
    const name = question.key?.kind === 'constant' ? String(question.key.value) : sought.name;
    const place = placeOfOnce(name, { namespace: lookupNamespace(question), configurations });
    if (place === 'another') return place;
    return spelled ?? place ?? subkey ?? (isBroken ? 'broken' : null);
  };
}

/** What the key of a call is to the secret's name, whoever would answer for it. */
function spellingMeaning(
  key: ExpressionValue | null,
  { name, held }: SoughtSecret,
  backends: CatalogSnapshot['backends'],
): CallMeaning {
  const isName = (asked: string) =>
    held === null ? isUnheldName(name, asked, backends) : isNameOf(held.secret, held.backend.type, asked);
  switch (key?.kind) {
    case undefined:
    case 'not-a-string':
      return 'another';
    case 'constant': {
      const is = typeof key.value === 'string' && isName(key.value);
      return is === null ? 'spelling' : is ? null : 'another';
    }
    case 'choice':
      return key.candidates.some((candidate) => isName(candidate) !== false) ? 'candidate' : 'another';
    case 'pattern':
      return fitsName(key.pattern, name, held?.backend.type ?? null) ? 'pattern' : 'another';
    case 'dynamic':
      return 'dynamic';
  }
}

/** Where nobody is known to have a secret, the environment still may, to which letter case is nothing. */
function isUnheldName(name: string, asked: string, backends: CatalogSnapshot['backends']): boolean | null {
  if (asked === name) return true;
  const mayBeVariable = backends.length === 0 || backends.some(({ type }) => type === 'env');
  return mayBeVariable && asked.toUpperCase() === name.toUpperCase() ? null : false;
}

function fitsName(pattern: string, name: string, type: string | null): boolean {
  if (fitsPattern(pattern, name)) return true;
  return (type === null || type === 'env') && fitsPattern(pattern.toUpperCase(), name.toUpperCase());
}

function subkeyMeaning(asked: ExpressionValue | null, subkey: string | null): CallMeaning {
  if (subkey === null) return null;
  switch (asked?.kind) {
    case undefined:
    case 'not-a-string':
      return 'another';
    case 'constant':
      return asked.value === subkey ? null : 'another';
    case 'choice':
      return asked.candidates.includes(subkey) ? 'subkey' : 'another';
    case 'pattern':
      return fitsPattern(asked.pattern, subkey) ? 'subkey' : 'another';
    case 'dynamic':
      return 'subkey';
  }
}
