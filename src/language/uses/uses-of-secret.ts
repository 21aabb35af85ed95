import { configurationsFor, lookupNamespace, type CatalogSnapshot } from '../../catalog/index.ts';
import type { ExpressionValue } from '../../flow/index.ts';
import type { FlowIndex, IndexedReference } from '../../index/index.ts';
import { fitsPattern } from '../offered.ts';
import { answeringSecrets, isNameOf, isSameSecret, type AskingPlace } from './answering.ts';
import type { SecretUse, SecretUses, SoughtSecret, UseDoubt } from './types.ts';

/**
 * The calls of a folder that mean a secret, and those that may, by the rules of the backend that has it: its spelling, the
 * namespaces and configurations that reach it, and whether another backend answers first. A call that asks for the whole
 * secret is no use of a subkey. `snapshot`: the whole folder's, which has `sought.held`. Pure, and fails never; offsets are
 * those of the index.
 */
export function usesOfSecret(index: FlowIndex, sought: SoughtSecret, snapshot: CatalogSnapshot): SecretUses {
  const doubtOf = createJudge(sought, snapshot);
  const certain: SecretUse[] = [];
  const perhaps: SecretUse[] = [];
  const judged = new Set<IndexedReference>();
  for (const { file, references } of filesToJudge(index, sought)) {
    const configurations = configurationsOf(snapshot, file);
    for (const reference of references) {
      // One that may ask for either of two names comes with both.
      if (judged.has(reference)) continue;
      judged.add(reference);
      const doubt = doubtOf(reference, configurations);
      if (doubt === null) certain.push({ file, reference, doubt });
      else if (doubt !== 'another') perhaps.push({ file, reference, doubt });
    }
  }
  return { certain: inOrder(certain), perhaps: inOrder(perhaps), filesInPart: index.filesInPart() };
}

type UsesInFile = ReturnType<FlowIndex['usesOf']>[number];

/** In no certain order. */
function* filesToJudge(index: FlowIndex, { name, held }: SoughtSecret): Iterable<UsesInFile> {
  yield* index.usesOf(name);
  const other = held?.secret.otherName;
  if (other !== undefined && other.toUpperCase() !== name.toUpperCase()) yield* index.usesOf(other);
  yield* index.openUses();
}

function inOrder(uses: SecretUse[]): readonly SecretUse[] {
  const byFile = (one: string, other: string) => (one < other ? -1 : 1);
  return uses.sort((one, other) =>
    one.file === other.file
      ? one.reference.range.start - other.reference.range.start
      : byFile(one.file, other.file),
  );
}

/** As `isReached` takes them. */
function configurationsOf({ configurations }: CatalogSnapshot, file: string): AskingPlace['configurations'] {
  return configurations === undefined ? undefined : configurationsFor(configurations, file);
}

/** What a call is to a secret: certainly it (null), perhaps, or another. */
type Meaning = UseDoubt | null | 'another';

function createJudge(
  sought: SoughtSecret,
  { backends }: CatalogSnapshot,
): (reference: IndexedReference, configurations: AskingPlace['configurations']) => Meaning {
  // Many calls stand in one namespace: each is looked up once.
  const known = new Map<string, Meaning>();

  function placeOf(name: string, place: AskingPlace): Meaning {
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

  function placeOfOnce(name: string, place: AskingPlace): Meaning {
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

  return (reference, configurations) => {
    const subkey = subkeyMeaning(reference.subkey?.value, sought.subkey);
    const spelled = subkey === 'another' ? subkey : spellingMeaning(reference.key?.value, sought, backends);
    if (spelled === 'another') return spelled;
    const asked = reference.key?.value;
    const name = asked?.kind === 'constant' ? String(asked.value) : sought.name;
    const place = placeOfOnce(name, { namespace: namespaceOf(reference), configurations });
    if (place === 'another') return place;
    return spelled ?? place ?? subkey ?? (reference.foundAs === 'recovered' ? 'broken' : null);
  };
}

function namespaceOf({ flow, namespaceArgument }: IndexedReference): AskingPlace['namespace'] {
  const { namespace: flowNamespace } = flow;
  return lookupNamespace({ key: null, subkey: null, callFailure: null, namespaceArgument, flowNamespace });
}

/** What the key of a call is to the secret's name, whoever would answer for it. */
function spellingMeaning(
  key: ExpressionValue | undefined,
  { name, held }: SoughtSecret,
  backends: CatalogSnapshot['backends'],
): Meaning {
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

function subkeyMeaning(asked: ExpressionValue | undefined, subkey: string | null): Meaning {
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
