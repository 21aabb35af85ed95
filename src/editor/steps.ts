import type { Command } from 'vscode';
import { stepWords, type Step } from '../language/index.ts';
import { kestraBackend } from '../managers/kestra.ts';
import { commands } from './contributions.ts';
import type { Target } from './target.ts';

/** VS Code's own command for trusting a folder. */
const manageTrust = 'workbench.trust.manage';

/** Every command a step can lead to: the links of a hover are limited to these. */
export const stepCommands: readonly string[] = [
  commands.refresh,
  commands.signIn,
  commands.approveAddress,
  commands.connectDifferently,
  commands.openConfiguration,
  commands.chooseConfiguration,
  commands.readSubkeys,
  commands.connectKestra,
  commands.askKestra,
  commands.stopListing,
  commands.showLog,
  commands.showView,
  manageTrust,
];

/** The command that does a step. */
export function stepCommand(step: Step, folder: string): Command & { readonly arguments: readonly Target[] } {
  const title = stepWords(step);
  const about = (command: string, target: Omit<Target, 'folder'>) => ({
    command,
    title,
    arguments: [{ folder, ...target }],
  });
  switch (step.kind) {
    case 'refresh':
      return about(commands.refresh, { backend: step.backend });
    case 'sign-in':
      return about(commands.signIn, { backend: step.backend });
    case 'approve': {
      const { backend, endpoint } = step;
      return about(commands.approveAddress, { backend, endpoint });
    }
    case 'connect-differently':
      return step.backend === kestraBackend.id
        ? about(commands.connectKestra, {})
        : about(commands.connectDifferently, { backend: step.backend });
    case 'open-configuration': {
      const { backend, storedName } = step;
      return about(commands.openConfiguration, {
        backend,
        ...(storedName === undefined ? {} : { stored: storedName }),
      });
    }
    case 'open-terraform':
      return about(commands.openConfiguration, { terraform: step.place });
    case 'choose-configuration':
      return about(commands.chooseConfiguration, {});
    case 'trust-folder':
      return { command: manageTrust, title, arguments: [] };
    case 'show-log':
      return { command: commands.showLog, title, arguments: [] };
    case 'show-view':
      return { command: commands.showView, title, arguments: [] };
    case 'stop-listing':
      return about(commands.stopListing, { backend: step.backend });
    case 'read-subkeys':
      return about(commands.readSubkeys, { backend: step.backend, stored: step.storedName });
    case 'reveal-in-tree':
      return about(commands.showView, { backend: step.backend, stored: step.storedName });
    case 'ask-kestra':
      return about(commands.askKestra, { asked: step.reference });
  }
}

/** The codicon of a step, without `$(…)`. */
export function stepIcon(step: Step): string {
  switch (step.kind) {
    case 'refresh':
      return 'refresh';
    case 'sign-in':
      return 'sign-in';
    case 'approve':
      return 'verified';
    case 'connect-differently':
      return 'plug';
    case 'open-configuration':
    case 'open-terraform':
      return 'go-to-file';
    case 'choose-configuration':
      return 'checklist';
    case 'trust-folder':
      return 'shield';
    case 'show-log':
      return 'output';
    case 'stop-listing':
      return 'stop-circle';
    case 'read-subkeys':
      return 'symbol-field';
    case 'ask-kestra':
      return 'comment-discussion';
    case 'show-view':
    case 'reveal-in-tree':
      return 'list-tree';
  }
}
