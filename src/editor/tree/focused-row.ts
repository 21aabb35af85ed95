import type { TreeView } from 'vscode';
import type { Owned } from '../owned.ts';
import type { TreeNode } from './nodes.ts';

/**
 * The row that has the focus, which VS Code tells no extension. The view's keybindings first toggle whether that row is
 * selected (`list.toggleSelection`, the one command that neither opens nor runs it), and then call ours: the row is the
 * one by which the last two selections differ.
 */
export interface FocusedRow extends Owned {
  /** The row whose selection was toggled just now, which is the selected one from then on; null: none. */
  take(): TreeNode | null;
}

export function followFocus(view: TreeView<TreeNode>): FocusedRow {
  let before: readonly TreeNode[] = [];
  let toggled: TreeNode | null = null;
  const listener = view.onDidChangeSelection(({ selection }) => {
    const changed = [...without(selection, before), ...without(before, selection)];
    toggled = changed.length === 1 ? (changed[0] ?? null) : null;
    before = selection;
  });
  return {
    take() {
      const row = toggled;
      toggled = null;
      if (row !== null)
        view.reveal(row, { select: true, focus: false, expand: false }).then(undefined, ignoreMissingRow);
      return row;
    },
    dispose() {
      listener.dispose();
    },
  };
}

/** The row went while it was looked for. */
function ignoreMissingRow(): void {
  return undefined;
}

function without(rows: readonly TreeNode[], others: readonly TreeNode[]): TreeNode[] {
  return rows.filter(({ id }) => others.every((other) => other.id !== id));
}
