import { tmpdir } from 'node:os';
import { startConversation, type Conversation } from './conversation.ts';
import type { InstalledJudge } from './install-judge.ts';

/** Longest time of one answer, in milliseconds: one takes a few of them. */
const patience = 30_000;

export function startMicronaut({ java, classPath, mainClass }: InstalledJudge): Promise<Conversation> {
  const options = ['-XX:+UseSerialGC', '-Xmx256m', '-Xshare:auto'];
  // Java itself goes by no variable.
  const temporary = `-Djava.io.tmpdir=${tmpdir()}`;
  return startConversation(java, [...options, temporary, '-cp', classPath, mainClass], { patience });
}

/** A configuration of one file, and the key in it that is asked for. */
export interface MicronautQuestion {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly key: string;
}

/** The text of a key as Micronaut has it; null: not set, or refused. */
export async function askMicronaut(
  judge: Conversation,
  { file, environment, key }: MicronautQuestion,
): Promise<string | null> {
  const question = { files: [file], environment, get: [{ key }] };
  const answer = (await judge.ask(question)) as { readonly got?: readonly unknown[] };
  const [got] = answer.got ?? [];
  return typeof got === 'string' ? got : null;
}

/** Whether Java's decoder takes a text for Base64. */
export async function askBase64(judge: Conversation, text: string): Promise<boolean> {
  const { decoded } = (await judge.ask({ base64: text })) as { readonly decoded: readonly number[] | null };
  return decoded !== null;
}
