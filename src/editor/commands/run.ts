import { commands as vscodeCommands } from 'vscode';
import { isFailureError } from '../../ports/failure.ts';
import { isCancellation } from '../../ports/cancellation.ts';
import type { Log } from '../../ports/log.ts';
import type { CommandId, RowCommand } from '../contributions.ts';
import { errorMessage, traceOf } from '../failures.ts';
import { showError } from '../shown/messages.ts';
import { targetOf, type Target } from '../target.ts';
import type { Owned } from '../owned.ts';

/** Registers a command; what goes wrong in it is said once, and nothing is said where the user gave up. */
export function registerCommand(
  command: CommandId | RowCommand,
  log: Log,
  action: (target: Target | null) => Promise<void> | void,
): Owned {
  return vscodeCommands.registerCommand(command, async (argument: unknown) => {
    try {
      await action(targetOf(argument));
    } catch (error) {
      const message = await errorMessage(error);
      if (message === null) return;
      if (!isFailureError(error) && !isCancellation(error)) log.error(`${command}: ${traceOf(error)}`);
      void showError(message);
    }
  });
}
