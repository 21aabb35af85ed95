import {
  indexOf,
  isAsked,
  lookupNamespace,
  secretsNamed,
  secretSeenFrom,
  type BackendSnapshot,
  type CatalogSnapshot,
  type Question,
  type VisibleSecret,
} from '../catalog/index.ts';

/** A secret that can be asked for at some place, with the backend that answers for it. */
export interface OfferedSecret {
  readonly secret: VisibleSecret;
  readonly backend: BackendSnapshot;
  /** false: it is there, but nobody can tell whether Kestra sees it. */
  readonly certain: boolean;
}

/** What decides the namespace of a lookup. */
export type LookupPlace = Pick<Question, 'namespaceArgument' | 'flowNamespace'>;

/**
 * The secrets a call at that place can ask for: nearest backend first, each name once, by name. A secret that is
 * certainly hidden is not among them; where two backends have a name, the one that certainly shows it answers, as in a
 * verdict.
 */
export function offeredSecrets(snapshot: CatalogSnapshot, place: LookupPlace): OfferedSecret[] {
  return collectOffered(snapshot, place, ({ secrets }) => secrets);
}

/** The secret that a call at that place asks for by this name (of variables the letter case does not count). */
export function offeredSecretNamed(
  snapshot: CatalogSnapshot,
  place: LookupPlace,
  name: string,
): OfferedSecret | null {
  return allNamed(snapshot, place, name)[0] ?? null;
}

function allNamed(snapshot: CatalogSnapshot, place: LookupPlace, name: string): OfferedSecret[] {
  return collectOffered(snapshot, place, (backend) =>
    secretsNamed(backend, name).filter((secret) => backend.type === 'env' || secret.name === name),
  );
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
  const count = snapshot.backends.reduce((sum, { secrets }) => sum + secrets.length, 0);
  if (count <= offeredWhole) return { offered: offeredSecrets(snapshot, place), isCut: false };
  const letters = typed.toLowerCase();
  const names = new Set<string>();
  const take = (secretsOf: (backend: BackendSnapshot) => Iterable<VisibleSecret>) => {
    if (names.size >= offeredOfMany) return;
    for (const { secret } of collectOffered(snapshot, place, secretsOf, offeredOfMany))
      names.add(secret.name);
  };
  take((backend) => indexOf(backend).startingWith(typed));
  take(({ secrets }) => secrets.filter(({ name }) => name.toLowerCase().includes(letters)));
  take(({ secrets }) => secrets);
  const fitting = [...names].slice(0, offeredOfMany);
  return {
    offered: fitting.flatMap(
      (name) => allNamed(snapshot, place, name).find(({ secret }) => secret.name === name) ?? [],
    ),
    isCut: true,
  };
}

/** `most`: at so many names no more are looked for. */
function collectOffered(
  snapshot: CatalogSnapshot,
  place: LookupPlace,
  secretsOf: (backend: BackendSnapshot) => Iterable<VisibleSecret>,
  most = Infinity,
): OfferedSecret[] {
  const namespace = lookupNamespace({ key: null, subkey: null, callFailure: null, ...place });
  const byName = new Map<string, OfferedSecret>();
  for (const backend of snapshot.backends) {
    const asked = isAsked(backend, namespace);
    if (asked === false) continue;
    const listed = backend.state === 'complete' || backend.state === 'incomplete';
    for (const stored of secretsOf(backend)) {
      if (byName.size >= most) break;
      const secret = secretSeenFrom(stored, backend.type, namespace);
      if (secret.name === '' || secret.visible === false) continue;
      const certain = secret.visible === true && listed && asked === true;
      const known = byName.get(secret.name);
      if (known === undefined || isBetter({ secret, backend, certain }, known)) {
        byName.set(secret.name, { secret, backend, certain });
      }
    }
  }
  return sortOffered([...byName.values()], snapshot);
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

function sortOffered(secrets: OfferedSecret[], snapshot: CatalogSnapshot): OfferedSecret[] {
  const rank = new Map(snapshot.backends.map((backend, index) => [backend.id, index]));
  const rankOf = (offered: OfferedSecret) => rank.get(offered.backend.id) ?? 0;
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
