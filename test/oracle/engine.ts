import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeFolder } from '../processes/remove-folder.ts';
import { startConversation } from './conversation.ts';
import type { InstalledJudge } from './install-judge.ts';

/** What is asked of Kestra's engine. */
export interface FlowQuestion {
  /** The flow's YAML. Flows that run at a time have different ids. */
  readonly flow: string;
  /** The key of the secret in it; it exists, with the value `value-of-KEY`, unless the key begins with MISSING. */
  readonly key: string;
  /** Its own trigger starts it. */
  readonly trigger?: boolean;
  /** Longest time of the execution, in seconds. */
  readonly wait?: number;
  /** False only has it saved. */
  readonly run?: boolean;
}

/** What Kestra's engine makes of a flow. */
export interface FlowAnswer {
  /** Why Kestra does not save it, or null. */
  readonly refused: string | null;
  /** How often each part of Kestra looked the key up; the judge does what the web server would do. */
  readonly lookUps: Readonly<Record<string, number>>;
  /** The execution's last state; null where there was none. */
  readonly state?: string | null;
  readonly tasks?: readonly { readonly id: string; readonly state: string }[];
  /** What Kestra shows of the execution with the secret's value in clear. */
  readonly shows?: readonly ('inputs' | 'outputs' | 'labels')[];
  /** The checks that fail, or why they could not be told. */
  readonly checks?: string | readonly unknown[];
  /** Why no execution began, or ended. */
  readonly noExecution?: string;
}

/** What is asked of the beans that Kestra's web server asks. */
export interface WebQuestion {
  /** The secrets that are listed: those that begin with JSON hold an object with the field `user`. */
  readonly names: readonly string[];
  readonly page: number;
  readonly size: number;
  /** The YAML of a flow. */
  readonly flow: string;
  readonly evaluate: readonly string[];
}

/** The bodies of the web server's answers. */
export interface WebAnswer {
  readonly list: unknown;
  readonly inherited: unknown;
  /** Null before 2.0. */
  readonly expressions: Readonly<Record<string, readonly string[]>> | null;
  /** The same for somebody who may not see secrets. */
  readonly withoutRight: Readonly<Record<string, readonly string[]>> | null;
  /** By what was evaluated. */
  readonly evaluated: Readonly<Record<string, unknown>>;
}

export interface Engine {
  /**
   * Several questions may be asked at a time; the engine answers eight. Rejects when it is gone, takes too long, or fails
   * for a reason that is not the flow's.
   */
  readonly ask: (question: FlowQuestion) => Promise<FlowAnswer>;
  /** One at a time: all share what is listed. Rejects likewise. */
  readonly askWeb: (question: WebQuestion) => Promise<WebAnswer>;
  /** The JSON schema of a flow, as this Kestra generates it. */
  readonly schema: () => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

/** Longest time of one answer, in milliseconds, with those that were asked before it. */
const patience = 300_000;

/** Starts Kestra's engine over a folder of its own; it listens on the loopback alone. */
export async function startEngine({ java, classPath, mainClass }: InstalledJudge): Promise<Engine> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kestra-secrets-engine-'));
  const options = ['-XX:+UseSerialGC', '-Xmx384m', '-XX:TieredStopAtLevel=1', '-Xshare:auto'];
  const native = '--enable-native-access=ALL-UNNAMED';
  const args = [...options, native, `-Djava.io.tmpdir=${folder}`, '-cp', classPath, mainClass, folder];
  try {
    const { ask, stop } = await startConversation(java, args, { patience });
    return {
      ask: async (question) => {
        const answer = (await ask(question)) as FlowAnswer & { readonly failure?: string };
        if (answer.failure !== undefined)
          throw new Error(`Kestra's engine failed: ${answer.failure}\n${question.flow}`);
        return answer;
      },
      askWeb: async (question) => {
        const answer = (await ask({ web: question })) as WebAnswer & { readonly failure?: string };
        if (answer.failure !== undefined) throw new Error(`Kestra's engine failed: ${answer.failure}`);
        return answer;
      },
      schema: () => ask({ schema: true }),
      stop: async () => {
        await stop();
        await removeFolder(folder);
      },
    };
  } catch (error) {
    await removeFolder(folder);
    throw error;
  }
}
