import * as l10n from '@vscode/l10n';
import { ThemeIcon, type QuickInputButton } from 'vscode';
import type { BackendSnapshot, CatalogSnapshot } from '../../catalog/index.ts';
import { backendBeside } from '../../catalog/kestra/as-backend.ts';
import { createSearch, inNameOrder, type Search, type SearchGroup } from '../../language/index.ts';
import type { Sessions } from '../session/sessions.ts';
import { createPick, plainRow, type PlainRow } from '../shown/picks.ts';
import { folderName, readAll, type ChosenSecret } from './choose.ts';
import { describeFound } from './search-description.ts';

/** What can be done with a row without leaving the search. */
export interface SearchActions {
  /** `Enter` on a row. */
  accept(chosen: ChosenSecret): void;
  copy(chosen: ChosenSecret): void;
  insert(chosen: ChosenSecret): void;
}

/** More rows than anybody reads; VS Code goes over each of them at every letter. */
const shownAtMost = 200;

/** A quick pick over all secrets and known subkeys of all folders, by a filter of our own; it grows while lists come in. */
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
  const pick = createPick<ChosenSecret | null>({ title, placeHolder: l10n.t('Name, subkey or backend') });
  pick.matchOnDescription = true;
  let search: Search<ChosenSecret> = createSearch([]);
  const show = () => {
    const { rows, matches } = search.find(pick.value, shownAtMost);
    const items = rows.map((chosen) => itemOf(chosen, sessions, buttons));
    const note = noteFor(rows.length, matches, pick.busy);
    pick.items = note === null ? items : [...items, plainRow({ label: note, alwaysShow: true, value: null })];
  };
  const fill = () => {
    pick.busy = sessions.all().some((session) => session.catalog.snapshot().refreshing);
    search = createSearch(groupsOf(sessions, hidden, fits));
    show();
  };
  /** Who types quickly accepts before the rows are there that the text asks for. */
  const acceptedSecret = (): ChosenSecret | undefined => {
    const { rows } = search.find(pick.value, shownAtMost);
    const selected = pick.selectedItems[0]?.value;
    return rows.find((chosen) => chosen === selected) ?? (selected === null ? undefined : rows[0]);
  };
  const listeners = [sessions.onDidChange(fill), pick.onDidChangeValue(show)];
  try {
    pick.busy = true;
    pick.show();
    const chosen = new Promise<ChosenSecret | undefined>((resolve) => {
      pick.onDidAccept(() => {
        const found = acceptedSecret();
        if (found !== undefined) resolve(found);
      });
      pick.onDidHide(() => resolve(undefined));
      pick.onDidTriggerItemButton(({ button, item }) => {
        if (item.value === null) return;
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
    for (const listener of listeners) listener.dispose();
    pick.dispose();
  }
}

/** What is to be said below the rows; null: they are all there is. */
function noteFor(shown: number, matches: number, busy: boolean): string | null {
  if (matches > shown) return l10n.t('{0} more: type on to find them', matches - shown);
  if (shown > 0) return null;
  return busy ? l10n.t('no secret matches so far') : l10n.t('no secret matches');
}

/** With the running Kestra for the names that no backend here has. */
function backendsOf(snapshot: CatalogSnapshot): readonly BackendSnapshot[] {
  return [...snapshot.backends, ...backendBeside(snapshot)];
}

/** What Kestra sees comes first: the first row is the one that Enter takes. */
function groupsOf(
  sessions: Sessions,
  hidden: boolean,
  fits: (chosen: ChosenSecret) => boolean,
): SearchGroup<ChosenSecret>[] {
  const chosen = sessions.all().flatMap((session) =>
    backendsOf(session.catalog.snapshot()).flatMap((backend) =>
      inNameOrder(backend.secrets).flatMap((secret) => {
        const names = secret.subkeys.state === 'known' ? secret.subkeys.names : [];
        return [null, ...names].map((subkey): ChosenSecret => ({ session, backend, secret, subkey }));
      }),
    ),
  );
  const fitting = chosen.filter(fits);
  const isSeen = ({ secret }: ChosenSecret) => secret.visible !== false;
  const unseen = hidden ? fitting.filter((each) => !isSeen(each) && each.subkey === null) : [];
  return [...groupChoices(fitting.filter(isSeen), sessions), ...groupChoices(unseen, sessions)];
}

/** Those with the same description stand together; a subkey is found by its secret's name, too. */
function groupChoices(chosen: readonly ChosenSecret[], sessions: Sessions): SearchGroup<ChosenSecret>[] {
  const groups = new Map<string, { name: string; value: ChosenSecret }[]>();
  for (const value of chosen) {
    const about = descriptionOf(value, sessions);
    const rows = groups.get(about) ?? [];
    groups.set(about, rows);
    const { secret, subkey } = value;
    rows.push({ name: subkey === null ? secret.name : `${subkey} ${secret.name}`, value });
  }
  return Array.from(groups, ([about, rows]) => ({ about, rows }));
}

function itemOf(
  value: ChosenSecret,
  sessions: Sessions,
  buttons: readonly QuickInputButton[],
): PlainRow<ChosenSecret> {
  const { secret, subkey } = value;
  const isHidden = secret.visible === false;
  const icon = isHidden ? 'eye-closed' : subkey === null && secret.readOnly ? 'lock' : 'key';
  const about = descriptionOf(value, sessions);
  return plainRow({
    label: subkey ?? secret.name,
    icon,
    description: subkey === null ? about : `${secret.name} · ${about}`,
    alwaysShow: true,
    ...(isHidden ? {} : { buttons }),
    value,
  });
}

function descriptionOf(chosen: ChosenSecret, sessions: Sessions): string {
  return describeFound(chosen, folderName(sessions, chosen.session));
}
