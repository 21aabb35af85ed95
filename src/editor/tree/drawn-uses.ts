import type { FolderSession } from '../session/folder-session.ts';
import type { TreeNode } from './nodes.ts';
import { certainWords, usesOfRow } from './used-in.ts';

/** So many rows are looked at before others have their turn. */
const rowsAtOnce = 1000;

/** The rows that say who uses something, as VS Code has them, with what they said when they were drawn. */
export interface DrawnUses {
  note(node: TreeNode): void;
  /** All rows are drawn anew. */
  forget(): void;
  /** The rows of folders that say something else now. */
  findChanged(sessions: readonly FolderSession[]): Promise<readonly TreeNode[]>;
}

export function createDrawnUses(): DrawnUses {
  let drawn = new Map<string, { readonly node: TreeNode; readonly said: string }>();
  return {
    note(node) {
      const said = textOfUses(node);
      if (said !== null) drawn.set(node.id, { node, said });
    },
    forget() {
      drawn = new Map();
    },
    async findChanged(sessions) {
      const changed: TreeNode[] = [];
      let looked = 0;
      for (const { node, said } of [...drawn.values()]) {
        if (!sessions.includes(node.session)) continue;
        looked += 1;
        if (looked % rowsAtOnce === 0) await new Promise((resolve) => setTimeout(resolve));
        if (textOfUses(node) !== said) changed.push(node);
      }
      return changed;
    },
  };
}

/** What a row says of uses, itself or by the rows below it; null: it is no such row. */
function textOfUses(node: TreeNode): string | null {
  if (node.kind === 'secret') return certainWords(node) ?? '';
  if (node.kind !== 'subkey' && node.kind !== 'used-in') return null;
  const uses = usesOfRow(node);
  if (uses === null) return '';
  const places = [...uses.certain, ...uses.perhaps].map(({ file, reference: { range, flow }, doubt }) => [
    file,
    flow.id,
    range.line,
    range.column,
    doubt,
  ]);
  return JSON.stringify([places, uses.filesInPart]);
}
