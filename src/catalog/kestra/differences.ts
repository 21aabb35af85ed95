import { resolve } from '../resolve.ts';
import type { Catalog, CatalogSnapshot, HidingRule, Question, Resolution } from '../types.ts';
import { isOpenSource, compareName } from './names.ts';
import type { KestraSnapshot } from './types.ts';

/** Where the running Kestra and the backends say different things of a name. */
export interface Difference {
  readonly name: string;
  /** In which it is; null: Kestra tells no namespace. */
  readonly namespace: string | null;
  readonly listedByKestra: boolean;
  /** By the rules of the backends; null: cannot tell. */
  readonly visibleHere: boolean | null;
  /** The one that hides or shows it; null: none has it. */
  readonly backend: string | null;
  /** The rule by which it does; null: none is why. */
  readonly rule: HidingRule | 'undocumented-rule' | null;
}

/** What tells that a backend could not say, which is no difference. */
const unsaid: ReadonlySet<Resolution['reasonCode']> = new Set([
  'backend-failed',
  'offline',
  'not-approved',
  'not-trusted',
  'incomplete-list',
  'unsupported-backend',
  'managed',
  'several-configurations',
  'dynamic-namespace',
]);

/**
 * The names that Kestra lists and no backend here explains, then those that the rules call visible and Kestra does not list:
 * the latter in open source by its whole list, else in namespaces of which it told every name. `now`: ms since the epoch.
 * Empty where none is connected, or could be read.
 */
export function differences(snapshot: CatalogSnapshot, now: number): readonly Difference[] {
  const { kestra, ...own } = snapshot;
  if (kestra === undefined || (kestra.state !== 'complete' && kestra.state !== 'incomplete')) return [];
  const judge = (name: string, namespace: string | null) => resolve(own, lookUp(name, namespace), now);
  return [...notExplained(kestra, judge), ...notListed(own, kestra, judge)];
}

/**
 * Has both tell all they have, for flows of these namespaces; then each name that Kestra lists is asked for where nobody here
 * showed it. Rejects only when cancelled.
 */
export async function askBoth(
  catalog: Pick<Catalog, 'ask' | 'listKestra' | 'refreshBackend' | 'snapshot'>,
  namespaces: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  await Promise.all([
    catalog.listKestra(namespaces, signal),
    ...catalog.snapshot().backends.map(({ id }) => catalog.refreshBackend(id, signal)),
  ]);
  const listed = catalog.snapshot().kestra?.names ?? [];
  await Promise.all(
    listed.map((each) => catalog.ask(lookUp(each.name, each.namespace), { readValues: false }, signal)),
  );
}

/** Whether Kestra told all it has, and every backend that can be asked told something. */
export function isCompared({ backends, kestra }: CatalogSnapshot): boolean {
  const closed = ['failed', 'blocked', 'offline'];
  return kestra?.state === 'complete' && backends.every(({ state }) => !closed.includes(state));
}

type Judge = (name: string, namespace: string | null) => Resolution;

function notExplained(kestra: KestraSnapshot, judge: Judge): Difference[] {
  return kestra.names.flatMap(({ name, namespace }) => {
    const resolution = judge(name, namespace);
    const { secretVerdict, secret, reasonCode, hiddenBy, backend } = resolution;
    if (secretVerdict === 'resolvable') return [];
    // One that is there, whose rules are open, is explained by what Kestra lists; of one that could not be read nothing is known.
    if (secretVerdict === 'unknown' && (secret !== null || unsaid.has(reasonCode))) return [];
    return [
      {
        name,
        namespace,
        listedByKestra: true,
        visibleHere: secretVerdict === 'unknown' ? null : false,
        backend: secretVerdict === 'hidden' ? backend : null,
        rule: secretVerdict === 'hidden' ? (hiddenBy[0]?.rule ?? null) : openRule(reasonCode),
      },
    ];
  });
}

function openRule(reasonCode: Resolution['reasonCode']): Difference['rule'] {
  return reasonCode === 'undocumented-rule' ? reasonCode : null;
}

function notListed(own: CatalogSnapshot, kestra: KestraSnapshot, judge: Judge): Difference[] {
  const found: Difference[] = [];
  const told = new Set<string>();
  for (const namespace of namespacesTold(kestra)) {
    const lookup = namespace === null ? unknownPlace : ({ kind: 'known', value: namespace } as const);
    for (const name of visibleNames(own)) {
      const compared = compareName(kestra, name);
      if (kestra.listed(name, lookup) !== null || isToldAbove(told, compared, namespace)) continue;
      const { secretVerdict, backend, secret } = judge(name, namespace);
      if (secretVerdict !== 'resolvable') continue;
      told.add(JSON.stringify([compared, namespace]));
      const shown = secret?.rules.find(({ result }) => result === 'pass');
      found.push({
        name,
        namespace,
        listedByKestra: false,
        visibleHere: true,
        backend,
        rule: shown?.rule ?? null,
      });
    }
  }
  return found;
}

const unknownPlace = { kind: 'unknown' } as const;

/** Those above first, so that what they all lack is said once; null: Kestra has no namespaces of secrets. */
function namespacesTold(kestra: KestraSnapshot): readonly (string | null)[] {
  if (isOpenSource(kestra)) return kestra.state === 'complete' ? [null] : [];
  return [...kestra.told].sort((one, other) => one.length - other.length);
}

function isToldAbove(told: ReadonlySet<string>, name: string, namespace: string | null): boolean {
  if (namespace === null) return told.has(JSON.stringify([name, null]));
  const parts = namespace.split('.');
  return parts.some((_, index) => told.has(JSON.stringify([name, parts.slice(0, index + 1).join('.')])));
}

function visibleNames({ backends }: CatalogSnapshot): ReadonlySet<string> {
  return new Set(
    backends.flatMap(({ secrets }) =>
      secrets.flatMap(({ name, visible }) => (visible === true ? [name] : [])),
    ),
  );
}

function lookUp(name: string, namespace: string | null): Question {
  return {
    key: { kind: 'constant', value: name },
    subkey: null,
    namespaceArgument: namespace === null ? null : { kind: 'constant', value: namespace },
    callFailure: null,
    flowNamespace: null,
  };
}
