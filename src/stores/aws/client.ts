import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
  type DescribeSecretCommandOutput,
  type ListSecretsCommandOutput,
} from '@aws-sdk/client-secrets-manager';
import { setMaxListeners } from 'node:events';
import type { AwsLogin } from '../../access/index.ts';
import { FailureError, isFailureError, type Failure } from '../../ports/failure.ts';
import { isCancellation } from '../../ports/cancellation.ts';
import type { SendHttp } from '../../ports/network.ts';
import type { SubkeysRead } from '../contract.ts';
import { withDeadline } from '../deadline.ts';
import { parseJson } from '../../text/json.ts';
import { subkeysIn } from '../subkeys-in.ts';
import type { StorePorts } from '../opened.ts';
import { createPatience } from '../patience.ts';
import { createTransport } from '../transport/transport.ts';
import { clientDefaults, credentialsOf } from './credentials.ts';
import { isRoleRefusal, errorKindOf, readError } from './errors.ts';
import { isAnswerTo } from './answers.ts';
import { awsFailure, timeOver, unexpectedForm, type AwsQuestion } from './failures.ts';
import { guardCommands } from './guard.ts';
import { awsHandler } from './handler.ts';
import type { AwsSettings } from './settings.ts';

/** Questions to one Secrets Manager as one identity. Each rejects with a FailureError or an AbortError. */
export interface AwsClient {
  /** One page of the list, scheduled deletions with it; null: the first. `size`: of the answer, in characters. */
  list(
    next: string | null,
    signal: AbortSignal,
  ): Promise<{ readonly page: ListSecretsCommandOutput; readonly size: number }>;
  /** One secret without its value; null: there is none. */
  describe(name: string, signal: AbortSignal): Promise<DescribeSecretCommandOutput | null>;
  /** Whether it says that this identity may not list, which leaves it free to ask for single secrets. */
  isListRefusal(failure: Failure): boolean;
  /** Reads one value for the names of its fields, by the user's explicit act. */
  subkeys(name: string, signal: AbortSignal): Promise<SubkeysRead>;
  /** Whether the next question would log in first. */
  needsLogin(): boolean;
  /** Ends what is under way, and forgets the credentials. */
  close(): void;
}

/** The largest answer that is read: a page of secrets, each with as many tags as AWS allows. */
const maximumSize = 16_000_000;

