import * as l10n from '@vscode/l10n';
import { commands as vscodeCommands } from 'vscode';
import { askBoth, differences, isCompared, type Difference } from '../../catalog/kestra/differences.ts';
import type { BackendSnapshot } from '../../catalog/index.ts';
import { backendName, ruleWords } from '../../language/index.ts';
import { differenceWords } from '../../language/kestra-facts.ts';
import { kestraBackend } from '../../managers/kestra.ts';
import { runWithToken } from '../cancellation.ts';
import { commands } from '../contributions.ts';
import type { FolderSession } from '../session/folder-session.ts';
import type { Sessions } from '../session/sessions.ts';
import { showInformation, showWarning, showWork } from '../shown/messages.ts';
import { pickOne, type PickRow } from '../shown/picks.ts';
import type { Target } from '../target.ts';
import { chooseConnected } from './connect-kestra.ts';
import { namespacesInFlows } from './flow-namespaces.ts';

/** Lists the names in which a folder's running Kestra and its rules differ; choosing one leads to its row. */
export async function compareKestra(sessions: Sessions, target: Target | null): Promise<void> {
  const title = l10n.t('Compare with Kestra');
  const session = await chooseConnected(sessions, target, title);
  const place = session?.kestra.place() ?? null;
  if (session === undefined || place === null) return;
  await session.ready();
  const { catalog } = session;
  await showWork(l10n.t('Comparing with Kestra at {0}', place.url), (token) =>
    runWithToken(token, async (signal) => {
      await askBoth(catalog, await namespacesInFlows(session, signal), signal);
    }),
  );
  const snapshot = catalog.snapshot();
  if (!isCompared(snapshot)) {
    void showWarning(
      l10n.t(
        'Not everything was compared, because Kestra or a backend did not tell all its names: the view says why.',
      ),
    );
  }
  const found = differences(snapshot, Date.now());
  if (found.length === 0) {
    if (!isCompared(snapshot)) return;
    void showInformation(l10n.t('Kestra at {0} and the rules here do not differ in any name.', place.url));
    return;
  }
  const chosen = await pickOne(
    found.map((difference) => rowOf(difference, snapshot.backends)),
    { title, placeHolder: l10n.t('Where Kestra and the rules of this folder differ ({0})', found.length) },
  );
  if (chosen !== undefined) {
    await vscodeCommands.executeCommand(commands.showView, targetFor(chosen, session));
  }
}

function rowOf(difference: Difference, backends: readonly BackendSnapshot[]): PickRow<Difference> {
  const { backend, listedByKestra, name, namespace, rule } = difference;
  const own = backends.find(({ id }) => id === backend);
  return {
    label: name,
    icon: listedByKestra ? 'diff-added' : 'diff-removed',
    description: [namespace, rule === null ? null : ruleWords(rule)]
      .filter((part) => part !== null)
      .join(' · '),
    detail: differenceWords(difference, own === undefined ? null : backendName(own)),
    value: difference,
  };
}

/** Where a backend has it its row there, else that of Kestra. */
function targetFor({ backend, name, namespace }: Difference, { catalog, folder }: FolderSession): Target {
  const own = catalog.snapshot().backends.find(({ id }) => id === backend);
  const secret = own?.secrets.find((each) => each.name === name);
  const uri = folder.uri.toString();
  if (own !== undefined && secret !== undefined) {
    return { folder: uri, backend: own.id, stored: secret.storedName };
  }
  return {
    folder: uri,
    backend: kestraBackend.id,
    stored: name,
    ...(namespace === null ? {} : { namespace }),
  };
}
