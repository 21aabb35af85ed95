import {
  lookupNamespace,
  type BackendSnapshot,
  type CatalogSnapshot,
  type LookupNamespace,
  type Question,
  type VisibleSecret,
} from '../catalog/index.ts';
import { doAtOnce, type Stretches } from '../flow/index.ts';
import { mapKey } from '../text/map-key.ts';
import { fitsPattern } from './offered.ts';
import { isReached, isSeenIn } from './uses/reach.ts';

/** A secret that no flow asks for by its name. */
export interface UnusedSecret {
  readonly backend: string;
  readonly name: string;
  /** Indexes of the questions of which nobody can tell whether they ask for it; empty: it is unused. */
  readonly because: readonly number[];
  /** Files that name it in a `secret(…)` somewhere: it may be used by what they are for. */
  readonly files: readonly string[];
}

/** The files in which a name stands between the brackets of a `secret(…)`, by the name in upper case. */
export type MentionedNames = ReadonlyMap<string, readonly MentionedName[]>;

export interface MentionedName {
  /** As written. */
  readonly name: string;
  readonly file: string;
}

/**
 * The secrets of every backend that none of the questions asks for. A call that fails counts for its name: who mends it
 * will want the secret. Hidden secrets are nobody's to use, and left out.
 */
export function unusedSecrets(
  snapshot: CatalogSnapshot,
  questions: readonly AskedQuestion[],
  mentioned: MentionedNames = new Map(),
): UnusedSecret[] {
  return doAtOnce(findUnusedSecrets(snapshot, questions, mentioned)).map(
    ({ backend, name, because, files }) => ({
      backend,
      name,
      files,
      because: because.flatMap(({ indexes }) => indexes).sort((one, other) => one - other),
    }),
  );
}

/** The same with questions that are one to the secret told together, as many calls ask for the same. */
export type UnusedWithCause = Omit<UnusedSecret, 'because'> & {
  readonly storedName: string;
  readonly because: readonly { readonly indexes: readonly number[] }[];
};

/** The same in steps, between which others can have their turn. */
export function* findUnusedSecrets(
  { backends }: CatalogSnapshot,
  questions: readonly AskedQuestion[],
  mentioned: MentionedNames,
): Stretches<UnusedWithCause[]> {
  const asked = yield* groupAlike(questions);
  const unused: UnusedWithCause[] = [];
  for (const backend of backends) {
    for (const each of yield* unusedSecretsOf(backend, asked, mentioned)) unused.push(each);
  }
  return unused;
}

/** A question with the files of the configurations that judge its flow; left out: there are not several. */
export interface AskedQuestion {
  readonly question: Question;
  readonly configurations?: readonly string[] | undefined;
}

/** Questions that mean the same secrets. */
interface AskedAlike {
  readonly key: NonNullable<Question['key']>;
  readonly configurations: readonly string[] | undefined;
  readonly namespace: LookupNamespace;
  readonly indexes: number[];
}

/** So many questions or secrets are looked at in one step. */
const atOnce = 1000;

/** Those that ask for something; the ones with a name first, so that less is left for the others. */
function* groupAlike(questions: readonly AskedQuestion[]): Stretches<readonly AskedAlike[]> {
  const groups = new Map<string, AskedAlike>();
  for (const [index, { question, configurations }] of questions.entries()) {
    if (index % atOnce === atOnce - 1) yield;
    const { key } = question;
    if (key === null || key.kind === 'not-a-string') continue;
    const namespace = lookupNamespace(question);
    const name = mapKey(JSON.stringify([key, namespace, configurations]));
    const group = groups.get(name) ?? { key, configurations, namespace, indexes: [] };
    groups.set(name, group);
    group.indexes.push(index);
  }
  const isNamed = ({ key }: AskedAlike) => key.kind === 'constant';
  const all = [...groups.values()];
  return [...all.filter(isNamed), ...all.filter((group) => !isNamed(group))];
}

