import { entryOf, isListNode, isMapNode, itemsOf, type YamlNode } from '../yaml/nodes.ts';
import type { Change } from './release.ts';
import type { HelmValues } from './values.ts';

/** A value that a HelmRelease sets by `targetPath`. */
export interface TargetChange extends Change {
  /** How many references without a path stand before it. */
  readonly after: number;
}

/**
 * Whether it is open which value counts at the `targetPath` of a HelmRelease. It wins over the release's own values where no
 * other reference comes in between; among several Flux lets now the one and now the other win, as the maps that it has
 * merged happen to share parts (Flux: ChartValuesFromReferences).
 */
export function areTargetsOpen(
  targets: readonly TargetChange[],
  references: readonly HelmValues[],
  own: YamlNode | null,
): boolean {
  return targets.some((target, index) => {
    const { path, after } = target;
    if (own !== null && isItemOf(own, path)) return false;
    const isFirst = index === 0 && after === 0;
    if (own !== null && !isFirst && hasValueOn(own, path)) return true;
    if (references.slice(after).some(({ root }) => hasValueOn(root, path))) return true;
    const isRelated = targets.some((other) => other !== target && isAbove(other.path, path));
    return isRelated && own !== null && hasValueOn(own, path.slice(0, 1));
  });
}

/** Whether values have the item of a list to which a path leads: lists are not merged, and changed where they are. */
function isItemOf(root: YamlNode, path: Change['path']): boolean {
  let node: YamlNode | undefined = root;
  for (const step of path) {
    if (node === undefined) return false;
    if (typeof step === 'number') return isListNode(node) && itemsOf(node).length > step;
    node = entryOf(node, step)?.value;
  }
  return false;
}

/** Whether values have something at a path, or on the way to it a list or what is no map. */
function hasValueOn(root: YamlNode, path: Change['path']): boolean {
  let node: YamlNode | undefined = root;
  for (const step of path) {
    // A list is replaced as a whole.
    if (typeof step === 'number' || !isMapNode(node)) return true;
    node = entryOf(node, step)?.value;
    if (node === undefined) return false;
  }
  return true;
}

/** Whether two paths meet: one leads to the other, or both to items of one list. */
function isAbove(path: Change['path'], other: Change['path']): boolean {
  const at = path.findIndex((step, index) => step !== other[index]);
  return at < 0 || (typeof path[at] === 'number' && typeof other[at] === 'number') || at >= other.length;
}
