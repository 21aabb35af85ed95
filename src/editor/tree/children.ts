import * as l10n from '@vscode/l10n';
import type { BackendSnapshot } from '../../catalog/index.ts';
import type { Checks } from '../checks/register-checks.ts';
import type { FolderSession } from '../session/folder-session.ts';
import type { Sessions } from '../session/sessions.ts';
import { needsValueForSubkeys } from '../../language/index.ts';
import { errorMessage } from '../failures.ts';
import {
  backendNodes,
  createdNodes,
  folderNode,
  nodesOfBackend,
  nodesOfHidden,
  noteNode,
  ruleNodes,
  stepNodes,
  subkeyNodes,
  terraformNodes,
  type BackendNode,
  type FolderNode,
  type SecretNode,
  type TreeNode,
} from './nodes.ts';
import { kestraNodes, nodesOfKestra, nodesOfNamespace } from './kestra.ts';
import { groupNode, useNodes } from './used-in.ts';
import { notFoundNodes, unfoundNodes } from './not-found.ts';
import { nodesOfPerhapsUsed, nodesOfUnused, unusedNodes } from './unused.ts';

/** What decides which rows there are. */
export interface Shown {
  readonly sessions: Sessions;
  readonly checks: Checks;
  /** Whether the secrets that are hidden from Kestra have rows. */
  readonly showsHidden: () => boolean;
}

/** The rows under a row, or the first rows. A promise that waits shows as loading. */
export async function childrenOf(
  { sessions, checks, showsHidden }: Shown,
  node: TreeNode | undefined,
  signal: AbortSignal,
): Promise<TreeNode[]> {
  if (node === undefined) return rootsOf(sessions.all(), checks);
  switch (node.kind) {
    case 'folder':
      await node.session.ready();
      return [...nodesOfFolder(node), ...groupsOf(node.session, node, checks)];
    case 'backend':
      return nodesOfBackend(await awaitFirstList(node, signal), showsHidden());
    case 'hidden':
      return nodesOfHidden(node);
    case 'kestra':
      return nodesOfKestra(node);
    case 'kestra-namespace':
      return nodesOfNamespace(node);
    case 'secret':
      return [
        ...(node.parent?.kind === 'hidden' ? ruleNodes(node) : await subkeysOf(node, signal)),
        groupNode(node),
      ];
    case 'used-in':
    case 'subkey':
      return useNodes(node, signal);
    case 'failure':
      return stepNodes(node);
    case 'terraform':
      return createdNodes(node);
    case 'not-found':
      return unfoundNodes(node, checks);
    case 'unused':
      return nodesOfUnused(node, checks);
    case 'perhaps-used':
      return nodesOfPerhapsUsed(node);
    case 'use':
    case 'rule':
    case 'step':
    case 'created':
    case 'kestra-name':
    case 'unfound':
    case 'unused-secret':
    case 'note':
      return [];
  }
}

async function rootsOf(sessions: readonly FolderSession[], checks: Checks): Promise<TreeNode[]> {
  if (sessions.length > 1) return sessions.map(folderNode);
  const [only] = sessions;
  if (only === undefined) return [];
  await only.ready();
  return [...topNodes(only, null), ...groupsOf(only, null, checks)];
}

/** What stands under a folder: its backends, its running Kestra, and what Terraform creates. */
function nodesOfFolder(parent: FolderNode): TreeNode[] {
  const nodes = topNodes(parent.session, parent);
  return nodes.length === 0 ? [noteNode(parent, l10n.t('no Kestra configuration here'))] : nodes;
}

/** The same where a folder has no row of its own. */
function topNodes(session: FolderSession, parent: FolderNode | null): TreeNode[] {
  return [
    ...backendNodes(session, parent),
    ...kestraNodes(session, parent),
    ...terraformNodes(session, parent),
  ];
}

/** What is known of all flows of a folder together. */
function groupsOf(session: FolderSession, parent: FolderNode | null, checks: Checks): TreeNode[] {
  return [...unusedNodes(session, parent), ...notFoundNodes(session, parent, checks)];
}

/** The backend once its first list is in, or takes long: until then there is nothing to show under it. */
async function awaitFirstList(node: BackendNode, signal: AbortSignal): Promise<BackendNode> {
  const { catalog } = node.session;
  const waits = () => isFirstListComing(node);
  if (waits()) {
    await new Promise<void>((resolve) => {
      const finish = () => {
        end();
        signal.removeEventListener('abort', finish);
        resolve();
      };
      const end = catalog.onChange(() => {
        if (!waits()) finish();
      });
      signal.addEventListener('abort', finish);
    });
  }
  return { ...node, backend: currentOf(node) ?? node.backend };
}

/** Whether a backend's first list is under way and has not taken long yet. */
export function isFirstListComing(node: BackendNode): boolean {
  const backend = currentOf(node);
  const isListed = backend?.fetchedAt !== null || backend.failure !== null;
  return !isListed && backend.listing === undefined && node.session.catalog.snapshot().refreshing;
}

function currentOf({ session, backend }: BackendNode): BackendSnapshot | undefined {
  return session.catalog.snapshot().backends.find(({ id }) => id === backend.id);
}

/** Subkeys are asked for when the row is opened, where that reads no value. */
async function subkeysOf(drawn: SecretNode, signal: AbortSignal): Promise<TreeNode[]> {
  const { catalog } = drawn.session;
  const backend = catalog.snapshot().backends.find((each) => each.id === drawn.backend.id);
  // A row may be opened before it is drawn anew with what was learnt since.
  const secret = backend?.secrets.find((each) => each.storedName === drawn.secret.storedName);
  const node = secret === undefined ? drawn : { ...drawn, secret };
  if (node.secret.subkeys.state !== 'not-read') return subkeyNodes(node);
  // Asking a backend that fails would change its state, which would draw this row anew and ask again.
  if (backend?.failure !== null) return [noteNode(node, l10n.t('Subkeys unknown'))];
  if (needsValueForSubkeys(backend, node.secret)) return subkeyNodes({ ...node, backend });
  try {
    const subkeys = await catalog.learnSubkeys(
      node.backend.id,
      node.secret.lookupName,
      { readValue: false },
      signal,
    );
    return subkeyNodes({ ...node, secret: { ...node.secret, subkeys } });
  } catch (error) {
    const message = await errorMessage(error);
    return message === null ? [] : [noteNode(node, message)];
  }
}
