import { lookupNamespace, type CatalogSnapshot, type Question } from '../../catalog/index.ts';
import type { ExpressionValue } from '../../flow/index.ts';
import { fitsPattern } from '../offered.ts';
import { answeringSecrets, isNameOf, isSameSecret, type AskingPlace } from './answering.ts';
import type { SoughtSecret, UseDoubt } from './types.ts';

/** What a call is to a secret: certainly it (null), perhaps, or another. */
export type CallMeaning = UseDoubt | null | 'another';

/** Says of a call what it is to a secret. `isBroken`: the text around it could be read only in part. */
export type CallJudge = (question: Question, isBroken: boolean) => CallMeaning;

/**
 * The judge of calls by the configurations that judge their flow, as `isReached` takes them. Many calls have one name and
 * stand in one namespace: each of these is looked up once.
 */
export function createJudges(
  sought: SoughtSecret,
  { backends }: CatalogSnapshot,
): (configurations: AskingPlace['configurations']) => CallJudge {
  const judges = new Map<string, CallJudge>();

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

  function createJudge(configurations: AskingPlace['configurations']): CallJudge {
    const places = new Map<string, CallMeaning>();
    const spellings = new Map<ExpressionValue, CallMeaning>();
    const spelledAs = (key: ExpressionValue) => {
      let spelled = spellings.get(key);
      if (spelled === undefined) spellings.set(key, (spelled = spellingMeaning(key, sought, backends)));
      return spelled;
    };
    return (question, isBroken) => {
      const { key } = question;
      if (key === null) return 'another';
      const subkey = subkeyMeaning(question.subkey, sought.subkey);
      const spelled = subkey === 'another' ? subkey : spelledAs(key);
      if (spelled === 'another') return spelled;
      const name = key.kind === 'constant' ? String(key.value) : sought.name;
      const namespace = lookupNamespace(question);
      const at = `${namespace.kind === 'known' ? `=${namespace.value}` : ''}\n${name}`;
      let place = places.get(at);
      if (place === undefined) places.set(at, (place = placeOf(name, { namespace, configurations })));
      if (place === 'another') return place;
      return spelled ?? place ?? subkey ?? (isBroken ? 'broken' : null);
    };
  }

  return (configurations) => {
    const files = configurations?.join('\n') ?? '';
    const judge = judges.get(files) ?? createJudge(configurations);
    judges.set(files, judge);
    return judge;
  };
}

/** What the key of a call is to the secret's name, whoever would answer for it. */
function spellingMeaning(
  key: ExpressionValue,
  { name, held }: SoughtSecret,
  backends: CatalogSnapshot['backends'],
): CallMeaning {
  const isName = (asked: string) =>
    held === null ? isUnheldName(name, asked, backends) : isNameOf(held.secret, held.backend.type, asked);
  switch (key.kind) {
    case 'not-a-string':
      return 'another';
    case 'constant': {
      const is = typeof key.value === 'string' && isName(key.value);
      return is === null ? 'spelling' : is ? null : 'another';
    }
    case 'choice':
      return key.candidates.some((candidate) => isName(candidate) !== false) ? 'candidate' : 'another';
    case 'pattern':
      return [name, held?.secret.otherName ?? name].some((each) =>
        fitsName(key.pattern, each, held?.backend.type ?? null),
      )
        ? 'pattern'
        : 'another';
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
