import { isAsked, lookupNamespace, type CatalogView, type Question } from '../../catalog/index.ts';
import type { FlowFile, SecretReference } from '../../flow/index.ts';
import { questionOf } from '../../language/index.ts';
import type { FolderSession } from '../session/folder-session.ts';

/** Asks in the background what the verdicts of open flows still need: one fresh question a reference and list. */
export interface Settling {
  /** `view`: what the flow gets; `isHalfTyped`: the calls that nobody is asked for yet. */
  settle(
    session: FolderSession,
    view: CatalogView,
    file: FlowFile,
    isHalfTyped: (reference: SecretReference) => boolean,
  ): void;
  /** Asks once more for each name that is not there, however lately it was asked for. */
  settleAnew(session: FolderSession, view: CatalogView, file: FlowFile): Promise<void>;
  dispose(): void;
}

export function createSettling(): Settling {
  const life = new AbortController();
  /** For each folder: what was asked of which backends, and on which of their lists that answer rests. */
  const asked = new WeakMap<FolderSession, Map<string, string>>();

  return {
    settle(session, view, file, isHalfTyped) {
      if (session.configuration() === null || session.restsOnUnsaved()) return;
      const { backends } = view.snapshot();
      const before = asked.get(session) ?? new Map<string, string>();
      asked.set(session, before);
      for (const [words, question] of questionsIn(file, isHalfTyped)) {
        const namespace = lookupNamespace(question);
        const judging = backends.filter((backend) => isAsked(backend, namespace) !== false);
        // Other flows may ask the same of other backends.
        const key = JSON.stringify([words, ...judging.map(({ id }) => id)]);
        const lists = JSON.stringify(judging.map(({ fetchedAt, location }) => [fetchedAt, location]));
        if (before.get(key) === lists) continue;
        before.set(key, lists);
        // Failures become the backends' state; a rejection is a cancellation.
        view.ask(question, { readValues: false }, life.signal).catch(() => undefined);
      }
    },
    async settleAnew(session, view, file) {
      if (session.configuration() === null || session.restsOnUnsaved()) return;
      const absent = Array.from(questionsIn(file, () => false).values()).filter((question) => {
        const { secret, verdict } = view.resolve(question);
        return verdict !== 'resolvable' && (secret === null || verdict === 'missing');
      });
      const options = { readValues: false, anew: true };
      await Promise.all(
        absent.map((question) => view.ask(question, options, life.signal).catch(() => undefined)),
      );
    },
    dispose: () => life.abort(),
  };
}

function questionsIn(
  file: FlowFile,
  isHalfTyped: (reference: SecretReference) => boolean,
): Map<string, Question> {
  const questions = new Map<string, Question>();
  for (const document of file.documents) {
    for (const reference of document.references) {
      if (isHalfTyped(reference)) continue;
      const question = questionOf(reference, document);
      questions.set(JSON.stringify(question), question);
    }
  }
  return questions;
}
