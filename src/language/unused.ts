import {
  comparedName,
  lookupNamespace,
  type BackendSnapshot,
  type CatalogSnapshot,
  type LookupNamespace,
  type Question,
  type VisibleSecret,
} from '../catalog/index.ts';
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
  const asked = questions.map((each) => ({ ...each, namespace: lookupNamespace(each.question) }));
  return snapshot.backends.flatMap((backend) => unusedSecretsOf(backend, asked, mentioned));
}

/** A question with the files of the configurations that judge its flow; left out: there are not several. */
export interface AskedQuestion {
  readonly question: Question;
  readonly configurations?: readonly string[] | undefined;
}

interface PlacedQuestion extends AskedQuestion {
  readonly namespace: LookupNamespace;
}

function unusedSecretsOf(
  backend: BackendSnapshot,
  asked: readonly PlacedQuestion[],
  mentioned: MentionedNames,
): UnusedSecret[] {
  const secrets = backend.secrets.filter((secret) => secret.visible !== false);
  const alike = byFoldedName(secrets);
  const used = new Set<VisibleSecret>();
  const because = new Map<VisibleSecret, number[]>();
  asked.forEach(({ question: { key }, configurations, namespace }, index) => {
    const reached = isReached(backend, configurations, namespace);
    if (reached === false || key === null || key.kind === 'not-a-string') return;
    const name = key.kind === 'constant' ? key.value : null;
    const candidates = typeof name === 'string' ? (alike.get(name.toUpperCase()) ?? []) : secrets;
    for (const secret of candidates) {
      const seen = isSeenIn(secret, backend.type, namespace);
      if (seen === false || !mayBeMeant(secret, backend, key)) continue;
      if (reached === true && seen === true && typeof name === 'string' && isName(secret, backend, name)) {
        used.add(secret);
      } else {
        const others = because.get(secret);
        if (others === undefined) because.set(secret, [index]);
        else others.push(index);
      }
    }
  });
  return secrets
    .filter((secret) => !used.has(secret))
    .map((secret) => ({
      backend: backend.id,
      name: secret.name,
      because: because.get(secret) ?? [],
      files: filesNaming(secret, backend, mentioned),
    }));
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

function foldedNames({ name, otherName }: VisibleSecret): readonly string[] {
  return [...new Set([name.toUpperCase(), (otherName ?? name).toUpperCase()])];
}

/** Names that differ in letter case alone may be one name to Kestra. */
function byFoldedName(secrets: readonly VisibleSecret[]): ReadonlyMap<string, readonly VisibleSecret[]> {
  const alike = new Map<string, VisibleSecret[]>();
  for (const secret of secrets) {
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

function mayBeMeant(
  { name }: VisibleSecret,
  backend: BackendSnapshot,
  key: NonNullable<Question['key']>,
): boolean {
  const fold = (text: string) => comparedName(backend.type, text);
  switch (key.kind) {
    case 'constant':
      return typeof key.value === 'string';
    case 'choice':
      return key.candidates.some((candidate) => fold(candidate) === name);
    case 'pattern':
      return fitsPattern(fold(key.pattern), name);
    case 'dynamic':
      return true;
    case 'not-a-string':
      return false;
  }
}
