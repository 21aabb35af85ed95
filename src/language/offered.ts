import {
  indexOf,
  isAsked,
  lookupNamespace,
  secretsNamed,
  secretSeenFrom,
  type BackendSnapshot,
  type CatalogSnapshot,
  type LookupNamespace,
  type Question,
  type VisibleSecret,
} from '../catalog/index.ts';

/** A secret that can be asked for at some place, with the backend that answers for it. */
export interface OfferedSecret {
  readonly secret: VisibleSecret;
  readonly backend: BackendSnapshot;
  /** false: it is there, but nobody can tell whether Kestra sees it. */
  readonly certain: boolean;
  /** Whether a running Kestra lists it. Left out: not as far as is known. */
  readonly isSeen?: true;
}

/** What decides the namespace of a lookup. */
export type LookupPlace = Pick<Question, 'namespaceArgument' | 'flowNamespace'>;

/**
 * The secrets a call at that place can ask for: nearest backend first, each name once, by name. A secret that is
 * certainly hidden is not among them; where two backends have a name, the one that certainly shows it answers, as in a
 * verdict.
 */
export function offeredSecrets(snapshot: CatalogSnapshot, place: LookupPlace): OfferedSecret[] {
  const asked = backendsAskedAt(snapshot, place);
  return certainIn(
    snapshot,
    asked,
    collectOffered(asked, ({ secrets }) => secrets),
  );
}

/** The secret that a call at that place asks for by this name (of variables the letter case does not count). */
export function offeredSecretNamed(
  snapshot: CatalogSnapshot,
  place: LookupPlace,
  name: string,
): OfferedSecret | null {
  const asked = backendsAskedAt(snapshot, place);
  const named = collectOffered(asked, (backend) =>
    secretsNamed(backend, name).filter((secret) => backend.type === 'env' || secret.name === name),
  );
  return certainIn(snapshot, asked, named)[0] ?? null;
}

/** A list of up to so many is offered whole. */
const offeredWhole = 1000;

/** Of a longer one so many. */
const offeredOfMany = 200;

/**
 * What is offered for letters that were typed: all that can be asked for, or, of many, those that fit best: whose names
 * begin so, then those that hold the letters, then others. `isCut`: there are more.
 */
export function offeredSecretsFor(
  snapshot: CatalogSnapshot,
  place: LookupPlace,
  typed: string,
): { readonly offered: readonly OfferedSecret[]; readonly isCut: boolean } {
  const count = snapshot.backends.reduce((sum, backend) => sum + indexOf(backend).size(), 0);
  if (count <= offeredWhole) return { offered: offeredSecrets(snapshot, place), isCut: false };
  const asked = backendsAskedAt(snapshot, place);
  const names = new Set<string>();
  const offered: OfferedSecret[] = [];
  const take = (secretsOf: (backend: BackendSnapshot) => Iterable<VisibleSecret>) => {
    if (names.size >= offeredOfMany) return;
    const taken: OfferedSecret[] = [];
    for (const each of asked) {
      for (const { name } of secretsOf(each.backend)) {
        if (names.size >= offeredOfMany) break;
        if (names.has(name)) continue;
        const best = bestOfName(asked, name);
        if (best === null) continue;
        names.add(name);
        taken.push(best);
      }
    }
    for (const each of sortOffered(taken, asked)) offered.push(each);
  };
  take((backend) => indexOf(backend).startingWith(typed));
  take((backend) => indexOf(backend).withLetters(typed));
  take((backend) => indexOf(backend).each());
  return { offered: certainIn(snapshot, asked, offered), isCut: true };
}

/** A backend that a lookup at some place reaches. */
interface AskedBackend {
  readonly backend: BackendSnapshot;
  readonly namespace: LookupNamespace;
  /** Whether it is reached for certain, and its list can be relied on. */
  readonly certain: boolean;
}

