import { EventEmitter, type Event } from 'vscode';
import type { Log } from '../../ports/log.ts';
import { traceOf } from '../failures.ts';
import type { OpenFlows } from '../flows.ts';
import { together, type Owned } from '../owned.ts';
import type { FolderSession } from '../session/folder-session.ts';
import type { Sessions } from '../session/sessions.ts';
import { onSettingChange, tellsClosedFiles } from '../settings.ts';
import type { SeveritiesOf } from '../severities.ts';
import type { FolderProblems } from './folder-check.ts';
import type { FolderChecks } from './folder-checks.ts';
import type { UnusedAnswer } from './unused-secrets.ts';

/** What is known of all flows of the folders, which nobody looks into before it is asked for. */
export interface Checks extends Owned {
  /** What is wrong with a folder's calls, which are checked where nobody has yet. Rejects as {@link FolderChecks} does. */
  problemsOf(session: FolderSession): Promise<FolderProblems>;
  /** The same as far as it is known; null: nobody has checked it. */
  knownProblems(session: FolderSession): FolderProblems | null;
  /** Which secrets of a folder are unused; rejects where its flows cannot be read. */
  unusedOf(session: FolderSession): Promise<UnusedAnswer>;
  /** Nobody looks any more at what is unused. */
  leaveUnused(session: FolderSession): void;
  /** Checks all folders while the user watches, and tells the problems of closed files from then on. */
  checkAll(): Promise<void>;
  /** Fires after each change of what is known. */
  readonly onDidChange: Event<void>;
}

/** Checks the flows where the settings want that; else all waits for the first use. */
export function registerChecks(
  sessions: Sessions,
  flows: OpenFlows,
  severitiesOf: SeveritiesOf,
  log: Log,
): Checks {
  const changes = new EventEmitter<void>();
  let loading: Promise<FolderChecks> | null = null;
  let known: FolderChecks | null = null;
  let isOver = false;
  const load = () => {
    loading ??= import('./folder-checks.ts').then(({ createFolderChecks }) => {
      known = createFolderChecks({ sessions, flows, severitiesOf, changed: () => changes.fire() });
      if (isOver) known.dispose();
      return known;
    });
    return loading;
  };
  const follow = async () => {
    if (tellsClosedFiles() || known !== null) await (await load()).followSetting();
  };
  const followSetting = () => {
    follow().catch((error: unknown) => log.error(traceOf(error)));
  };
  followSetting();
  const owned = together(
    onSettingChange('problemsScope', followSetting),
    sessions.onDidChange(followSetting),
    changes,
  );
  return {
    problemsOf: async (session) => (await load()).problemsOf(session),
    knownProblems: (session) => known?.knownProblems(session) ?? null,
    unusedOf: async (session) => (await load()).unusedOf(session),
    leaveUnused: (session) => known?.leaveUnused(session),
    checkAll: async () => (await load()).checkAll(),
    onDidChange: changes.event,
    dispose() {
      isOver = true;
      owned.dispose();
      known?.dispose();
    },
  };
}
