import { systemClock } from '../../host/index.ts';
import { createLookedIntoTexts } from '../../folder/elsewhere/index.ts';
import { debounce } from '../debounce.ts';
import { together, type Owned } from '../owned.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { watchTexts } from './watch-texts.ts';
import { isSameAnswer, lookForUnused, type UnusedAnswer } from './unused-secrets.ts';

/** Texts and lists change in bursts: it is looked again so long after the last change, in ms. */
const quietFor = 1000;

/** What is unused in one folder, kept true as long as somebody looks at it. */
export interface UnusedLook extends Owned {
  /** What is known, even if it may have changed since and is being looked for anew. Rejects where flows cannot be read. */
  read(): Promise<UnusedAnswer>;
  /** Says that lists, configuration or flows changed. */
  note(): void;
  /** Nobody looks at it until it is read again. */
  leave(): void;
}

/** `changed`: called after each change of what {@link UnusedLook.read} answers. */
export function createUnusedLook(session: FolderSession, changed: () => void): UnusedLook {
  const life = new AbortController();
  const texts = createLookedIntoTexts();
  let answer: UnusedAnswer | null = null;
  let coming: Promise<UnusedAnswer> | null = null;
  let isOutdated = true;
  let isLookedAt = false;

  async function look(): Promise<UnusedAnswer> {
    isOutdated = false;
    try {
      await session.ready();
      const { backends } = session.catalog.snapshot();
      // Without a list there is nothing to be unused.
      if (backends.some(({ fetchedAt, failure }) => fetchedAt === null && failure === null)) {
        await session.catalog.refresh(life.signal);
      }
      const index = await (await session.flows()).read(life.signal);
      const configuration = session.configuration();
      if (configuration === null) throw new Error('no configuration was read');
      const { catalog, files } = session;
      return await lookForUnused({ catalog, configuration, files, index, texts }, systemClock, life.signal);
    } catch (error) {
      isOutdated = true;
      throw error;
    }
  }

  /** One at a time, for all who ask. */
  function lookNow(): Promise<UnusedAnswer> {
    coming ??= look().then(
      (found) => {
        const isOther = answer === null || !isSameAnswer(answer, found);
        answer = found;
        coming = null;
        if (isOther) changed();
        if (isOutdated) quiet.ask();
        return found;
      },
      (error: unknown) => {
        coming = null;
        throw error;
      },
    );
    return coming;
  }

  const quiet = debounce(quietFor, () => {
    // The next change tries again where it cannot be looked now.
    if (isLookedAt && isOutdated) lookNow().catch(() => undefined);
  });
  const note = () => {
    isOutdated = true;
    if (isLookedAt) quiet.ask();
  };
  const noteText = (path: string) => {
    texts.note(path);
    note();
  };
  const owned = together(quiet, watchTexts(session.folder, noteText), { dispose: () => life.abort() });
  return {
    async read() {
      isLookedAt = true;
      if (answer !== null) {
        if (isOutdated) quiet.ask();
        return answer;
      }
      return coming ?? lookNow();
    },
    note,
    leave() {
      isLookedAt = false;
      // What nobody told of, as of a folder that is not watched, is seen when somebody looks again.
      texts.forget();
    },
    dispose: () => owned.dispose(),
  };
}
