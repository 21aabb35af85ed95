import * as l10n from '@vscode/l10n';
import { ThemeIcon, window, type QuickInputButton, type QuickPickItem } from 'vscode';
import { backendName, ruleWords } from '../../language/index.ts';
import type { Sessions } from '../session/sessions.ts';
import { folderName, readAll, type ChosenSecret } from './choose.ts';

/** What can be done with a row without leaving the search. */
export interface SearchActions {
  /** `Enter` on a row. */
  accept(chosen: ChosenSecret): void;
  copy(chosen: ChosenSecret): void;
  insert(chosen: ChosenSecret): void;
}

interface SecretItem extends QuickPickItem {
  readonly chosen: ChosenSecret;
}

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
  const pick = window.createQuickPick<SecretItem>();
  pick.title = title;
  pick.placeholder = l10n.t('Name, subkey or backend');
  pick.matchOnDescription = true;
  const fill = () => {
    pick.busy = sessions.all().some((session) => session.catalog.snapshot().refreshing);
    // What Kestra sees comes first: the first row is the one that Enter takes.
    const [seen, unseen] = parted(itemsOf(sessions, hidden, buttons).filter(({ chosen }) => fits(chosen)));
    pick.items = [...seen, ...unseen];
  };
  const listener = sessions.onDidChange(fill);
  try {
    pick.busy = true;
    pick.show();
    const chosen = new Promise<ChosenSecret | undefined>((resolve) => {
      pick.onDidAccept(() => resolve(pick.selectedItems[0]?.chosen));
      pick.onDidHide(() => resolve(undefined));
      pick.onDidTriggerItemButton(({ button, item }) => {
        if (button === copy) actions.copy?.(item.chosen);
        else actions.insert?.(item.chosen);
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
          const row = (label: string, about: readonly string[], subkey: string | null): SecretItem => ({
            label,
            description: [...about, ...where].filter((part) => part !== '').join(' · '),
            ...(secret.visible === false ? {} : { buttons }),
            chosen: { session, backend, secret, subkey },
          });
          const isOpen = secret.visible !== false && secret.subkeys.state === 'known';
          const names = isOpen ? secret.subkeys.names : [];
          return [
            row(
              `$(${icon}) ${plainLabel(secret.name)}`,
              rules.map((outcome) => ruleWords(outcome.rule)),
              null,
            ),
            ...names.map((name) => row(`$(key) ${plainLabel(name)}`, [secret.name], name)),
          ];
        }),
    ),
  );
}

function parted(items: readonly SecretItem[]): [SecretItem[], SecretItem[]] {
  const isSeen = ({ chosen }: SecretItem) => chosen.secret.visible !== false;
  return [items.filter(isSeen), items.filter((item) => !isSeen(item))];
}

/** A name in which `$(…)` is no icon. */
function plainLabel(name: string): string {
  return name.replaceAll('$(', '$\u200b(');
}
