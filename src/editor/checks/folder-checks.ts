import * as l10n from '@vscode/l10n';
import { workspace } from 'vscode';
import { generationOf } from '../../flow/index.ts';
import { systemClock } from '../../host/index.ts';
import { isNotFound } from '../../language/problems.ts';
import { debounce } from '../debounce.ts';
import { restFor } from '../edits.ts';
import type { OpenFlows } from '../flows.ts';
import { together, type Owned } from '../owned.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { keyInside, pathInside } from '../session/paths.ts';
import type { Sessions } from '../session/sessions.ts';
import { tellsClosedFiles } from '../settings.ts';
import { onSettingChange } from '../settings.ts';
import type { SeveritiesOf } from '../severities.ts';
import { showInformation, showLongWork } from '../shown/messages.ts';
import { checkedWords } from './checked-words.ts';
import { createElsewhereLook, type ElsewhereLook } from './elsewhere-look.ts';
import {
  createFolderCheck,
  type CheckedFolder,
  type FolderCheck,
  type FolderProblems,
} from './folder-check.ts';
import { createClosedMarks } from './mark-closed.ts';
import { createUnusedLook, type UnusedLook } from './unused-look.ts';
import type { UnusedAnswer } from './unused-secrets.ts';
import { createToTell } from './problems-to-tell.ts';
import { watchTexts } from './watch-texts.ts';

interface ChecksParts {
  readonly sessions: Sessions;
  readonly flows: OpenFlows;
  readonly severitiesOf: SeveritiesOf;
  /** Called after each change of what is known. */
  readonly changed: () => void;
}

/** The checks of all folders, one for each that was asked for. */
export interface FolderChecks extends Owned {
  /** Rejects where the flows of the folder cannot be read, or the user stopped the check. */
  problemsOf(session: FolderSession): Promise<FolderProblems>;
  knownProblems(session: FolderSession): FolderProblems | null;
  /** Which secrets are unused; rejects where the flows cannot be read. */
  unusedOf(session: FolderSession): Promise<UnusedAnswer>;
  /** Nobody looks any more at what is unused. */
  leaveUnused(session: FolderSession): void;
  checkAll(): Promise<void>;
  /** Tells the problems of closed files where the settings want it, or the user did. */
  followSetting(): Promise<void>;
}

