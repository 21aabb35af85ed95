import { commands as vscodeCommands } from 'vscode';
import { callPattern } from './call-pattern.ts';
import type { ChosenSecret } from './choose.ts';

/** Searches the folder for the calls that ask for a secret, or for one of its subkeys. */
export async function findInFiles({ backend, secret, subkey }: ChosenSecret): Promise<void> {
  await vscodeCommands.executeCommand('workbench.action.findInFiles', {
    query: callPattern(secret.name, subkey),
    isRegex: true,
    // Environment names compare after upper-casing, all others exactly.
    isCaseSensitive: backend.type !== 'env',
    filesToInclude: '*.yml, *.yaml',
    triggerSearch: true,
  });
}
