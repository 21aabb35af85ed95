import * as l10n from '@vscode/l10n';
import { ThemeIcon, type QuickInputButton } from 'vscode';
import { backendName, ruleWords } from '../../language/index.ts';
import type { Sessions } from '../session/sessions.ts';
import { createPick, plainRow, type PlainRow } from '../shown/picks.ts';
import { folderName, readAll, type ChosenSecret } from './choose.ts';

/** What can be done with a row without leaving the search. */
export interface SearchActions {
  /** `Enter` on a row. */
  accept(chosen: ChosenSecret): void;
  copy(chosen: ChosenSecret): void;
  insert(chosen: ChosenSecret): void;
}

type SecretItem = PlainRow<ChosenSecret>;

/** A quick pick over all secrets and known subkeys of all folders; it grows while lists come in. */
export async function searchSecrets(
  sessions: Sessions,
  options: {
    readonly title: string;
    readonly hidden: boolean;
    readonly actions: Partial<SearchActions>;
    /** Default: every one. */
    readonly fits?: (chosen: ChosenSecret) => boolean;
  },
): Promise<ChosenSecret | undefined> {
  const { actions, title, hidden, fits = () => true } = options;
  const copy: QuickInputButton = { iconPath: new ThemeIcon('copy'), tooltip: l10n.t('Copy Expression') };
  const insert: QuickInputButton = { iconPath: new ThemeIcon('insert'), tooltip: l10n.t('Insert at Cursor') };
  const buttons = [...(actions.insert ? [insert] : []), ...(actions.copy ? [copy] : [])];
  const pick = createPick<ChosenSecret>({ title, placeHolder: l10n.t('Name, subkey or backend') });
  pick.matchOnDescription = true;
  const fill = () => {
    pick.busy = sessions.all().some((session) => session.catalog.snapshot().refreshing);
    // What Kestra sees comes first: the first row is the one that Enter takes.
    const [seen, unseen] = parted(itemsOf(sessions, hidden, buttons).filter(({ value }) => fits(value)));
    pick.items = [...seen, ...unseen];
  };
  const listener = sessions.onDidChange(fill);
  try {
    pick.busy = true;
    pick.show();
    const chosen = new Promise<ChosenSecret | undefined>((resolve) => {
      pick.onDidAccept(() => resolve(pick.selectedItems[0]?.value));
      pick.onDidHide(() => resolve(undefined));
      pick.onDidTriggerItemButton(({ button, item }) => {
        if (button === copy) actions.copy?.(item.value);
        else actions.insert?.(item.value);
        pick.hide();
      });
    });
    await readAll(sessions);
    for (const session of sessions.all()) session.freshen();
    fill();
    const found = await chosen;
    if (found !== undefined) actions.accept?.(found);
    return found;
  } finally {
    listener.dispose();
    pick.dispose();
  }
}

function itemsOf(sessions: Sessions, hidden: boolean, buttons: readonly QuickInputButton[]): SecretItem[] {
  return sessions.all().flatMap((session) =>
    session.catalog.snapshot().backends.flatMap((backend) =>
      backend.secrets
        .filter((secret) => hidden || secret.visible !== false)
        .flatMap((secret) => {
          const where = [backendName(backend), ...folderName(sessions, session)];
          const rules = secret.rules.filter((outcome) => outcome.result === 'fail');
          const icon = secret.visible === false ? 'eye-closed' : secret.readOnly ? 'lock' : 'key';
          const row = (name: string, rowIcon: string, about: readonly string[], subkey: string | null) =>
            plainRow({
              label: name,
              icon: rowIcon,
              description: [...about, ...where].filter((part) => part !== '').join(' · '),
              ...(secret.visible === false ? {} : { buttons }),
              value: { session, backend, secret, subkey },
            });
          const isOpen = secret.visible !== false && secret.subkeys.state === 'known';
          const names = isOpen ? secret.subkeys.names : [];
          return [
            row(
              secret.name,
              icon,
              rules.map((outcome) => ruleWords(outcome.rule)),
              null,
            ),
            ...names.map((name) => row(name, 'key', [secret.name], name)),
          ];
        }),
    ),
  );
}

function parted(items: readonly SecretItem[]): [SecretItem[], SecretItem[]] {
  const isSeen = ({ value }: SecretItem) => value.secret.visible !== false;
  return [items.filter(isSeen), items.filter((item) => !isSeen(item))];
}
