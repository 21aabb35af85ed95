import * as l10n from '@vscode/l10n';
import type { KestraSnapshot } from '../../catalog/index.ts';
import { inNameOrder, stepsOf, type Step } from '../../language/index.ts';
import { kestraGapClause } from '../../language/messages/index.ts';
import { kestraBackend } from '../../managers/kestra.ts';
import type { FolderSession } from '../session/folder-session.ts';
import {
  failureNode,
  rowIdOf,
  noteNode,
  rowUnder,
  type FolderNode,
  type Row,
  type SecretNode,
  type TreeNode,
} from './nodes.ts';

type ListedName = KestraSnapshot['names'][number];

/** The running Kestra of a folder. */
export type KestraNode = Row<'kestra'> & { readonly kestra: KestraSnapshot };
/** What it lists of one namespace. */
export type KestraNamespaceNode = Row<'kestra-namespace'> & {
  readonly kestra: KestraSnapshot;
  readonly namespace: string;
  readonly names: readonly ListedName[];
};
/** A secret that it lists. */
export type KestraNameNode = Row<'kestra-name'> & {
  readonly kestra: KestraSnapshot;
  readonly listed: ListedName;
};

export function kestraNodes(session: FolderSession, parent: FolderNode | null): KestraNode[] {
  const { kestra } = session.catalog.snapshot();
  if (kestra === undefined) return [];
  const folder = session.folder.uri.toString();
  const target = { folder, backend: kestraBackend.id };
  return [{ kind: 'kestra', id: rowIdOf(folder, kestraBackend.id), session, parent, target, kestra }];
}

/** Its names without a namespace, then its namespaces; what comes and goes stands last. */
export function nodesOfKestra(parent: KestraNode): TreeNode[] {
  const { kestra } = parent;
  const namespaces = groupByNamespace(kestra.names);
  return [
    ...nameNodes(parent, namespaces.get(null) ?? []),
    ...[...namespaces.keys()]
      .filter((namespace) => namespace !== null)
      .sort()
      .map((namespace) => namespaceNode(parent, namespace, namespaces.get(namespace) ?? [])),
    ...noteNodes(parent),
    ...(kestra.failure === null
      ? []
      : [
          failureNode(parent, kestra.failure, {
            steps: stepsOfKestra(kestra),
            isAlone: kestra.names.length === 0,
          }),
        ]),
  ];
}

export function nodesOfNamespace(parent: KestraNamespaceNode): KestraNameNode[] {
  return nameNodes(parent, parent.names);
}

function groupByNamespace(names: readonly ListedName[]): ReadonlyMap<string | null, readonly ListedName[]> {
  const groups = new Map<string | null, ListedName[]>();
  for (const listed of names) {
    const group = groups.get(listed.namespace) ?? [];
    groups.set(listed.namespace, group);
    group.push(listed);
  }
  return groups;
}

/** The steps out of its failure; none where nothing failed. */
export function stepsOfKestra({ failure, state }: KestraSnapshot): readonly Step[] {
  if (failure === null) return [];
  const steps = stepsOf(failure, kestraBackend.id);
  return state === 'blocked' ? steps : [...steps, { kind: 'show-log' }];
}

/** Whether the running Kestra lists a secret of a backend, by the name that flows use. */
export function isSeenByKestra({ session, secret, backend }: SecretNode): boolean {
  const { kestra } = session.catalog.snapshot();
  if (kestra === undefined) return false;
  const namespace = secret.namespace ?? backend.namespace;
  // One of no namespace serves each: wherever it is listed, it is seen.
  if (namespace === null) return kestra.isListed(secret.name);
  return kestra.listed(secret.name, { kind: 'known', value: namespace }) !== null;
}

function namespaceNode(
  parent: KestraNode,
  namespace: string,
  names: readonly ListedName[],
): KestraNamespaceNode {
  return {
    ...rowUnder(parent, `namespace ${namespace}`),
    kind: 'kestra-namespace',
    kestra: parent.kestra,
    namespace,
    names,
  };
}

function nameNodes(parent: KestraNode | KestraNamespaceNode, names: readonly ListedName[]): KestraNameNode[] {
  return inNameOrder(names).map((listed) => ({
    ...rowUnder(parent, `secret ${listed.name}`),
    kind: 'kestra-name',
    kestra: parent.kestra,
    listed,
    target: {
      ...parent.target,
      stored: listed.name,
      ...(listed.namespace === null ? {} : { namespace: listed.namespace }),
    },
  }));
}

/** A list that is under way says so in the row above. */
function noteNodes(parent: KestraNode): TreeNode[] {
  const { failure, fetchedAt, gaps, names, stopped } = parent.kestra;
  if (failure !== null) return [];
  if (fetchedAt === null) return [noteNode(parent, stopped ? l10n.t('not read yet') : l10n.t('Listing…'))];
  if (gaps.length > 0) {
    const why = [...new Set(gaps.map(kestraGapClause))].join('; ');
    return [noteNode(parent, l10n.t('the list may be incomplete: {0}', why))];
  }
  return names.length === 0 ? [noteNode(parent, l10n.t('no secrets here'))] : [];
}
