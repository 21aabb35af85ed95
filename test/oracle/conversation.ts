import { spawn } from 'node:child_process';
import { onLines } from '../processes/lines.ts';

/** A running judge: one JSON object a line goes in, one comes out, in the same order. */
export interface Conversation {
  /** The line that said it was ready. */
  readonly greeting: unknown;
  /** Questions are answered in turn. Rejects when the judge is gone, or takes longer than its patience. */
  readonly ask: (question: object) => Promise<unknown>;
  /** Ends its standard input, which ends it. */
  readonly stop: () => Promise<void>;
}

export interface ConversationOptions {
  /** Longest time of one answer, in milliseconds. */
  readonly patience: number;
  /** The whole environment; default: this process's. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Longest time until a judge is ready, in milliseconds: half a minute on a machine with something else to do. */
const startPatience = 180_000;

/** How much of what a judge complains of is kept, in characters: enough for one that could not start. */
const keptComplaint = 4000;

/**
 * Starts a judge and waits for its first line. It ends with this process at the latest, since its standard input does.
 * Rejects with what it complained of where it ends instead.
 */
export async function startConversation(
  command: string,
  args: readonly string[],
  { patience, env = process.env }: ConversationOptions,
): Promise<Conversation> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-keptComplaint);
  });
  child.stdin.on('error', () => undefined); // told by its end
  const waiting: { readonly resolve: (line: string) => void; readonly reject: (error: Error) => void }[] = [];
  let gone: Error | null = null;
  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => (complaint ||= error.message));
    child.on('close', (code) => {
      gone = new Error(`The judge ended with ${code ?? 'a signal'}: ${complaint.trim() || 'no word'}`);
      for (const { reject } of waiting.splice(0)) reject(gone);
      resolve();
    });
  });
  onLines(child.stdout, (line) => waiting.shift()?.resolve(line));

  const nextLine = async (limit: number) => {
    if (gone !== null) throw gone;
    const timer = setTimeout(() => child.kill('SIGKILL'), limit);
    try {
      return await new Promise<string>((resolve, reject) => waiting.push({ resolve, reject }));
    } finally {
      clearTimeout(timer);
    }
  };
  const greeting: unknown = JSON.parse(await nextLine(startPatience));
  return {
    greeting,
    ask: async (question) => {
      const answer = nextLine(patience);
      child.stdin.write(`${JSON.stringify(question)}\n`);
      return JSON.parse(await answer) as unknown;
    },
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
