import { window } from 'vscode';
import { homeFolder } from '../../host/index.ts';

/**
 * Types a command and leaves it to the user to run it: at home, since the shell of Windows would look into the folder
 * for the program first. `name`: the terminal's.
 */
export function typeInTerminal(name: string, command: string): void {
  const terminal = window.createTerminal({ name, cwd: homeFolder() });
  terminal.show();
  terminal.sendText(command, false);
}
