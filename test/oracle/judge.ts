import { tmpdir } from 'node:os';
import { startConversation } from './conversation.ts';
import type { InstalledJudge } from './install-judge.ts';

/** A `secret()` call in the syntax tree of Kestra's own Pebble. */
export interface Call {
  /** What each of Kestra's arguments is bound to: a literal, or the class of another expression. */
  readonly bound: Readonly<Record<string, { readonly literal: unknown } | { readonly expr: string }>>;
  readonly positional: number;
  readonly named: readonly string[];
  readonly bindError?: string;
}

/** What Kestra makes of a text. */
export type Judgement =
  | { readonly parseError: string }
  | {
      readonly calls: readonly Call[];
      /** Whether the calls stand in the order of the text; a map literal has none. */
      readonly inOrder: boolean;
      /** The values of each call that was run, by argument, and `failure` where it failed. */
      readonly asked?: readonly Readonly<Record<string, unknown>>[];
    };

export interface Judge {
  /** Questions are answered in turn. Rejects when the judge is gone, or takes longer than 30 seconds. */
  readonly ask: (expression: string) => Promise<Judgement>;
  readonly stop: () => Promise<void>;
}

/** Longest time of one answer, in milliseconds: one takes less than one of them. */
const patience = 30_000;

/** Starts Kestra's renderer. */
export async function startJudge({ java, classPath, mainClass }: InstalledJudge): Promise<Judge> {
  const options = ['-XX:+UseSerialGC', '-Xmx512m', '-Xss2m', '-Xshare:auto'];
  // Java itself goes by no variable.
  const temporary = `-Djava.io.tmpdir=${tmpdir()}`;
  const args = [...options, temporary, '-cp', classPath, mainClass];
  const { ask, stop } = await startConversation(java, args, { patience });
  return { ask: async (expression) => (await ask({ expression })) as Judgement, stop };
}
