import type { Catalog, CatalogView, Question, Resolution } from '../../catalog/index.ts';
import type { Generation } from '../../flow/index.ts';
import { viewOfFile, type IndexedElsewhere } from '../../folder/elsewhere/index.ts';
import type { FlowIndex, IndexedFile, IndexedReference } from '../../index/index.ts';
import { onceEach, questionOfIndexed } from '../../language/index.ts';
import { isAskedBy, problemOfIndexed, untilTyped, type IndexedProblem } from '../../language/problems.ts';
import type { Clock } from '../../ports/clock.ts';
import { askedListsOf } from './asked-questions.ts';
import { createPause } from './in-slices.ts';

/** What is wrong with the calls of a folder's flows, by file. */
export type FolderProblems = ReadonlyMap<string, readonly IndexedProblem[]>;

/** What is told of them for one file: without those that its comments and the settings silence. */
export type ToTell = (
  checked: FileToCheck,
  problems: readonly IndexedProblem[],
  signal: AbortSignal,
) => Promise<readonly IndexedProblem[]>;

/** A file that is checked; `summary`: undefined: nothing is known of it. */
export interface FileToCheck extends Pick<IndexedElsewhere, 'file' | 'renderedBy'> {
  readonly summary: IndexedFile | undefined;
}

/** One folder, as a check of all its flows needs it. */
export interface CheckedFolder {
  readonly catalog: Pick<Catalog, 'at' | 'freshen' | 'renew' | 'snapshot'>;
  /** Settles when the configuration is read. */
  ready(): Promise<void>;
  /** All flows, as they are now. Rejects where they cannot be read. */
  readFlows(signal: AbortSignal): Promise<FlowIndex>;
  /** What is asked for elsewhere than in files of flows, as it is now. Rejects as {@link CheckedFolder.readFlows} does. */
  readElsewhere(index: FlowIndex, signal: AbortSignal): Promise<readonly IndexedElsewhere[]>;
  /** null: not known. */
  generation(): Generation | null;
  /** Whether nobody may be asked by what is typed in the configuration. */
  restsOnUnsaved(): boolean;
  /** Which calls of a file may not be what their author means yet. */
  halfTypedIn(path: string): (reference: IndexedReference) => boolean;
  readonly toTell: ToTell;
}

/** The check of all flows of a folder: made on demand, and kept true from then on. */
export interface FolderCheck {
  /**
   * Checks all, asking whatever the verdicts need; the folder is looked after from then on. `tell`: how many questions are
   * answered, and of how many. Rejects with an AbortError, leaving what was known, and where the flows cannot be read.
   */
  check(tell: (done: number, all: number) => void, signal: AbortSignal): Promise<void>;
  /** null: it was not checked yet. */
  problems(): FolderProblems | null;
  /** Says that flows, configuration or what the catalog knows changed; does nothing before the first check. */
  lookAgain(): void;
  /** Whether everything that was to be looked at has been. */
  isQuiet(): boolean;
  close(): void;
}

/** Changes come in bursts: it is looked again this many ms after the last. */
const quietFor = 100;

/** So many questions are put before it is told how far that is. */
const questionsAtOnce = 50;

/** What is asked may have lists fetched anew, on which other answers rest: so often it is waited for that at the most. */
const mostRounds = 4;

/** One question of which it is known whether it was put. */
interface Asked {
  /** On which the answer rests. */
  lists: string;
  isPending: boolean;
  /** The last answer that was no "being asked". */
  answer: Resolution | null;
  /** Names that may have been meant, which take a while to find, and the lists they were found in. */
  near: { readonly lists: string; readonly names: readonly string[] } | null;
}

interface AskedQuestion {
  readonly view: CatalogView;
  readonly question: Question;
  readonly asked: Asked;
  readonly lists: string;
}

