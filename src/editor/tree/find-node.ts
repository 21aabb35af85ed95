import type { Target } from '../target.ts';
import { childrenOf, type Shown } from './children.ts';
import type { TreeNode } from './nodes.ts';

/** The row of a target: its secret, else its backend or the running Kestra, else its folder; null where none is left. */
export async function findNode(shown: Shown, target: Target, signal: AbortSignal): Promise<TreeNode | null> {
  const roots = await childrenOf(shown, undefined, signal);
  const folder = roots.find((node) => node.kind === 'folder' && node.target.folder === target.folder);
  const backends = folder === undefined ? roots : await childrenOf(shown, folder, signal);
  const backend = backends.find((node) => isAbout(node, target));
  if (backend === undefined) return folder ?? null;
  if (target.stored === undefined) return backend;
  const rows = await childrenOf(shown, backend, signal);
  const group = rows.find((node) =>
    node.kind === 'kestra-namespace' ? node.namespace === target.namespace : node.kind === 'hidden',
  );
  const below = group === undefined ? [] : await childrenOf(shown, group, signal);
  return [...rows, ...below].find((node) => node.target.stored === target.stored) ?? backend;
}

function isAbout(node: TreeNode, target: Target): boolean {
  const isLevel = node.kind === 'backend' || node.kind === 'kestra';
  return isLevel && node.target.folder === target.folder && node.target.backend === target.backend;
}
