import * as l10n from '@vscode/l10n';
import { Range, window, workspace } from 'vscode';
import { ruleOrigin, type RuleOutcome } from '../../catalog/index.ts';
import { backendName, lineInFile } from '../../language/index.ts';
import type { Origin } from '../../ports/origin.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { uriOf } from '../session/paths.ts';
import type { Sessions } from '../session/sessions.ts';
import { showInformation } from '../shown/messages.ts';
import type { Target } from '../target.ts';
import { chooseBackend, secretOf, type ChosenSecret } from './choose.ts';

type HeldSecret = Omit<ChosenSecret, 'subkey'>;

/**
 * Opens the configuration where the backend is named, or the line that defines the variable; of a hidden secret the rule
 * that hides it, or the one that the target names. Also where Terraform creates a secret.
 */
export async function openConfiguration(sessions: Sessions, target: Target | null): Promise<void> {
  const created = placeOfCreated(sessions, target);
  if (created !== null) {
    await openOrigin(created.session, created.origin);
    return;
  }
  const chosenSecret = secretOf(sessions, target);
  const own = chosenSecret === undefined ? null : placeOfSecret(chosenSecret, target?.rule);
  if (chosenSecret !== undefined && own !== null) {
    await openOrigin(chosenSecret.session, own);
    return;
  }
  const isThere = (backend: Parameters<typeof originToOpen>[0]) => originToOpen(backend) !== undefined;
  const none = l10n.t('No file here configures a backend.');
  const title = l10n.t('Open Configuration');
  const chosen = await chooseBackend(sessions, target, { title, fits: isThere, none });
  if (chosen === undefined) return;
  const origin = originToOpen(chosen.backend);
  if (origin === undefined) {
    void showInformation(l10n.t('No file of this folder configures {0}.', backendName(chosen.backend)));
    return;
  }
  await openOrigin(chosen.session, origin);
}

/** Where Terraform creates the secret that the target names; null: it names none that is still there. */
function placeOfCreated(
  sessions: Sessions,
  target: Target | null,
): { session: FolderSession; origin: Origin } | null {
  if (target?.terraform === undefined) return null;
  const session = sessions.byFolder(target.folder);
  const secret = session
    ?.configuration()
    ?.terraformSecrets?.find(({ origin }) => lineInFile(origin) === target.terraform);
  return session === undefined || secret === undefined ? null : { session, origin: secret.origin };
}

/** Where the variable is defined, or the rule stands that hides the secret; null: no file says that of this secret alone. */
function placeOfSecret(chosen: HeldSecret, named: string | undefined): Origin | null {
  const rules = chosen.secret.rules.filter(({ rule, result }) =>
    named === undefined ? result === 'fail' : rule === named,
  );
  const [first] = rules.flatMap(({ rule }) => placeOfRule(chosen, rule) ?? []);
  return chosen.secret.origin ?? first ?? null;
}

/** Where the configuration says what a rule compares a secret with; null: nowhere. */
export function placeOfRule(
  { session, backend, secret }: HeldSecret,
  rule: RuleOutcome['rule'],
): Origin | null {
  const configured = session.configuration()?.backends.find((each) => each.id === backend.id);
  return configured === undefined ? null : ruleOrigin(configured, secret, rule);
}

/** Where a backend is configured; for variables of files, the first of them. */
function originToOpen(backend: {
  readonly sources: readonly Origin[];
  readonly secrets: readonly { readonly origin: Origin | null }[];
}): Origin | undefined {
  return backend.sources[0] ?? backend.secrets.find((secret) => secret.origin !== null)?.origin ?? undefined;
}

/** Shows the place that an origin names. */
export async function openOrigin(session: FolderSession, origin: Origin): Promise<void> {
  const document = await workspace.openTextDocument(uriOf(session.folder, origin.file));
  const line = Math.min(Math.max(0, origin.line - 1), document.lineCount - 1);
  const column = Math.max(0, origin.column - 1);
  await window.showTextDocument(document, { selection: new Range(line, column, line, column) });
}
