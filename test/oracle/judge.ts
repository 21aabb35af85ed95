import { spawn } from 'node:child_process';
import { onLines } from '../processes/lines.ts';
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

/** Longest time until it is ready, in milliseconds: a few seconds on a machine with nothing else to do. */
const startPatience = 120_000;

/** Longest time of one answer, in milliseconds: one takes less than one of them. */
const patience = 30_000;

/** Starts Kestra's renderer. It ends with this process at the latest, since its standard input does. */
export async function startJudge({ java, classPath }: InstalledJudge): Promise<Judge> {
  const options = ['-XX:+UseSerialGC', '-Xmx512m', '-Xss2m', '-Xshare:auto'];
  const child = spawn(java, [...options, '-cp', classPath, 'Judge'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
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
  await nextLine(startPatience); // that it is ready
  return {
    ask: async (expression) => {
      const answer = nextLine(patience);
      child.stdin.write(`${JSON.stringify({ expression })}\n`);
      return JSON.parse(await answer) as Judgement;
    },
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