export function createFolderChecks({ sessions, flows, severitiesOf, changed }: ChecksParts): FolderChecks {
  const checks = new Map<FolderSession, FolderCheck>();
  const looks = new Map<FolderSession, UnusedLook>();
  /** What tells of the texts that the check of a folder does not have from its flows. */
  const watched = new Map<FolderSession, Owned>();
  const marks = createClosedMarks();
  /** Whether the user had all flows checked in this window. */
  let isWanted = false;
  /** Folders of which the user stopped the check: no setting starts it again. */
  const stopped = new WeakSet<FolderSession>();
  /** The first check of each folder, for all who ask for it meanwhile. */
  const first = new Map<FolderSession, Promise<FolderProblems>>();

  function mark(): void {
    const isTold = isWanted || tellsClosedFiles();
    marks.show(
      [...checks].flatMap(([session, check]) => {
        const problems = isTold ? check.problems() : null;
        return problems === null ? [] : [[session, problems] as const];
      }),
    );
  }

  function tell(): void {
    mark();
    changed();
  }

  function checkOf(session: FolderSession): FolderCheck {
    const known = checks.get(session);
    if (known !== undefined) return known;
    const elsewhere = createElsewhereLook(session);
    const check = createFolderCheck(folderOf(session, elsewhere), systemClock, tell);
    checks.set(session, check);
    const watching = watchTexts(session.folder, (path) => {
      if (elsewhere.note(path)) rest.ask();
    });
    watched.set(session, watching);
    return check;
  }

  function folderOf(session: FolderSession, elsewhere: ElsewhereLook): CheckedFolder {
    return {
      catalog: session.catalog,
      ready: () => session.ready(),
      readFlows: async (signal) => (await session.flows()).read(signal),
      readElsewhere: (index, signal) => elsewhere.read(index, signal),
      generation: () => generationOf(session.configuration()?.kestraVersion ?? null),
      restsOnUnsaved: () => session.restsOnUnsaved(),
      halfTypedIn: (path) => halfTypedIn(session, path),
      toTell: createToTell(session, severitiesOf),
    };
  }

  /** What the index has of a text that has changed since is not known to be meant. */
  function halfTypedIn({ folder }: FolderSession, path: string): ReturnType<CheckedFolder['halfTypedIn']> {
    const document = workspace.textDocuments.find(({ isDirty, uri }) => {
      const own = isDirty ? pathInside(folder, uri) : null;
      return own !== null && keyInside(own) === keyInside(path);
    });
    const file = document === undefined ? null : flows.read(document);
    if (document === undefined || file === null) return () => false;
    const isHalfTyped = flows.halfTyped(document);
    const calls = new Map(
      file.documents
        .flatMap(({ references }) => references)
        .map((reference) => [`${reference.range.start} ${reference.range.end}`, reference]),
    );
    return ({ range }) => {
      const call = calls.get(`${range.start} ${range.end}`);
      return call === undefined || isHalfTyped(call);
    };
  }

  async function checkWatched(session: FolderSession): Promise<FolderProblems> {
    const check = checkOf(session);
    const stopping = new AbortController();
    let say: (message: string) => void = () => undefined;
    const checking = check.check((done, all) => say(l10n.t('{0} of {1} names', done, all)), stopping.signal);
    const stop = () => {
      stopped.add(session);
      stopping.abort();
    };
    showLongWork(
      l10n.t('Checking the flows of {0}', session.folder.name),
      checking,
      stop,
      (told) => (say = told),
    );
    await checking;
    return check.problems() ?? new Map<string, never>();
  }

  function problemsOf(session: FolderSession): Promise<FolderProblems> {
    const known = checks.get(session)?.problems() ?? null;
    if (known !== null) return Promise.resolve(known);
    const under = first.get(session) ?? checkWatched(session).finally(() => first.delete(session));
    first.set(session, under);
    return under;
  }

  function forgetClosed(): void {
    for (const [session, check] of checks) {
      if (sessions.all().includes(session)) continue;
      check.close();
      checks.delete(session);
      watched.get(session)?.dispose();
      watched.delete(session);
      tell();
    }
    for (const [session, look] of looks) {
      if (sessions.all().includes(session)) continue;
      look.dispose();
      looks.delete(session);
    }
  }

  function lookAgain(): void {
    forgetClosed();
    for (const check of checks.values()) check.lookAgain();
  }

  function followSessions(): void {
    lookAgain();
    for (const look of looks.values()) look.note();
  }

  const rest = debounce(restFor, lookAgain);
  const owned = together(
    marks,
    rest,
    sessions.onDidChange(followSessions),
    sessions.onDidChangeFlows((session) => checks.get(session)?.lookAgain()),
    onSettingChange('problemSeverity', lookAgain),
    // A name that is being typed is judged where typing rests.
    workspace.onDidChangeTextDocument(({ contentChanges }) => {
      if (contentChanges.length > 0) rest.ask();
    }),
  );
  return {
    problemsOf,
    knownProblems: (session) => checks.get(session)?.problems() ?? null,
    unusedOf(session) {
      const look = looks.get(session) ?? createUnusedLook(session, changed);
      looks.set(session, look);
      return look.read();
    },
    leaveUnused: (session) => looks.get(session)?.leave(),
    async checkAll() {
      isWanted = true;
      mark();
      await Promise.all(sessions.all().map(checkWatched));
      const count = sessions
        .all()
        .flatMap((session) => [...(checks.get(session)?.problems()?.values() ?? [])].flat())
        .filter(isNotFound).length;
      const backends = sessions.all().flatMap(({ catalog }) => catalog.snapshot().backends);
      const hide = l10n.t('Hide Those of Closed Flows');
      const buttons = count > 0 && !tellsClosedFiles() ? [hide] : [];
      void showInformation(checkedWords(count, backends), ...buttons).then((pressed) => {
        if (pressed !== hide) return;
        isWanted = false;
        mark();
      });
    },
    async followSetting() {
      mark();
      if (!tellsClosedFiles()) return;
      await Promise.all(
        sessions.all().map(async (session) => {
          await session.ready();
          const isConfigured = (session.configuration()?.backends.length ?? 0) > 0;
          if (isConfigured && !stopped.has(session)) await problemsOf(session).catch(() => undefined);
        }),
      );
    },
    dispose() {
      owned.dispose();
      for (const check of checks.values()) check.close();
      for (const each of watched.values()) each.dispose();
      for (const look of looks.values()) look.dispose();
    },
  };
}
