import * as l10n from '@vscode/l10n';
import { backendName } from '../../language/index.ts';
import type { FolderConfiguration, FoundConfiguration } from '../../configuration/index.ts';
import type { FolderSession } from '../session/folder-session.ts';
import type { Sessions } from '../session/sessions.ts';
import { showInformation } from '../shown/messages.ts';
import { pickOne, type PickRow } from '../shown/picks.ts';
import type { Target } from '../target.ts';
import { folderName, readAll } from './choose.ts';

/** A configuration of a folder; null: the nearest to each flow. */
interface Choice {
  readonly session: FolderSession;
  readonly file: string | null;
}

/** Lets the user choose which of several configurations judges all flows of a folder, or leaves it to where they stand. */
export async function chooseConfiguration(sessions: Sessions, target: Target | null): Promise<void> {
  await readAll(sessions);
  const rows = sessions
    .all()
    .filter((session) => target === null || session.folder.uri.toString() === target.folder)
    .flatMap((session) => rowsOf(sessions, session));
  if (rows.length === 0) {
    void showInformation(l10n.t('No folder here has several configurations of Kestra.'));
    return;
  }
  const chosen = await pickOne(rows, {
    title: l10n.t('Choose Configuration'),
    placeHolder: l10n.t('Which configuration judges the flows?'),
  });
  await chosen?.session.chooseConfiguration(chosen.file);
}

/** None where there is nothing to choose. */
function rowsOf(sessions: Sessions, session: FolderSession): PickRow<Choice>[] {
  const configuration: Pick<FolderConfiguration, 'configurations' | 'chosen'> = session.configuration() ?? {};
  const { configurations = [], chosen } = configuration;
  if (configurations.length < 2) return [];
  const described = (isChosen: boolean) =>
    [...(isChosen ? [l10n.t('chosen')] : []), ...folderName(sessions, session)].join(' · ');
  return [
    {
      label: l10n.t('Automatically'),
      description: described(chosen === undefined),
      detail: l10n.t('the nearest above a flow judges it'),
      value: { session, file: null },
    },
    ...configurations.map((each) => ({
      label: each.file,
      description: described(each.file === chosen),
      detail: whatItHas(each),
      value: { session, file: each.file },
    })),
  ];
}

function whatItHas({ backends }: FoundConfiguration): string {
  return backends.map((backend) => backendName(backend)).join(', ');
}
