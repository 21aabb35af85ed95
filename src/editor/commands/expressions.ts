import * as l10n from '@vscode/l10n';
import { env, Selection, window } from 'vscode';
import type { OpenFlows } from '../flows.ts';
import { rangeIn } from '../language/positions.ts';
import { showInformation, showInStatusBar, showWarning } from '../shown/messages.ts';
import type { NamedSecret } from './choose.ts';
import { insertionAt, templateOf } from './insertion.ts';

/** Puts `{{ secret('api', subkey='API_TOKEN') }}` on the clipboard: names, never a value. */
export async function copyExpression({ secret, subkey }: NamedSecret): Promise<void> {
  const text = templateOf({ name: secret.name, subkey });
  if (text === null) {
    void showWarning(l10n.t('{0} cannot be written in an expression.', subkey ?? secret.name));
    return;
  }
  await env.clipboard.writeText(text);
  showInStatusBar(l10n.t('Copied {0}', text), 3000);
}

/** Puts the name of a secret, or of its subkey, on the clipboard. */
export async function copyName({ secret, subkey }: NamedSecret): Promise<void> {
  const text = subkey ?? secret.name;
  await env.clipboard.writeText(text);
  showInStatusBar(l10n.t('Copied {0}', text), 3000);
}

/** How often an insertion is tried: VS Code refuses an edit where the text changed while it was under way. */
const attempts = 3;

/** Writes the expression where the cursor of the active flow is, as that place demands. */
export async function insertExpression(chosen: NamedSecret, flows: OpenFlows): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (await insertOnce(chosen, flows)) return;
  }
  void showWarning(
    l10n.t('{0} was not inserted, since the file kept changing: try again.', chosen.secret.name),
  );
}

/** False where the text changed meanwhile; what cannot be helped by another try is told to the user. */
async function insertOnce({ secret, subkey }: NamedSecret, flows: OpenFlows): Promise<boolean> {
  const editor = window.activeTextEditor;
  const file = editor === undefined ? null : flows.flow(editor.document);
  if (editor === undefined || file === null) {
    void showInformation(l10n.t('Open a flow and put the cursor where the secret is needed.'));
    return true;
  }
  const { document, selection } = editor;
  const marked = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
  const edit = insertionAt(file, marked, { name: secret.name, subkey });
  if (edit === null) {
    void showWarning(
      l10n.t('{0} cannot be written at the cursor: put it into the value of a property.', secret.name),
    );
    return true;
  }
  const done = await editor.edit((builder) => builder.replace(rangeIn(document, edit.range), edit.text));
  if (!done) return false;
  const shown = await window.showTextDocument(document, editor.viewColumn);
  const end = document.positionAt(edit.range.start + edit.text.length);
  shown.selection = new Selection(end, end);
  return true;
}
