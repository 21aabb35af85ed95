import pLimit from 'p-limit';
import { cancellation, waitFor } from '../../ports/cancellation.ts';
import type { EvaluatedReference, KestraInstance, KestraWord } from '../../stores/index.ts';

/** The instance that is open at a place; each list brings a new one, for its login may be another. */
export interface OpenedInstance {
  /** null: there is none. */
  current(): KestraInstance | null;
  /** Asks one for a reference, after all that were asked before. Rejects as it does, and at once when cancelled. */
  evaluate(asked: KestraInstance, reference: EvaluatedReference, signal: AbortSignal): Promise<KestraWord>;
  areAsked(): boolean;
  /** Takes another; the one before is closed once it has answered. */
  replace(next: KestraInstance | null): void;
  /** Closes it, and those before it: what they are asked rejects with an AbortError. */
  close(): void;
}

export function createOpenedInstance(): OpenedInstance {
  const oneAtATime = pLimit(1);
  const retired = new Set<KestraInstance>();
  let instance: KestraInstance | null = null;

  function retire(old: KestraInstance): void {
    retired.add(old);
    void oneAtATime(() => {
      retired.delete(old);
      old.close();
    });
  }

  return {
    current: () => instance,
    evaluate(asked, reference, signal) {
      const answered = oneAtATime(() => {
        if (signal.aborted) throw cancellation();
        return asked.evaluate(reference, signal);
      });
      return waitFor(answered, signal);
    },
    areAsked: () => oneAtATime.activeCount + oneAtATime.pendingCount > 0,
    replace(next) {
      if (next === instance) return;
      if (instance !== null) retire(instance);
      instance = next;
    },
    close() {
      for (const each of retired) each.close();
      instance?.close();
      instance = null;
    },
  };
}
