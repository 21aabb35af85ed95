import { DataTransferItem, type DataTransfer, type TreeDragAndDropController } from 'vscode';
import { dragType } from '../contributions.ts';
import type { TreeNode } from './nodes.ts';

/** Lets the rows that an expression can ask for be dragged into a flow: what is dragged is which row it is. */
export const rowsToDrag: TreeDragAndDropController<TreeNode> = {
  dragMimeTypes: [dragType],
  dropMimeTypes: [],
  handleDrag(rows: readonly TreeNode[], transfer: DataTransfer) {
    const [row] = rows.filter(canBeAskedFor);
    if (row !== undefined) transfer.set(dragType, new DataTransferItem(JSON.stringify(row.target)));
  },
};

/** Whether a row is a secret that Kestra sees or lists, or a subkey of one. */
export function canBeAskedFor(row: TreeNode): boolean {
  if (row.kind === 'secret') return row.secret.visible !== false;
  return row.kind === 'subkey' || row.kind === 'kestra-name';
}
