import * as l10n from '@vscode/l10n';
import {
  commands as vscodeCommands,
  EventEmitter,
  window,
  type Memento,
  type TreeDataProvider,
  type TreeView,
} from 'vscode';
import type { CatalogSnapshot } from '../../catalog/index.ts';
import { notReadLines } from '../../language/index.ts';
import { secretOf } from '../commands/choose.ts';
import type { Checks } from '../checks/register-checks.ts';
import { contextKeys, treeView, type ViewState } from '../contributions.ts';
import { debounce } from '../debounce.ts';
import type { FolderSession } from '../session/folder-session.ts';
import type { Sessions } from '../session/sessions.ts';
import { showViewProgress } from '../shown/messages.ts';
import { plainText } from '../shown/plain-text.ts';
import type { Target } from '../target.ts';
import type { Shown } from './children.ts';
import type { DrawnUses } from './drawn-uses.ts';
import { rowsToDrag } from './drag.ts';
import { followFocus } from './focused-row.ts';
import { createHiddenRows, type HiddenRows } from './hidden-rows.ts';
import type { TreeNode } from './nodes.ts';
import { createSeenGroups } from './seen-groups.ts';
import { together, type Owned } from '../owned.ts';

/** Answers come in bursts (a list, then its subkeys): the rows are drawn once, this many ms after the last. */
const quietFor = 80;

/** Where more rows than this say something else, all are drawn anew. */
const mostAlone = 200;

/** How often ages are written anew while the view is visible, in ms. This asks no backend. */
const agesEvery = 30_000;

export interface SecretsTree extends Owned {
  /** Whether the secrets that are hidden from Kestra have rows. */
  readonly hidden: HiddenRows;
  /** The row on which a keybinding of the view was pressed; null: none. */
  focusedRow(): TreeNode | null;
  /** Shows the view, and in it the row of a secret where one is named. */
  show(target: Target | null): Promise<void>;
  /** Opens the row of a secret where the view is visible; takes no focus. */
  unfold(target: Target): Promise<void>;
  isVisible(): boolean;
}

export interface TreeParts {
  readonly sessions: Sessions;
  readonly checks: Checks;
  readonly now: () => number;
  /** What the workspace remembers of the view. */
  readonly memory: Memento;
}

export function registerTree({ sessions, checks, now, memory }: TreeParts): SecretsTree {
  const life = new AbortController();
  const hidden = createHiddenRows(memory);
  const rows: Shown = { sessions, checks, showsHidden: hidden.areShown };
  const changes = new EventEmitter<TreeNode[] | undefined>();
  /** What the rows show now: drawing the same again would only disturb them. */
  let shown: readonly CatalogSnapshot[] = [];
  const present = () => sessions.all().map((session) => session.catalog.snapshot());
  /** Backends that had rows below them. */
  const filled = new Set<string>();
  const draw = () => changes.fire(undefined);
  const drawChecked = debounce(quietFor, () => {
    draw();
    void showBadge(view, sessions, checks);
  });
  const drawn = debounce(quietFor, () => {
    const next = present();
    if (next.length !== shown.length || next.some((snapshot, index) => snapshot !== shown[index])) draw();
    showState(sessions, view);
  });
  /** Made with the first row. */
  let uses: DrawnUses | null = null;
  const behind = new Set<FolderSession>();
  const drawUses = debounce(quietFor, () => {
    const sessionsBehind = [...behind];
    behind.clear();
    void uses?.findChanged(sessionsBehind).then((found) => {
      if (found.length > mostAlone) draw();
      else if (found.length > 0) changes.fire([...found]);
    });
  });
  const provider: TreeDataProvider<TreeNode> = {
    onDidChangeTreeData: changes.event,
    async getChildren(node) {
      const { childrenOf, isFirstListComing, noteNode } = await loadRows();
      // VS Code shows the old rows until the new ones are there: they speak of what no longer stands in the way.
      if (node?.kind === 'backend' && filled.has(node.id) && isFirstListComing(node)) {
        return [noteNode(node, l10n.t('Listing…'))];
      }
      if (node?.kind === 'backend') filled.add(node.id);
      const children = await childrenOf(rows, node, life.signal);
      if (node === undefined) {
        uses?.forget();
        shown = present();
        showState(sessions, view);
      }
      return children;
    },
    async getTreeItem(node) {
      const { itemOf, createDrawnUses } = await loadRows();
      uses ??= createDrawnUses();
      uses.note(node);
      return itemOf(node, now());
    },
    async resolveTreeItem(item, node) {
      const { tooltipOf } = await loadRows();
      const tooltip = tooltipOf(node, now());
      if (tooltip !== undefined) item.tooltip = tooltip;
      return item;
    },
    getParent: (node) => node.parent,
  };
  const view = window.createTreeView(treeView, {
    treeDataProvider: provider,
    showCollapseAll: true,
    dragAndDropController: rowsToDrag,
  });
  const focused = followFocus(view);
  const unused = createSeenGroups<FolderSession>(
    (session) => checks.leaveUnused(session),
    draw,
    (session) => sessions.all().includes(session),
  );
  showState(sessions, view);
  const owned = together(
    { dispose: () => life.abort() },
    focused,
    view,
    changes,
    hidden,
    hidden.onDidChange(draw),
    drawn,
    sessions.onDidChange(() => drawn.ask()),
    drawUses,
    sessions.onDidChangeFlows((session) => {
      behind.add(session);
      drawUses.ask();
    }),
    drawChecked,
    view.onDidExpandElement(({ element }) => {
      if (element.kind === 'unused') unused.open(element.session);
    }),
    view.onDidCollapseElement(({ element }) => {
      if (element.kind === 'unused') unused.close(element.session);
    }),
    view.onDidChangeVisibility(({ visible }) => unused.follow(visible)),
    checks.onDidChange(() => drawChecked.ask()),
    followVisibility(view, sessions, draw),
    showProgress(sessions),
  );
  return {
    hidden,
    focusedRow: () => focused.take(),
    async show(target) {
      await vscodeCommands.executeCommand(`${treeView}.focus`);
      if (secretOf(sessions, target)?.secret.visible === false) hidden.show(true);
      const { findNode } = await loadRows();
      const node = target === null ? null : await findNode(rows, target, life.signal);
      if (node !== null)
        await view.reveal(node, { select: true, focus: true, expand: node.kind === 'secret' });
    },
    async unfold(target) {
      const { findNode } = await loadRows();
      const node = view.visible ? await findNode(rows, target, life.signal) : null;
      if (node?.kind === 'secret') await view.reveal(node, { select: true, focus: false, expand: true });
    },
    isVisible: () => view.visible,
    dispose: () => owned.dispose(),
  };
}

