import { packWritten, writeExtension } from '../workbench/pack-extension.ts';

const name = 'demo-opener';

const code = `
const { commands } = require('vscode');
exports.activate = () => commands.executeCommand('kestraSecrets.secrets.focus');
`;

/** Writes an extension below `home` that shows our view when the window opens, as nobody but an extension can; gives its folder. */
export function writeOpener(home: string): Promise<string> {
  return writeExtension(
    home,
    name,
    { main: './main.js', activationEvents: ['onStartupFinished'] },
    { 'main.js': code },
  );
}

/** The same packed; gives the `.vsix`. */
export async function packOpener(home: string): Promise<string> {
  return packWritten(name, await writeOpener(home));
}
