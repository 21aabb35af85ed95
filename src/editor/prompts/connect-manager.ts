import * as l10n from '@vscode/l10n';
import {
  ConfigurationTarget,
  env,
  Selection,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type TextDocument,
} from 'vscode';
import { managerName } from '../../language/index.ts';
import { starterComment } from '../../language/messages/index.ts';
import { managers, type Manager } from '../../managers/table.ts';
import { openOrigin } from '../commands/open-configuration.ts';
import { readAll } from '../commands/choose.ts';
import { settings, settingsSection } from '../contributions.ts';
import type { FolderSession } from '../session/folder-session.ts';
import type { Sessions } from '../session/sessions.ts';
import { showInformation, showWarning } from '../shown/messages.ts';
import { askForText, pickOne } from '../shown/picks.ts';
import { fieldOf } from '../../text/json.ts';

/** The files of which the first is written where none of them is there. */
const applicationNames = ['application.yml', 'application.yaml'] as const;

/** In the order in which they are offered: Vault, which most have, goes first. */
const offered: readonly Manager[] = [...managers].sort(
  (left, right) => Number(right === 'vault') - Number(left === 'vault'),
);

/** Gives a folder a configuration of a secret manager to fill in: a file of its own, or a setting. */
export async function connectManager(sessions: Sessions): Promise<void> {
  await readAll(sessions);
  const title = l10n.t('Connect to a Secret Manager');
  const [only, ...others] = sessions.all();
  const session =
    others.length === 0
      ? only
      : await pickOne(
          sessions.all().map((value) => ({ label: value.folder.name, value })),
          { title, placeHolder: l10n.t('For which folder?') },
        );
  if (session === undefined) return;
  const manager = await pickOne(
    offered.map((value) => ({ label: managerName(value), description: value, value })),
    { title, placeHolder: l10n.t('Which secret manager does Kestra read?') },
  );
  if (manager === undefined) return;
  const write = await pickOne(
    [
      {
        label: applicationNames[0],
        description: l10n.t('Kestra’s configuration file, for all flows of the folder'),
        icon: 'file',
        value: writeFile,
      },
      {
        label: `${settingsSection}.${settings.secretManagers}`,
        description: l10n.t('the folder’s settings, for the flows of one namespace'),
        icon: 'settings-gear',
        value: writeSetting,
      },
    ],
    { title, placeHolder: l10n.t('Where is it configured?') },
  );
  await write?.(session, manager, title);
}

/** The YAML library comes with it: loaded when it is needed. */
function starters() {
  return import('../../configuration/index.ts');
}

/** Writes a file that is not there yet; one that is, is opened where the manager has its place. */
async function writeFile(session: FolderSession, manager: Manager): Promise<void> {
  if (await openWhatIsThere(session, manager)) return;
  const text = (await starters()).starterFile(manager, starterComment);
  const uri = Uri.joinPath(session.folder.uri, applicationNames[0]);
  const edit = new WorkspaceEdit();
  edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(text) });
  if (!(await workspace.applyEdit(edit))) {
    void showWarning(l10n.t('{0} could not be written.', applicationNames[0]));
    return;
  }
  await showAt(await workspace.openTextDocument(uri), '${');
}

/** Whether the folder configures Kestra already: that is opened, and what to write there can be copied. */
async function openWhatIsThere(session: FolderSession, manager: Manager): Promise<boolean> {
  const [place] = session.configuration()?.backends.flatMap(({ sources }) => sources) ?? [];
  const file = place?.file ?? (await existingFile(session));
  if (file === null) return false;
  if (place !== undefined) await openOrigin(session, place);
  else await showAt(await workspace.openTextDocument(Uri.joinPath(session.folder.uri, file)), 'kestra:');
  const text = (await starters()).starterFile(manager, starterComment);
  const copy = l10n.t('Copy Example');
  // It waits for a button, which may never be pressed.
  void showInformation(l10n.t('Nothing was written: {0} is there already.', file), copy).then((pressed) =>
    pressed === copy ? env.clipboard.writeText(text) : undefined,
  );
  return true;
}

async function existingFile(session: FolderSession): Promise<string | null> {
  for (const name of applicationNames) {
    const found = await workspace.fs.stat(Uri.joinPath(session.folder.uri, name)).then(
      () => true,
      () => false,
    );
    if (found) return name;
  }
  return null;
}

async function writeSetting(session: FolderSession, manager: Manager, title: string): Promise<void> {
  const { isNamespace, starterManager } = await starters();
  const namespace = (
    await askForText({
      title,
      prompt: l10n.t('The namespace whose flows this manager serves, such as company.team'),
      problemOf: (text) =>
        isNamespace(text.trim()) ? undefined : l10n.t('Enter a namespace such as company.team.'),
    })
  )?.trim();
  if (namespace === undefined) return;
  const ours = workspace.getConfiguration(settingsSection, session.folder.uri);
  const present: unknown = ours.inspect(settings.secretManagers)?.workspaceFolderValue;
  const entries: readonly unknown[] = Array.isArray(present) ? present : [];
  if (entries.some((entry) => fieldOf(entry, 'namespace') === namespace)) {
    void showInformation(l10n.t('Nothing was written: {0} has a manager already.', namespace));
  } else {
    const next = [...entries, starterManager(manager, namespace)];
    await ours.update(settings.secretManagers, next, ConfigurationTarget.WorkspaceFolder);
  }
  const file = Uri.joinPath(session.folder.uri, '.vscode', 'settings.json');
  await showAt(await workspace.openTextDocument(file), `"${namespace}"`);
}

/** Shows a file with the cursor at a text of it; at its end where it does not hold that. */
async function showAt(document: TextDocument, text: string): Promise<void> {
  const all = document.getText();
  const found = all.indexOf(text);
  const position = document.positionAt(found === -1 ? all.length : found);
  const editor = await window.showTextDocument(document);
  editor.selection = new Selection(position, position);
  editor.revealRange(editor.selection);
}
