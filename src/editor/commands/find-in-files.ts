import { commands as vscodeCommands } from 'vscode';
import { callPattern } from './call-pattern.ts';
import type { ChosenSecret } from './choose.ts';

/**
 * Searches the secret's folder for the calls that ask for it, or for one of its subkeys. `among` names the folder where
 * there are several: in another one the same name is another secret.
 */
export async function findInFiles(
  { backend, secret, subkey }: ChosenSecret,
  among: readonly string[],
): Promise<void> {
  await vscodeCommands.executeCommand('workbench.action.findInFiles', {
    query: callPattern(secret.name, subkey),
    isRegex: true,
    // Environment names compare after upper-casing, all others exactly.
    isCaseSensitive: backend.type !== 'env',
    filesToInclude: ['*.yml', '*.yaml']
      .map((glob) => [...among.map((name) => `./${name}/**`), glob].join('/'))
      .join(', '),
    triggerSearch: true,
  });
}
