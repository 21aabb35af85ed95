import * as l10n from '@vscode/l10n';
import { commands as vscodeCommands, window, type Location } from 'vscode';
import { soughtWords, type SoughtSecret } from '../../language/uses/index.ts';
import type { Sessions } from '../session/sessions.ts';
import { showInformation } from '../shown/messages.ts';
import type { Target } from '../target.ts';
import { useLocation, writtenUses } from '../uses/find-references.ts';
import { findAllUses } from '../uses/all-uses.ts';
import { chooseSought } from './sought-secret.ts';

/**
 * Shows every use of a row's secret or subkey, or of one that the user looks up, in VS Code's view *References*, from the first
 * call that certainly means it: that view goes by the cursor. Where nothing names it, that is said.
 */
export async function showReferences(
  sessions: Sessions,
  target: Target | null,
  signal: AbortSignal,
): Promise<void> {
  const chosen = await chooseSought(sessions, target, l10n.t('Find All References'));
  if (chosen === undefined) return;
  const { session, secret, subkey, held } = chosen;
  const sought: SoughtSecret = { name: secret.name, subkey, held };
  const uses = await findAllUses(session, sought, signal);
  const written = writtenUses(uses).map((use) => useLocation(session, use, sought));
  const [first] = written;
  if (first === undefined) {
    void showInformation(noUseWords(sought, uses.perhaps.length));
    return;
  }
  await showPlace(first);
  // From a call that only may mean it the view would find another, and in a file of no language of flows none.
  const isCall = session.knownFlows()?.file(uses.certain[0]?.file ?? '') !== undefined;
  await (isCall
    ? vscodeCommands.executeCommand('references-view.findReferences')
    : vscodeCommands.executeCommand('editor.action.showReferences', first.uri, first.range.start, written));
}

async function showPlace({ uri, range }: Location): Promise<void> {
  await window.showTextDocument(uri, { selection: range.with(range.start, range.start), preview: true });
}

/** `perhaps`: how many calls may mean it, whose name is known when the flow runs. */
function noUseWords(sought: SoughtSecret, perhaps: number): string {
  const none = l10n.t('No flow of this folder names {0}.', soughtWords(sought));
  if (perhaps === 0) return none;
  const open =
    perhaps === 1
      ? l10n.t('1 call may mean it: its name is known when the flow runs.')
      : l10n.t('{0} calls may mean it: their names are known when the flow runs.', perhaps);
  return `${none} ${open}`;
}