/** How many calls ask for what Kestra does not find, as far as flows are checked. */
async function showBadge(view: TreeView<TreeNode>, sessions: Sessions, checks: Checks): Promise<void> {
  const { badgeOf } = await loadRows();
  view.badge = badgeOf(sessions.all().flatMap((session) => checks.knownProblems(session) ?? []));
}

/** The rows and their sentences are loaded where the view is seen. */
function loadRows() {
  return import('./rows.ts');
}

/** While the view is visible: what is old is listed anew when it comes into sight, and ages keep up. */
function followVisibility(view: TreeView<TreeNode>, sessions: Sessions, redraw: () => void): Owned {
  let ages: NodeJS.Timeout | undefined;
  const follow = () => {
    clearInterval(ages);
    if (!view.visible) return;
    for (const session of sessions.all()) void session.ready().then(() => session.freshen());
    ages = setInterval(redraw, agesEvery);
  };
  const listener = view.onDidChangeVisibility(follow);
  follow();
  return {
    dispose() {
      clearInterval(ages);
      listener.dispose();
    },
  };
}

/** The view's progress bar runs while any backend is being listed. */
function showProgress(sessions: Sessions): Owned {
  let finish: (() => void) | null = null;
  const follow = () => {
    const busy = sessions.all().some((session) => session.catalog.snapshot().refreshing);
    if (busy && finish === null) {
      const over = new Promise<void>((resolve) => (finish = resolve));
      showViewProgress(treeView, over);
    } else if (!busy) {
      finish?.();
      finish = null;
    }
  };
  const listener = sessions.onDidChange(follow);
  return {
    dispose() {
      listener.dispose();
      finish?.();
    },
  };
}

/** Which configurations the user chose, one a folder. */
function chosenLines(sessions: readonly FolderSession[]): readonly string[] {
  const chosen = sessions.flatMap((session) => session.configuration()?.chosen ?? []);
  if (chosen.length === 0) return [];
  return [plainText(l10n.t('All flows are judged by {0}.', chosen.join(', ')))];
}

/**
 * Which welcome text stands in place of rows; files that may configure Kestra and are not read are named instead. Above
 * rows: which configuration was chosen.
 */
function showState(sessions: Sessions, view: TreeView<TreeNode>): void {
  const read = sessions.all().filter((session) => session.configuration() !== null);
  const found = read.some((session) => {
    const { backends, kestra, terraformSecrets = [] } = session.catalog.snapshot();
    return backends.length + terraformSecrets.length > 0 || kestra !== undefined;
  });
  const state: ViewState = found ? 'ready' : read.length < sessions.all().length ? 'unread' : 'empty';
  const seen = state === 'empty' ? read.flatMap((session) => session.configuration()?.notRead ?? []) : [];
  const lines = [...chosenLines(read), ...(seen.length === 0 ? [] : notReadLines(seen))];
  const message = lines.length === 0 ? undefined : lines.join('\n');
  // The type has no way to take it back, which is `undefined`.
  if (view.message !== message) Object.assign(view, { message });
  void vscodeCommands.executeCommand('setContext', contextKeys.state, state);
  const isConnected = sessions.all().some(({ kestra }) => kestra.place() !== null);
  void vscodeCommands.executeCommand('setContext', contextKeys.connected, isConnected);
}
