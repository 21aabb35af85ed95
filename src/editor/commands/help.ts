import { commands as vscodeCommands } from 'vscode';

/** Shows the walkthrough of the extension. */
export async function openWalkthrough(extension: string): Promise<void> {
  await vscodeCommands.executeCommand('workbench.action.openWalkthrough', `${extension}#start`, false);
}

/** Shows what the extension comes with to read: VS Code has it on the extension's page. */
export async function openDocumentation(extension: string): Promise<void> {
  await vscodeCommands.executeCommand('extension.open', extension);
}

export async function openSettings(extension: string): Promise<void> {
  await vscodeCommands.executeCommand('workbench.action.openSettings', `@ext:${extension}`);
}
