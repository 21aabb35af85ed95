import { window } from 'vscode';

/** Types a command and leaves it to the user to run it. `name`: the terminal's. */
export function typeInTerminal(name: string, command: string): void {
  const terminal = window.createTerminal({ name });
  terminal.show();
  terminal.sendText(command, false);
}
