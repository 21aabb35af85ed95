import type {
  AboutKestra,
  EvaluatedReference,
  KestraGap,
  KestraInstance,
  KestraWord,
  ListedName,
} from '../../src/stores/kestra/contract.ts';
import { FailureError, type Failure } from '../../src/ports/failure.ts';
import { cancellation } from '../../src/ports/cancellation.ts';

/** What a running Kestra has; changed in place while a test goes on. */
export interface KestraScript {
  edition: AboutKestra['edition'];
  /** By namespace; of open source all stand under the empty one. */
  names: Readonly<Record<string, readonly string[]>>;
  gaps: readonly KestraGap[];
  /** What fails every question; null: none does. */
  failure: Failure | null;
  /** What it answers to a reference. */
  answers: (reference: EvaluatedReference) => KestraWord;
  /** What a question waits for; left out: nothing. */
  untilAnswered?: (question: string) => Promise<unknown>;
  /** Every question so far, such as `list a.b` or `evaluate K`. */
  readonly questions: string[];
}

export function scriptOf(rest: Partial<KestraScript> = {}): KestraScript {
  return {
    edition: 'open-source',
    names: {},
    gaps: [],
    failure: null,
    answers: () => ({ state: 'not-told', why: 'no-execution' }),
    questions: [],
    ...rest,
  };
}

/** A running Kestra without a server: behaves as the contract says, and holds no value either. */
export function createScriptedKestra(script: KestraScript): KestraInstance {
  let isClosed = false;
  async function arrive(question: string, signal: AbortSignal): Promise<void> {
    script.questions.push(question);
    // A server's answer is never there at once.
    await new Promise((resolve) => setImmediate(resolve));
    await script.untilAnswered?.(question);
    if (isClosed || signal.aborted) throw cancellation();
    if (script.failure !== null) throw new FailureError(script.failure);
  }

  return {
    async about(signal) {
      await arrive('about', signal);
      return { version: '2.0.0', edition: script.edition };
    },
    async list(namespaces, signal) {
      await arrive(`list ${namespaces.join(' ')}`.trim(), signal);
      const isOpenSource = script.edition === 'open-source';
      const names = Object.entries(script.names).flatMap(([namespace, own]) =>
        own.map((name): ListedName => ({ name, namespace: isOpenSource ? null : namespace, tags: null })),
      );
      return {
        readOnly: isOpenSource ? true : null,
        names,
        told: script.gaps.length === 0 ? namespaces : [],
        gaps: script.gaps,
      };
    },
    async listNamespaces(namespaces, signal) {
      await arrive(`list only ${namespaces.join(' ')}`, signal);
      const isSeen = (own: string) => namespaces.some((each) => each === own || each.startsWith(`${own}.`));
      const names = Object.entries(script.names).flatMap(([namespace, own]) =>
        isSeen(namespace) ? own.map((name): ListedName => ({ name, namespace, tags: null })) : [],
      );
      const isTold = script.gaps.length === 0;
      return { readOnly: null, names, told: isTold ? namespaces : [], gaps: script.gaps };
    },
    async evaluate(reference, signal) {
      await arrive(`evaluate ${reference.name}`, signal);
      return script.answers(reference);
    },
    close: () => {
      isClosed = true;
    },
  };
}
