import type { Backend } from '../../configuration/index.ts';
import type { CatalogDependencies } from '../open.ts';
import type { BackendSnapshot } from '../types.ts';
import { createLister, type Lister } from './list.ts';
import { isSamePlace } from './same-place.ts';
import { createSingleQuestions, type SingleQuestions } from './single-questions.ts';
import { createKnowledge } from './snapshot.ts';

/** One remote backend with its state: what it listed, what it answered since, and the store while it is open. */
export interface LiveBackend
  extends
    Pick<Lister, 'isListing' | 'lastTryAt' | 'list' | 'renew' | 'stop'>,
    Pick<SingleQuestions, 'ask' | 'noteAbsence' | 'learnSubkeys'> {
  readonly id: string;
  /** Whether `other` is the same place, asked as the same, whatever its rules and wherever it is written. */
  isSameAs(other: Backend): boolean;
  /** Takes over its rules, which are applied to the list that is held, and the places where it is written now. */
  adopt(same: Backend): void;
  snapshot(): BackendSnapshot;
  /** Whether anything is being asked. */
  isBusy(): boolean;
  close(): void;
}

export function createLiveBackend(
  configured: Backend,
  dependencies: CatalogDependencies,
  onChange: () => void,
): LiveBackend {
  const life = new AbortController();
  const knowledge = createKnowledge(configured, dependencies, life.signal, onChange);
  const { backend } = knowledge;
  const lister = createLister(knowledge, dependencies, life.signal, {
    onChange,
    onNewWord: () => questions.resume(),
  });
  const questions = createSingleQuestions(knowledge, lister.store, dependencies, life.signal);

  return {
    ...lister,
    ...questions,
    id: configured.id,
    isSameAs: (other) => isSamePlace(other, backend()),
    adopt(same) {
      const before = backend();
      knowledge.adopt(same);
      lister.takeRules(before);
    },
    snapshot: () => knowledge.snapshot(dependencies.locationOf(backend()), lister.beside),
    isBusy: () => lister.isListing() || questions.isBusy(),
    close() {
      life.abort();
      lister.close();
    },
  };
}