export function createAwsClient(settings: AwsSettings, login: AwsLogin, ports: StorePorts): AwsClient {
  const { clock, random } = ports;
  const life = new AbortController();
  setMaxListeners(0, life.signal);
  const transport = createTransport({
    backend: settings.backend,
    network: ports.network,
    connectTimeout: settings.connectTimeout,
    // The whole question has a deadline, whose sentence says more.
    readTimeout: 2 * settings.deadline,
    maximumSize,
  });
  const readable = new WeakSet<object>();
  const withPatience = createPatience(clock, random);
  const sizes = new WeakMap<AbortSignal, number>();
  const listRefusals = new WeakSet<Failure>();
  const trouble: { last: FailureError | null } = { last: null };
  const credentialHandler = awsHandler(sendingLogins(transport.send, trouble), life.signal);
  const own = credentialsOf(login, settings, credentialHandler);
  const client = new SecretsManagerClient({
    ...clientDefaults,
    region: settings.region,
    endpoint: settings.endpoint,
    credentials: own.credentials,
    requestHandler: awsHandler(answersOnly(transport.send, settings, sizes), life.signal),
  });
  guardCommands(client, ['ListSecretsCommand', 'DescribeSecretCommand'], (input) => readable.has(input));

  function ask<T>(
    asked: AwsQuestion,
    send: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const sendOnce = async (inner: AbortSignal) => {
      try {
        return await send(inner);
      } catch (error) {
        if (isCancellation(error) || isFailureError(error)) throw error;
        throw toFailureError(error, asked);
      }
    };
    return withDeadline(
      (inner) => {
        setMaxListeners(0, inner);
        return withPatience(() => sendOnce(inner), inner);
      },
      settings.deadline,
      () => timeOver(settings),
      signal,
    );
  }

  function toFailureError(error: unknown, asked: AwsQuestion): FailureError {
    const read = readError(error);
    // AWS's clients keep of a failed way to a credential no more than some words.
    if (errorKindOf(read) === 'no-credential' && trouble.last !== null) return trouble.last;
    const failure = awsFailure(read, asked, settings, credentialsIn(login));
    if (asked.what === 'list' && errorKindOf(read) === 'denied' && !isRoleRefusal(read))
      listRefusals.add(failure);
    return new FailureError(failure);
  }

  return {
    list(next, signal) {
      const input = {
        MaxResults: settings.pageSize,
        IncludePlannedDeletion: true,
        ...(next === null ? {} : { NextToken: next }),
      };
      return ask(
        { what: 'list' },
        async (abortSignal) => {
          const page = await client.send(new ListSecretsCommand(input), { abortSignal });
          return { page, size: sizes.get(abortSignal) ?? 0 };
        },
        signal,
      );
    },
    describe(name, signal) {
      return ask(
        { what: 'describe', name },
        (abortSignal) =>
          nullFor('not-found', client.send(new DescribeSecretCommand({ SecretId: name }), { abortSignal })),
        signal,
      );
    },
    isListRefusal: (failure) => listRefusals.has(failure),
    subkeys(name, signal) {
      return ask(
        { what: 'value', name },
        async (abortSignal): Promise<SubkeysRead> => {
          const command = new GetSecretValueCommand({ SecretId: name });
          readable.add(command.input);
          const sent = client.send(command, { abortSignal });
          try {
            const answer = await nullFor('not-found', nullFor('not-now', sent));
            return answer?.SecretString === undefined
              ? { state: 'not-read' }
              : subkeysIn(answer.SecretString);
          } catch (error) {
            if (errorKindOf(readError(error)) === 'no-current')
              return { state: 'not-readable', readable: 'no-version' };
            throw error;
          }
        },
        signal,
      );
    },
    needsLogin: () => own.needsLogin(clock.now()),
    close() {
      life.abort();
      client.destroy();
      transport.close();
    },
  };
}

/** The answer, or null where AWS says that there is none of that kind. */
async function nullFor<T>(kind: 'not-found' | 'not-now', sent: Promise<T>): Promise<T | null> {
  try {
    return await sent;
  } catch (error) {
    if (errorKindOf(readError(error)) === kind) return null;
    throw error;
  }
}

/**
 * Lets nothing through that has not the form of an answer: AWS's client takes nearly anything for one. Notes how large
 * an answer is, by the signal of its question.
 */
function answersOnly(send: SendHttp, settings: AwsSettings, sizes: WeakMap<AbortSignal, number>): SendHttp {
  return async (request, signal) => {
    const answer = await send(request, signal);
    const target = request.headers['x-amz-target'] ?? '';
    if (answer.status >= 200 && answer.status < 300 && !isAnswerTo(target, parseJson(answer.body))) {
      throw new FailureError(unexpectedForm(answer.status, settings));
    }
    sizes.set(signal, answer.body.length);
    return answer;
  };
}

/** For credentials. Keeps why the last request failed, and that it did not where the next one went well. */
function sendingLogins(send: SendHttp, trouble: { last: FailureError | null }): SendHttp {
  return async (request, signal) => {
    trouble.last = null;
    try {
      return await send({ ...request, login: true }, signal);
    } catch (error) {
      if (isFailureError(error)) trouble.last = error;
      throw error;
    }
  };
}

function credentialsIn({ identity }: AwsLogin): string[] {
  return identity.kind === 'keys' ? [identity.secretAccessKey, identity.sessionToken ?? ''] : [];
}
