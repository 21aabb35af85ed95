import type { AskedKestra, CatalogSnapshot, ExplanationStep, Question } from '../../catalog/index.ts';
import type { ExpressionValue } from '../../flow/index.ts';
import { notAskedWords } from '../../language/kestra-facts.ts';
import { failureMessage, reasonMessage, stepMessage } from '../../language/messages/index.ts';
import type { Failure } from '../../ports/failure.ts';
import { untilDeadline } from '../deadline.ts';
import type { JsonDocument, JsonStep } from '../document.ts';
import type { CliCommand } from '../invocation.ts';
import { isoTime, jsonBackends } from '../json-backends.ts';
import { backendOf } from '../../catalog/kestra/as-backend.ts';
import { nextWordsFor } from '../next-words.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';

type ExplainCommand = Extract<CliCommand, { readonly name: 'explain' }>;

/** Why a name does or does not resolve: each backend asked, each rule, how fresh the answer is. */
export async function runExplain(
  session: Session,
  command: ExplainCommand,
  signal: AbortSignal,
): Promise<Outcome> {
  const { catalog, options } = session;
  const question: Question = {
    key: constant(command.secret),
    subkey: command.subkey === null ? null : constant(command.subkey),
    namespaceArgument: command.namespaceArgument === null ? null : constant(command.namespaceArgument),
    callFailure: null,
    flowNamespace:
      options.namespace === null
        ? null
        : { kind: 'literal', value: options.namespace, range: { start: 0, end: 0 } },
  };
  const asking = async () => {
    const listing = catalog.refresh(signal);
    await Promise.all([listing, catalog.ask(question, { readValues: command.readValues }, signal)]);
  };
  await untilDeadline(asking(), signal);
  const asked = command.askKestra ? await askKestra(session, question, signal) : null;
  const resolution = catalog.resolve(question);
  const snapshot = catalog.snapshot();
  const document: JsonDocument = {
    version: 1,
    backends: jsonBackends(snapshot),
    explanation: {
      name: command.secret,
      subkey: command.subkey,
      namespace: command.namespaceArgument ?? options.namespace,
      verdict: resolution.verdict,
      reasonCode: resolution.reasonCode,
      reason: reasonMessage(resolution.reason, nextWordsFor),
      suggestions: resolution.suggestions,
      steps: catalog.explain(question).map(jsonStep),
    },
  };
  return {
    document,
    snapshot,
    failures: [],
    failed: false,
    ...(asked === null ? {} : tellAsked(asked, command, snapshot)),
  };
}

/** The user's explicit act; null: the run's time was over before Kestra answered. */
async function askKestra(
  { catalog }: Session,
  question: Question,
  signal: AbortSignal,
): Promise<AskedKestra | null> {
  let asked: AskedKestra | null = null;
  const asking = async () => {
    asked = await catalog.askKestra(question, signal);
  };
  await untilDeadline(asking(), signal);
  return asked;
}

/** What became of it, but for what stands in the steps. */
function tellAsked(
  asked: AskedKestra,
  command: Pick<ExplainCommand, 'secret' | 'subkey'>,
  snapshot: CatalogSnapshot,
): Partial<Pick<Outcome, 'failures' | 'notes'>> {
  const { kestra } = snapshot;
  switch (asked.state) {
    case 'answered':
      return mayHaveRead(asked) ? { notes: [readsSecret(command)] } : {};
    case 'not-asked':
      return { notes: [notEvaluated(asked.why)] };
    case 'failed':
      // That it cannot be listed is told already.
      if (kestra === undefined || isTold(asked.failure, kestra.failure)) return {};
      return { failures: [{ backend: backendOf(kestra), failure: asked.failure, isOfOneSecret: true }] };
  }
}

type Answer = Extract<AskedKestra, { readonly state: 'answered' }>;

/** Whether its server may have read the secret: not where there was nothing to evaluate it in, or it evaluates nothing. */
function mayHaveRead({ word }: Answer): boolean {
  return word.state !== 'not-told' || word.why === 'other-answer';
}

/** Whether a failure says what that of its list says. */
function isTold(failure: Failure, ofList: Failure | null): boolean {
  return ofList !== null && failureMessage(failure) === failureMessage(ofList);
}

function notEvaluated(why: Extract<AskedKestra, { readonly state: 'not-asked' }>['why']): string {
  return why === 'offline'
    ? 'Kestra did not evaluate the secret, because --offline uses no network.'
    : `Kestra did not evaluate the secret: ${notAskedWords(why)}.`;
}

function readsSecret({ secret, subkey }: Pick<ExplainCommand, 'secret' | 'subkey'>): string {
  const evaluated = subkey === null || subkey === '' ? 'the secret' : `the subkey ${subkey} of ${secret}`;
  return `Kestra evaluated ${evaluated}: its server read it to answer, and may have logged that it did.`;
}

function jsonStep({ backend, asked, rule, result, reason, fetchedAt }: ExplanationStep): JsonStep {
  return {
    backend,
    asked,
    rule,
    result,
    detail: stepMessage(reason, nextWordsFor),
    fetchedAt: isoTime(fetchedAt),
  };
}

function constant(value: string): ExpressionValue {
  return { kind: 'constant', value };
}
