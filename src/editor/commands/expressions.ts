import { window } from 'vscode';
import type { OpenFlows } from '../flows.ts';
import type { ChosenSecret } from './choose.ts';

/** Names that no quote of Pebble has a second meaning for. */
const ordinary = /^[\w./+=@-]+$/;

/** `{{ secret('api', subkey='API_TOKEN') }}`; null where a name cannot be written in it. */
export function expressionOf({ secret, subkey }: ChosenSecret): string | null {
  if (![secret.name, subkey ?? 'x'].every((name) => ordinary.test(name))) return null;
  return subkey === null
    ? `{{ secret('${secret.name}') }}`
    : `{{ secret('${secret.name}', subkey='${subkey}') }}`;
}

/** Writes the expression where the cursor of the active flow is. */
export async function insertExpression(chosen: ChosenSecret, flows: OpenFlows): Promise<void> {
  const editor = window.activeTextEditor;
  const text = expressionOf(chosen);
  if (editor === undefined || text === null || flows.flow(editor.document) === null) return;
  await editor.edit((edit) => edit.replace(editor.selection, text));
}
