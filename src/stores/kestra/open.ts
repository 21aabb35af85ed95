import type { KestraLogin } from '../../access/index.ts';
import { isKestraNamespace } from '../../managers/kestra.ts';
import { waitFor } from '../../ports/cancellation.ts';
import { FailureError } from '../../ports/failure.ts';
import type { StorePorts } from '../opened.ts';
import { createTransport } from '../transport/transport.ts';
import { editionOf, readAbout, readExecution } from './answers.ts';
import { createKestraClient, type KestraClient } from './client.ts';
import type { AboutKestra, EvaluatedReference, KestraInstance, KestraWord } from './contract.ts';
import { kestraNotThere, unexpectedKestraForm } from './failures.ts';
import { writeExpression } from './expression.ts';
import { loginObstacle } from './login.ts';
import { readNames, readNamespaces } from './names.ts';
import { aboutQuestion, evaluationQuestion, executionQuestion } from './questions.ts';
import { kestraSettings, kestraTimeouts, type KestraSettings, type KestraTimeouts } from './settings.ts';
import { readEvaluation } from './verdict.ts';

/** The largest answer that is read: what a namespace inherits comes in one. */
const maximumSize = 32_000_000;

/**
 * Opens a running Kestra as somebody who may be there. Sends nothing yet. Throws a FailureError, misconfigured, where
 * address, tenant or login cannot be meant, or the login would go over plain http to another machine.
 *
 * @param endpoint scheme, host and port, and a base path if there is one
 */
export function openKestra(
  endpoint: string,
  tenant: string,
  login: KestraLogin,
  { network, ...ports }: StorePorts,
  timeouts: KestraTimeouts = kestraTimeouts,
): KestraInstance {
  const settings = kestraSettings(endpoint, tenant, timeouts);
  const obstacle = loginObstacle(login, settings);
  if (obstacle !== null) throw new FailureError(obstacle);
  const transport = createTransport({ backend: settings.backend, network, maximumSize, ...timeouts });
  const client = createKestraClient(settings, login, { send: transport.send, ...ports });
  const life = new AbortController();
  let about: Promise<AboutKestra> | null = null;

  /** Who asks shares it; one that failed is asked again. */
  function sharedAbout(): Promise<AboutKestra> {
    about ??= askAbout(settings, client, life.signal).catch((error: unknown) => {
      about = null;
      throw error;
    });
    return about;
  }

  return {
    about: (signal) => waitFor(sharedAbout(), signal),
    async list(namespaces, signal) {
      const { edition } = await waitFor(sharedAbout(), signal);
      return readNames({ settings, client, ports, signal }, edition, namespaces);
    },
    listNamespaces: (namespaces, signal) => readNamespaces({ settings, client, ports, signal }, namespaces),
    evaluate: (reference, signal) => evaluate(settings, client, reference, signal),
    close() {
      life.abort();
      client.close();
      transport.close();
    },
  };
}

async function askAbout(
  settings: KestraSettings,
  client: KestraClient,
  signal: AbortSignal,
): Promise<AboutKestra> {
  const { status, body, edition } = await client.ask(aboutQuestion(settings), signal);
  if (status === 200) return readAbout(body);
  if (status === 403) return { version: null, edition: 'not-told' };
  if (edition === null) throw kestraNotThere(settings);
  return { version: null, edition: editionOf(edition) };
}

async function evaluate(
  settings: KestraSettings,
  client: KestraClient,
  reference: EvaluatedReference,
  signal: AbortSignal,
): Promise<KestraWord> {
  const { flowNamespace } = reference;
  if (!isKestraNamespace(flowNamespace)) return notTold('no-execution');
  const expression = writeExpression(reference);
  if (expression === null) return notTold('not-constant');
  const found = await client.ask(executionQuestion(settings, flowNamespace), signal);
  if (found.status !== 200) return notTold(found.status === 403 ? 'no-right' : 'not-asked');
  const execution = readExecution(found.body, flowNamespace);
  if (execution === null) throw unexpectedKestraForm(settings);
  if (execution === '') return notTold('no-execution');
  for (const isOld of [false, true]) {
    const question = evaluationQuestion(settings, execution, expression, isOld);
    const { status, body } = await client.ask(question, signal);
    if (status === 200) return readEvaluation(body, reference, expression);
    if (status === 403) return notTold('no-right');
  }
  return notTold('not-asked');
}

function notTold(why: Extract<KestraWord, { readonly state: 'not-told' }>['why']): KestraWord {
  return { state: 'not-told', why };
}
