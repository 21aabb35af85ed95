import type { CatalogSnapshot, Question } from '../../catalog/index.ts';
import type { FlowFile } from '../../flow/types.ts';
import { questionOf } from '../../language/index.ts';
import type { FolderSession } from '../session/folder-session.ts';

/** Asks in the background what the verdicts of open flows still need: one fresh question a reference and list. */
export interface Settling {
  settle(session: FolderSession, file: FlowFile): void;
  dispose(): void;
}

export function createSettling(): Settling {
  const life = new AbortController();
  /** For each folder: what was asked, and on which lists that answer rests. */
  const asked = new WeakMap<FolderSession, Map<string, string>>();

  return {
    settle(session, file) {
      if (session.configuration() === null || session.restsOnUnsaved()) return;
      const lists = listsOf(session.catalog.snapshot());
      const before = asked.get(session) ?? new Map<string, string>();
      asked.set(session, before);
      for (const [key, question] of questionsIn(file)) {
        if (before.get(key) === lists) continue;
        before.set(key, lists);
        // Failures become the backends' state; a rejection is a cancellation.
        session.catalog.settle(question, { readValues: false }, life.signal).catch(() => undefined);
      }
    },
    dispose: () => life.abort(),
  };
}

function questionsIn(file: FlowFile): Map<string, Question> {
  const questions = new Map<string, Question>();
  for (const document of file.documents) {
    for (const reference of document.references) {
      const question = questionOf(reference, document);
      questions.set(JSON.stringify(question), question);
    }
  }
  return questions;
}

function listsOf(snapshot: CatalogSnapshot): string {
  return JSON.stringify(snapshot.backends.map(({ id, fetchedAt, location }) => [id, fetchedAt, location]));
}
