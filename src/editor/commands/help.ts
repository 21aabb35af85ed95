import { commands as vscodeCommands, window, type Extension, type Tab } from 'vscode';
import { textOf } from '../../text/json.ts';

/** Time that VS Code has to read the walkthroughs of extensions, in milliseconds, and how often it is given that. */
const readingTime = 500;
const readings = 3;

/**
 * Shows the walkthrough of the extension. VS Code reads those of extensions once its first page of them is open, and
 * that page shows one of VS Code's own instead (1.106). So ours is opened again, while that page alone is new and seen.
 */
export async function openWalkthrough({ id, packageJSON }: Extension<unknown>): Promise<void> {
  const ours = textOf(packageJSON, 'displayName');
  const before = new Set(pages().map(({ label }) => label));
  for (let left = readings; left > 0; left -= 1) {
    await vscodeCommands.executeCommand('workbench.action.openWalkthrough', `${id}#start`, false);
    await new Promise((resolve) => setTimeout(resolve, readingTime));
    const [page, ...others] = pages().filter(({ label }) => !before.has(label));
    if (page !== window.tabGroups.activeTabGroup.activeTab || others.length > 0) return;
    // Its name is that of whose walkthrough it shows.
    if (page?.label.includes(ours) !== false) return;
  }
}

/** VS Code's own pages, for which the API knows no kind of input. */
function pages(): readonly Tab[] {
  return window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input === undefined);
}

/** Shows what the extension comes with to read: VS Code has it on the extension's page. */
export async function openDocumentation(extension: string): Promise<void> {
  await vscodeCommands.executeCommand('extension.open', extension);
}

export async function openSettings(extension: string): Promise<void> {
  await vscodeCommands.executeCommand('workbench.action.openSettings', `@ext:${extension}`);
}