/** `changed`: called after each change of what {@link FolderCheck.problems} answers. */
export function createFolderCheck(folder: CheckedFolder, clock: Clock, changed: () => void): FolderCheck {
  const life = new AbortController();
  const known = new Map<string, Asked>();
  let problems: FolderProblems | null = null;
  let isDue = false;
  let underWay: Promise<unknown> = Promise.resolve();
  let works = 0;
  let pending = 0;
  let takeBack: (() => void) | null = null;

  /** One after the other: each starts from what the one before it knows. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    works += 1;
    const done = underWay.then(work).finally(() => {
      works -= 1;
    });
    underWay = done.catch(() => undefined);
    return done;
  }

  /** What is wrong by now, and what is to be asked before more can be told. */
  async function look(signal: AbortSignal): Promise<{ found: FolderProblems; toAsk: AskedQuestion[] }> {
    await folder.ready();
    const index = await folder.readFlows(signal);
    folder.catalog.freshen();
    const pause = createPause(clock);
    const generation = folder.generation();
    const toAsk = new Map<Asked, AskedQuestion>();
    const found = new Map<string, readonly IndexedProblem[]>();
    const used = new Set<Asked>();
    const judges = new Map<CatalogView, (question: Question) => Judged>();
    const files: readonly FileToCheck[] = [
      ...index.paths().map((path) => ({ file: path, summary: index.file(path) })),
      ...(await folder.readElsewhere(index, signal)),
    ];
    for (const checked of files) {
      const { file: path, summary: file } = checked;
      if (file?.state !== 'read') continue;
      const view = viewOfFile(folder.catalog, checked);
      const judge = judges.get(view) ?? onceEach((question) => judgeQuestion(view, question));
      judges.set(view, judge);
      const isHalfTypedThere = folder.halfTypedIn(path);
      const wrong: IndexedProblem[] = [];
      for (const [number, reference] of file.references.entries()) {
        await pause(signal);
        if (!isAskedBy(reference, generation)) continue;
        const { asking, resolution, near } = judge(questionOfIndexed(reference));
        used.add(asking.asked);
        const isHalfTyped = isHalfTypedThere(reference);
        if (!isHalfTyped && isToBeAsked(asking, resolution)) toAsk.set(asking.asked, asking);
        const answer = isHalfTyped ? untilTyped(resolution) : resolution;
        const problem = problemOfIndexed(reference, answer, number, near);
        if (problem !== null) wrong.push(problem);
      }
      const toTell = wrong.length === 0 ? [] : await folder.toTell(checked, wrong, signal);
      if (toTell.length > 0) found.set(path, sameOrNew(problems?.get(path), toTell));
    }
    for (const [key, asked] of known) if (!used.has(asked) && !asked.isPending) known.delete(key);
    return { found, toAsk: folder.restsOnUnsaved() ? [] : [...toAsk.values()] };
  }

  /** While it is asked anew whether a name is there, the answer of before stands: it is about the same place. */
  function judgeQuestion(view: CatalogView, question: Question): Judged {
    const { key, lists } = askedListsOf(view, question);
    const asked = known.get(key) ?? { lists: '', isPending: false, answer: null, near: null };
    known.set(key, asked);
    const asking = { view, question, asked, lists };
    const now = view.resolve(question);
    const isAskedNow = asked.isPending || (asked.lists !== lists && !folder.restsOnUnsaved());
    const isOpen = isAskedNow || folder.catalog.snapshot().refreshing;
    if (now.reason.kind === 'being-asked' && isOpen && asked.answer !== null) {
      return {
        asking,
        resolution: asked.answer,
        near: nearOnce(asked.answer, asked, asked.near?.lists ?? ''),
      };
    }
    asked.answer = now.reason.kind === 'being-asked' ? null : now;
    return { asking, resolution: now, near: nearOnce(now, asked, lists) };
  }

  function publish(found: FolderProblems): void {
    const before = problems;
    problems = found;
    const isSame = before?.size === found.size && [...found].every(([path, own]) => before.get(path) === own);
    if (!isSame) changed();
  }

  /** Settles when all are answered, or were cancelled; failures become the backends' state. */
  async function ask(
    toAsk: readonly AskedQuestion[],
    tell: (done: number, all: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    for (const { asked, lists } of toAsk) Object.assign(asked, { lists, isPending: true });
    pending += 1;
    try {
      for (let first = 0; first < toAsk.length && !signal.aborted; first += questionsAtOnce) {
        const some = toAsk.slice(first, first + questionsAtOnce);
        await Promise.all(
          some.map(async ({ asked, question, view }) => {
            await view.ask(question, { readValues: false }, signal).catch(() => undefined);
            asked.isPending = false;
          }),
        );
        tell(Math.min(first + questionsAtOnce, toAsk.length), toAsk.length);
      }
    } finally {
      pending -= 1;
      for (const { asked } of toAsk) {
        asked.isPending = false;
        if (signal.aborted) asked.lists = '';
      }
    }
  }

  async function lookOnce(): Promise<void> {
    if (!isDue) return;
    isDue = false;
    const { found, toAsk } = await look(life.signal);
    publish(found);
    if (toAsk.length === 0) return;
    // Nobody waits: what is typed meanwhile is looked at.
    void ask(toAsk, () => undefined, life.signal).then(lookAgain);
  }

  function lookAgain(): void {
    if (problems === null || life.signal.aborted) return;
    isDue = true;
    takeBack?.();
    takeBack = clock.after(quietFor, () => {
      takeBack = null;
      // Where the folder cannot be read now, the next change tries again.
      inTurn(lookOnce).catch(() => undefined);
    });
  }

  return {
    check: (tell, signal) =>
      inTurn(async () => {
        const either = new AbortController();
        const end = () => either.abort();
        const signals = [signal, life.signal];
        for (const each of signals) each.addEventListener('abort', end);
        try {
          if (signals.some(({ aborted }) => aborted)) end();
          if (problems !== null) await folder.catalog.renew(either.signal);
          let { found, toAsk } = await look(either.signal);
          for (let round = 0; toAsk.length > 0 && round < mostRounds; round += 1) {
            await ask(toAsk, tell, either.signal);
            either.signal.throwIfAborted();
            ({ found, toAsk } = await look(either.signal));
          }
          either.signal.throwIfAborted();
          publish(found);
          if (toAsk.length > 0) lookAgain();
        } finally {
          for (const each of signals) each.removeEventListener('abort', end);
        }
      }),
    problems: () => problems,
    lookAgain,
    isQuiet: () => !isDue && works === 0 && pending === 0,
    close() {
      life.abort();
      takeBack?.();
    },
  };
}

interface Judged {
  readonly asking: AskedQuestion;
  readonly resolution: Resolution;
  readonly near: () => readonly string[];
}

/** What resolves is asked for once; the rest once for each list. */
function isToBeAsked({ asked, lists }: AskedQuestion, { verdict }: Resolution): boolean {
  if (asked.isPending || asked.lists === lists) return false;
  return asked.lists === '' || verdict !== 'resolvable';
}

/** Nearest names, which take a while to find, are looked for once for each list. */
function nearOnce(resolution: Resolution, asked: Asked, lists: string): () => readonly string[] {
  return () => {
    if (asked.near?.lists !== lists) asked.near = { lists, names: resolution.suggestions };
    return asked.near.names;
  };
}

/** What was told before where it is the same, so that who shows it need not look into it. */
function sameOrNew(
  before: readonly IndexedProblem[] | undefined,
  now: readonly IndexedProblem[],
): readonly IndexedProblem[] {
  return before !== undefined && wordsOf(before) === wordsOf(now) ? before : now;
}

function wordsOf(problems: readonly IndexedProblem[]): string {
  return JSON.stringify(problems.map(({ place, problem }) => [place, problem]));
}