/** In asking order. */
function backendsAskedAt({ backends }: CatalogSnapshot, place: LookupPlace): AskedBackend[] {
  const namespace = lookupNamespace({ key: null, subkey: null, callFailure: null, ...place });
  return backends.flatMap((backend) => {
    const asked = isAsked(backend, namespace);
    if (asked === false) return [];
    const isListed = backend.state === 'complete' || backend.state === 'incomplete';
    return [{ backend, namespace, certain: isListed && asked === true }];
  });
}

/** null: it has no name, or is certainly hidden. */
function asOffered(
  { backend, namespace, certain }: AskedBackend,
  stored: VisibleSecret,
): OfferedSecret | null {
  const secret = secretSeenFrom(stored, backend.type, namespace);
  if (secret.name === '' || secret.visible === false) return null;
  return { secret, backend, certain: certain && secret.visible === true };
}

function bestOfName(asked: readonly AskedBackend[], name: string): OfferedSecret | null {
  let best: OfferedSecret | null = null;
  for (const each of asked) {
    for (const secret of secretsNamed(each.backend, name)) {
      const offered = secret.name === name ? asOffered(each, secret) : null;
      if (offered !== null && (best === null || isBetter(offered, best))) best = offered;
    }
  }
  return best;
}

function collectOffered(
  asked: readonly AskedBackend[],
  secretsOf: (backend: BackendSnapshot) => readonly VisibleSecret[],
): OfferedSecret[] {
  const byName = new Map<string, OfferedSecret>();
  for (const each of asked) {
    for (const secret of secretsOf(each.backend)) {
      const offered = asOffered(each, secret);
      if (offered === null) continue;
      const known = byName.get(offered.secret.name);
      if (known === undefined || isBetter(offered, known)) byName.set(offered.secret.name, offered);
    }
  }
  return sortOffered([...byName.values()], asked);
}

/** Where several configurations may judge the flow, certain is what each of them certainly has. */
function certainIn(
  { configurations = [] }: CatalogSnapshot,
  asked: readonly AskedBackend[],
  offered: OfferedSecret[],
): OfferedSecret[] {
  if (configurations.length < 2) return offered;
  const askedBy = configurations.map((file) =>
    asked.filter(({ backend }) => backend.configuration === undefined || backend.configuration === file),
  );
  return offered.map((each) => ({
    ...each,
    certain: each.certain && askedBy.every((own) => bestOfName(own, each.secret.name)?.certain === true),
  }));
}

/** The names that are like `pattern`, in which `*` stands for any text. */
export function matchingNames(pattern: string, place: LookupPlace, snapshot: CatalogSnapshot): string[] {
  return offeredSecrets(snapshot, place)
    .map(({ secret }) => secret.name)
    .filter((name) => fitsPattern(pattern, name));
}

/** Certain before uncertain; of one backend's the one of the nearer namespace, as in a verdict. */
function isBetter(one: OfferedSecret, known: OfferedSecret): boolean {
  if (one.certain !== known.certain) return one.certain;
  const depth = ({ secret }: OfferedSecret) => secret.namespace?.length ?? -1;
  return one.backend === known.backend && depth(one) > depth(known);
}

function sortOffered(secrets: OfferedSecret[], asked: readonly AskedBackend[]): OfferedSecret[] {
  const rankOf = ({ backend }: OfferedSecret) => asked.findIndex((each) => each.backend === backend);
  return secrets.sort(
    (one, other) => rankOf(one) - rankOf(other) || (one.secret.name < other.secret.name ? -1 : 1),
  );
}

/** Whether the pieces between the `*` stand in the name in this order, the first at its start and the last at its end. */
export function fitsPattern(pattern: string, name: string): boolean {
  const pieces = pattern.split('*');
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (pieces.length < 2) return name === first;
  if (!name.startsWith(first)) return false;
  let from = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const at = name.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return name.length - last.length >= from && name.endsWith(last);
}
