import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';

export const { None, Collapsed, Expanded } = TreeItemCollapsibleState;

/** What of a row is not its label. */
export interface Look {
  readonly icon: string;
  readonly color?: string;
  readonly description?: string;
  readonly spoken?: string;
  readonly context?: string;
}

/** A row without an id; a screen reader is told its label and description where nothing else is `spoken`. */
export function row(label: string, state: TreeItemCollapsibleState, look: Look): TreeItem {
  const item = new TreeItem(label, state);
  item.iconPath =
    look.color === undefined
      ? new ThemeIcon(look.icon)
      : new ThemeIcon(look.icon, new ThemeColor(look.color));
  if (look.description !== undefined) item.description = look.description;
  if (look.context !== undefined) item.contextValue = look.context;
  item.accessibilityInformation = {
    label: look.spoken ?? joinParts([label, look.description ?? null], ', '),
  };
  return item;
}

/** Those that say something. */
export function joinParts(parts: readonly (string | null)[], by: string): string {
  return parts.filter((part) => part !== null && part !== '').join(by);
}
