import { commands as vscodeCommands } from 'vscode';
import { stepWords, type Step } from '../../language/index.ts';
import { stepCommand } from '../steps.ts';

/** Says a sentence with its next steps as buttons; `folder`: its URI as text. */
export async function offerSteps(
  show: (message: string, ...buttons: readonly string[]) => Promise<string | undefined>,
  message: string,
  steps: readonly Step[],
  folder: string,
): Promise<void> {
  const words = await show(message, ...steps.map(stepWords));
  const step = steps.find((each) => stepWords(each) === words);
  if (step === undefined) return;
  const { command, arguments: given } = stepCommand(step, folder);
  await vscodeCommands.executeCommand(command, ...given);
}
