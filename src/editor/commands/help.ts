import { commands as vscodeCommands, window } from 'vscode';

/** Time that VS Code has to read the walkthroughs of extensions, in milliseconds. */
const readingTime = 500;

/**
 * Shows the walkthrough of the extension. VS Code reads those of extensions once its first page of them is open, and
 * that page shows one of VS Code's own instead (1.106). So ours is opened once more, unless a file was chosen since.
 */
export async function openWalkthrough(extension: string): Promise<void> {
  const open = () =>
    vscodeCommands.executeCommand('workbench.action.openWalkthrough', `${extension}#start`, false);
  await open();
  await new Promise((resolve) => setTimeout(resolve, readingTime));
  // The API knows no kind of input for VS Code's own pages.
  if (window.tabGroups.activeTabGroup.activeTab?.input === undefined) await open();
}

/** Shows what the extension comes with to read: VS Code has it on the extension's page. */
export async function openDocumentation(extension: string): Promise<void> {
  await vscodeCommands.executeCommand('extension.open', extension);
}

export async function openSettings(extension: string): Promise<void> {
  await vscodeCommands.executeCommand('workbench.action.openSettings', `@ext:${extension}`);
}
