import { commands as vscodeCommands, window, type Tab } from 'vscode';

/** Time that VS Code has to read the walkthroughs of extensions, in milliseconds. */
const readingTime = 500;

/**
 * Shows the walkthrough of the extension. VS Code reads those of extensions once its first page of them is open, and
 * that page shows one of VS Code's own instead (1.106). So ours is opened once more, while that page is what is seen.
 */
export async function openWalkthrough(extension: string): Promise<void> {
  const open = () =>
    vscodeCommands.executeCommand('workbench.action.openWalkthrough', `${extension}#start`, false);
  const before = activeTab();
  let page: Tab | undefined;
  // VS Code tells of its tabs in its own time, maybe once the command has ended.
  const noting = window.tabGroups.onDidChangeTabs(() => {
    const tab = activeTab();
    if (tab !== before) page ??= tab;
  });
  try {
    await open();
    await new Promise((resolve) => setTimeout(resolve, readingTime));
  } finally {
    noting.dispose();
  }
  if (page !== undefined && page === activeTab()) await open();
}

function activeTab(): Tab | undefined {
  return window.tabGroups.activeTabGroup.activeTab;
}

/** Shows what the extension comes with to read: VS Code has it on the extension's page. */
export async function openDocumentation(extension: string): Promise<void> {
  await vscodeCommands.executeCommand('extension.open', extension);
}

export async function openSettings(extension: string): Promise<void> {
  await vscodeCommands.executeCommand('workbench.action.openSettings', `@ext:${extension}`);
}