function* unusedSecretsOf(
  backend: BackendSnapshot,
  asked: readonly AskedAlike[],
  mentioned: MentionedNames,
): Stretches<UnusedWithCause[]> {
  const secrets = backend.secrets.filter((secret) => secret.visible !== false);
  yield;
  const folded = new Map(secrets.map((secret) => [secret, foldedNames(secret)]));
  const alike = yield* byFoldedName(secrets);
  const used = new Set<VisibleSecret>();
  const because = new Map<VisibleSecret, AskedAlike[]>();
  let steps = 0;
  for (const group of asked) {
    const { key, configurations, namespace } = group;
    const reached = isReached(backend, configurations, namespace);
    if (reached === false) continue;
    const name = key.kind === 'constant' ? key.value : null;
    const candidates = typeof name === 'string' ? (alike.get(name.toUpperCase()) ?? []) : secrets;
    const mayBeName = foldedNameIn(key);
    for (const secret of candidates) {
      steps += 1;
      if (steps % atOnce === 0) yield;
      if (used.has(secret) || folded.get(secret)?.some(mayBeName) !== true) continue;
      const seen = isSeenIn(secret, backend.type, namespace);
      if (seen === false) continue;
      if (reached === true && seen === true && typeof name === 'string' && isName(secret, backend, name)) {
        used.add(secret);
      } else {
        const others = because.get(secret);
        if (others === undefined) because.set(secret, [group]);
        else others.push(group);
      }
    }
  }
  const unused: UnusedWithCause[] = [];
  for (const [index, secret] of secrets.entries()) {
    if (index % atOnce === atOnce - 1) yield;
    if (used.has(secret)) continue;
    unused.push({
      backend: backend.id,
      name: secret.name,
      storedName: secret.storedName,
      because: because.get(secret) ?? [],
      files: filesNaming(secret, backend, mentioned),
    });
  }
  return unused;
}

/** The files that name it, each once, in the order in which they were read. */
function filesNaming(
  secret: VisibleSecret,
  backend: BackendSnapshot,
  mentioned: MentionedNames,
): readonly string[] {
  const names = foldedNames(secret).flatMap((name) => mentioned.get(name) ?? []);
  return [...new Set(names.filter(({ name }) => isName(secret, backend, name)).map(({ file }) => file))];
}

/** The names of secrets in upper case, as mentions of them are looked for. */
export function* foldedNamesIn(secrets: readonly VisibleSecret[]): Stretches<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const [index, secret] of secrets.entries()) {
    if (index % atOnce === atOnce - 1) yield;
    for (const name of foldedNames(secret)) names.add(name);
  }
  return names;
}

function foldedNames({ name, otherName }: VisibleSecret): readonly string[] {
  return [...new Set([name.toUpperCase(), (otherName ?? name).toUpperCase()])];
}

/** Names that differ in letter case alone may be one name to Kestra. */
function* byFoldedName(
  secrets: readonly VisibleSecret[],
): Stretches<ReadonlyMap<string, readonly VisibleSecret[]>> {
  const alike = new Map<string, VisibleSecret[]>();
  for (const [index, secret] of secrets.entries()) {
    if (index % atOnce === atOnce - 1) yield;
    for (const name of foldedNames(secret)) {
      const others = alike.get(name);
      if (others === undefined) alike.set(name, [secret]);
      else others.push(secret);
    }
  }
  return alike;
}

function isName(secret: VisibleSecret, backend: BackendSnapshot, name: string): boolean {
  return backend.type === 'env' || secret.name === name || secret.otherName === name;
}

/** Whether a name in upper case may be what a key asks for: in any letter case, as for {@link byFoldedName}. */
function foldedNameIn(key: NonNullable<Question['key']>): (folded: string) => boolean {
  switch (key.kind) {
    case 'constant':
      return () => typeof key.value === 'string';
    case 'choice': {
      const names = new Set(key.candidates.map((candidate) => candidate.toUpperCase()));
      return (folded) => names.has(folded);
    }
    case 'pattern': {
      const pattern = key.pattern.toUpperCase();
      return (folded) => fitsPattern(pattern, folded);
    }
    case 'dynamic':
      return () => true;
    case 'not-a-string':
      return () => false;
  }
}
