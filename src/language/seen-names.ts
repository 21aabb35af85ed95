import * as l10n from '@vscode/l10n';
import { lookupNamespace, type CatalogSnapshot, type KestraFacts } from '../catalog/index.ts';
import { ageWords } from './age.ts';
import type { Fact } from './facts.ts';
import type { LookupPlace, OfferedSecret } from './offered.ts';

/** A name that a running Kestra lists for a place. */
export interface SeenName {
  readonly name: string;
  /** The namespace that it is of; null: none is known. */
  readonly namespace: string | null;
  readonly endpoint: string;
  /** When it was listed, ms since the epoch. */
  readonly fetchedAt: number | null;
}

/** What is offered, certain where a running Kestra lists it. */
export function markSeen(
  offered: readonly OfferedSecret[],
  snapshot: CatalogSnapshot,
  place: LookupPlace,
): readonly OfferedSecret[] {
  const { kestra } = snapshot;
  if (kestra === undefined || !isRead(kestra)) return offered;
  const namespace = namespaceOf(place);
  return offered.map((each) =>
    kestra.listed(each.secret.name, namespace) === null ? each : { ...each, certain: true, isSeen: true },
  );
}

/** What it lists there beside what is offered. */
export function namesSeenBeside(
  offered: readonly OfferedSecret[],
  { kestra }: CatalogSnapshot,
  place: LookupPlace,
): readonly SeenName[] {
  if (kestra === undefined || !isRead(kestra)) return [];
  const namespace = namespaceOf(place);
  const taken = new Set(offered.map(({ secret }) => kestra.listed(secret.name, namespace)?.name));
  const { endpoint, fetchedAt } = kestra;
  return kestra
    .listedIn(namespace)
    .filter(({ name }) => name !== '' && !taken.has(name))
    .map(({ name, namespace: own }) => ({ name, namespace: own, endpoint, fetchedAt }));
}

/** What is known of such a name. */
export function seenFacts({ namespace, endpoint, fetchedAt }: SeenName, now: number): Fact[] {
  return [
    { label: l10n.t('Seen by'), value: l10n.t('Kestra at {0}', endpoint) },
    ...(namespace === null ? [] : [{ label: l10n.t('Namespace'), value: namespace }]),
    { label: l10n.t('Last checked'), value: ageWords(fetchedAt, now) },
  ];
}

function isRead({ state }: KestraFacts): boolean {
  return state === 'complete' || state === 'incomplete';
}

function namespaceOf(place: LookupPlace) {
  return lookupNamespace({ key: null, subkey: null, callFailure: null, ...place });
}
