import { factsOf, isManager } from '../managers/table.ts';

/** What of the environment, or which program, gives a credential for a backend of this type. */
export function credentialWords(type: string): string {
  return isManager(type) ? factsOf(type).terminalLogin : 'give a credential';
}

/** A failure's sentence, where it names what only a window has, with the flags and variables of the command line. */
export function inFlagWords(
  message: string,
  { id, type }: { readonly id: string; readonly type: string },
): string {
  return message
    .replace(/sign in with a Microsoft account \(in a terminal: “az login”\)/g, credentialWords(type))
    .replace(/sign in with a token/g, credentialWords(type))
    .replace(/sign in anew/g, `give another credential (${credentialWords(type)})`)
    .replace(/\bsign in\b/g, credentialWords(type))
    .replace(/connect differently/g, `give --address ${id}=URL`);
}
