import { doAtOnce } from '../../flow/index.ts';
import { yamlProblemsIn } from '../../flow/yaml-problems.ts';
import type { ConfigurationProblem } from '../../configuration/types.ts';
import { onceEach } from '../../language/index.ts';
import { problemsIn } from '../../language/problems.ts';
import { untilDeadline } from '../deadline.ts';
import type { JsonDocument, JsonReference, JsonSummary } from '../document.ts';
import { hasFailed } from '../fail-on.ts';
import { flowsUnder } from '../flows.ts';
import type { Command } from '../invocation.ts';
import { jsonBackends } from '../json-backends.ts';
import { inOrder, jsonConfigurationProblems, jsonFlowProblem } from '../json-problems.ts';
import type { Outcome } from '../outcome.ts';
import { placesIn } from '../places.ts';
import { askAll, jsonReferencesOf } from '../references.ts';
import type { Session } from '../session.ts';

type CheckCommand = Extract<Command, { readonly name: 'check' }>;

/** Every `secret()` call of the flows with its verdict, and every problem that the editor would underline. */
export async function check(session: Session, command: CheckCommand, signal: AbortSignal): Promise<Outcome> {
  const { catalog, configuration, files } = session;
  const { flows, tooLarge } = await flowsUnder(session, command.paths, signal);
  const problems = await jsonConfigurationProblems(
    [...configuration.problems, ...tooLarge.map(tooLargeFlow)],
    files,
    signal,
  );
  await untilDeadline(askAll(session, flows, command.readValues, signal), signal);

  const resolve = onceEach((question) => catalog.resolve(question));
  const kestraVersion = configuration.kestraVersion ?? null;
  const references: JsonReference[] = [];
  for (const checked of flows) {
    const { file, flow } = checked;
    const placeOf = placesIn(flow.text);
    const first = references.length;
    const known = { ofYaml: doAtOnce(yamlProblemsIn(flow)), kestraVersion };
    for (const problem of problemsIn(flow, resolve, known)) {
      problems.push(jsonFlowProblem(file, problem, first, placeOf));
    }
    for (const reference of jsonReferencesOf(checked, resolve)) references.push(reference);
  }
  const snapshot = catalog.snapshot();
  const document: JsonDocument = {
    version: 1,
    backends: jsonBackends(snapshot),
    references,
    problems: inOrder(problems),
    summary: summaryOf(flows.length, references),
  };
  return { document, snapshot, failures: [], failed: hasFailed(document, command.failOn) };
}

function tooLargeFlow(file: string): ConfigurationProblem {
  return {
    code: 'too-large',
    severity: 'information',
    file,
    range: { start: 0, end: 0 },
    data: { what: 'file' },
    backend: null,
    suggestions: [],
  };
}

function summaryOf(files: number, references: readonly JsonReference[]): JsonSummary {
  const count = (verdict: JsonReference['verdict']) =>
    references.filter((reference) => reference.verdict === verdict).length;
  return {
    files,
    references: references.length,
    resolvable: count('resolvable'),
    missing: count('missing'),
    hidden: count('hidden'),
    unknown: count('unknown'),
  };
}
