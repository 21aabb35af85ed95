import { doAtOnce, generationOf } from '../../flow/index.ts';
import { yamlProblemsIn } from '../../flow/yaml-problems.ts';
import type { ConfigurationProblem, FolderConfiguration } from '../../configuration/index.ts';
import { mayIgnoreProblems, type ProblemCode } from '../../language/index.ts';
import { problemsIn } from '../../language/problems.ts';
import { isConfigurationCode, untoldConfiguration, untoldIn } from '../../language/suppressions.ts';
import { untilDeadline } from '../deadline.ts';
import type { JsonDocument, JsonProblem, JsonReference, JsonSummary } from '../document.ts';
import { hasFailed } from '../fail-on.ts';
import { fixFlows, type FixedFlows } from '../fix-flows.ts';
import { flowsUnder, inOrder, type FlowToCheck, type FoundFlows, type RefusedPath } from '../flows.ts';
import type { CliCommand } from '../invocation.ts';
import { jsonBackends } from '../json-backends.ts';
import { applyBaseline, knownFindings } from '../known-findings.ts';
import { configurationFiles, sortProblems, jsonFlowProblem } from '../json-problems.ts';
import type { Outcome } from '../outcome.ts';
import { renderedFiles, serverValues } from '../../folder/elsewhere/index.ts';
import { renderedSince } from '../rendered-files.ts';
import { placesIn } from '../places.ts';
import { askAll, jsonReferencesOf, resolveIn } from '../references.ts';
import type { Session } from '../session.ts';
import { changesSince, filesSince, type HasChanged } from '../since.ts';
import { applySuppressions, joinFiles, withIgnored, type CheckedFile } from '../suppressed.ts';

type CheckCommand = Extract<CliCommand, { readonly name: 'check' }>;

/** Every `secret()` call of the flows with its verdict, and every problem that the editor would underline. */
export async function runCheck(
  session: Session,
  command: CheckCommand,
  signal: AbortSignal,
): Promise<Outcome> {
  const { catalog, configuration, files } = session;
  const known = await knownFindings(command, signal);
  const hasChanged = await changesSince(session.root, command.since, signal);
  const { asking, count, isLookedAt, refused, ...fixed } = await findAsking(
    session,
    command,
    hasChanged,
    signal,
  );
  const refusedFlows = refused.map(refusedFlow).filter((problem) => !isToldIn(configuration, problem));
  const untold = () => untoldConfiguration(configuration.problems);
  // What the server's configuration gives to flows is read with the whole folder alone.
  const isAllKnown = command.paths.length === 0;
  const judging = { untold, judges: (code: ProblemCode) => isAllKnown || isConfigurationCode(code) };
  const configured = await configurationFiles(
    [...configuration.problems, ...refusedFlows],
    configuration.files,
    judging,
    files,
    signal,
  );
  await untilDeadline(askAll(session, asking, command.readValues, signal), signal);

  const resolveAt = resolveIn(catalog);
  const kestraVersion = configuration.kestraVersion ?? null;
  const showsSecretsInEnvs = configuration.showsSecretsInEnvs === true;
  const generation = generationOf(kestraVersion);
  const judgedBy = { kestraVersion, isConfigurationRead: true, isHalfTyped: () => false };
  const references: JsonReference[] = [];
  const checkedFlows: CheckedFile[] = [];
  // What is told of is let go: all flows at once are most of the memory.
  const left = asking.splice(0).reverse();
  for (let checked = left.pop(); checked !== undefined; checked = left.pop()) {
    const { file, flow, kind } = checked;
    const placeOf = placesIn(flow.text);
    const resolve = resolveAt(checked);
    const first = references.length;
    const facts = { ofYaml: doAtOnce(yamlProblemsIn(flow)), kestraVersion, showsSecretsInEnvs };
    const found = problemsIn(flow, resolve, facts).map((problem) => ({
      problem,
      json: jsonFlowProblem(file, problem, first, placeOf),
    }));
    const source = flow.source ?? flow.text;
    checkedFlows.push({
      file,
      isFlow: kind === 'flow',
      found,
      ...(kind === 'rendered' || !mayIgnoreProblems(source)
        ? ignoringNothing
        : { text: source, judging: { untold: () => untoldIn(flow, resolve, judgedBy) } }),
    });
    for (const reference of jsonReferencesOf(checked, resolve, generation, placeOf))
      references.push(reference);
  }
  const told = await applySuppressions(
    joinFiles(filesSince(configured, hasChanged), checkedFlows),
    session.severities,
  );
  const snapshot = catalog.snapshot();
  const document: JsonDocument = {
    version: 1,
    backends: jsonBackends(snapshot),
    references: withIgnored(references, told.ignored),
    problems: sortProblems(told.problems),
    summary: summaryOf(count, references, told.problems),
  };
  const outcome = {
    document,
    snapshot,
    failures: [],
    failed: hasFailed(document, command.failOn),
    ...fixed,
  };
  return applyBaseline(outcome, command, known, isLookedAt, signal);
}

/** Something that may ask for secrets, and what it is. */
interface Asking extends FlowToCheck {
  readonly kind: 'flow' | 'server-value' | 'rendered';
}

/** What is checked: `asking` is in the order of the files, and the only one to hold the flows. */
interface FoundAsking
  extends Pick<FoundFlows, 'count' | 'isLookedAt' | 'refused'>, Pick<FixedFlows, 'changes' | 'notChanged'> {
  readonly asking: Asking[];
}

async function findAsking(
  session: Session,
  { fix, paths, since }: CheckCommand,
  hasChanged: HasChanged,
  signal: AbortSignal,
): Promise<FoundAsking> {
  const isWanted = since === null ? null : hasChanged;
  const { flows: found, ...under } = await flowsUnder(session, paths, isWanted, signal);
  const { flows, ...fixed } = fix
    ? await fixFlows(session, found, signal)
    : { flows: found, changes: [], notChanged: [] };
  const ofServer = paths.length === 0 ? await serverValues(session, signal) : [];
  const changedOfServer = ofServer.filter(({ file, flow }) => hasChanged(file, flow.text));
  const rendered =
    since === null
      ? await renderedFiles(session, flows, signal)
      : await renderedSince(session, { flows, paths, hasChanged }, signal);
  const asking = inOrder([
    ...flows.map((each): Asking => ({ ...each, kind: 'flow' })),
    ...changedOfServer.map((each): Asking => ({ ...each, kind: 'server-value' })),
    ...rendered.map((each): Asking => ({ ...each, kind: 'rendered' })),
  ]);
  return { asking: [...asking], ...under, ...fixed };
}

/** Of a file that has no comments to ignore problems, or of which they do not count. */
const ignoringNothing = { text: null, judging: { untold: () => [] } };

/** Whether the configuration's problems name the same file for the same reason. */
function isToldIn({ problems }: FolderConfiguration, { file, code }: ConfigurationProblem): boolean {
  return problems.some((problem) => problem.file === file && problem.code === code);
}

/** Nobody knows whether it is a flow. */
function refusedFlow({ file, reason }: RefusedPath): ConfigurationProblem {
  const isFolder = reason === 'too-many' || reason === 'too-deep';
  const isTooLarge = isFolder || reason === 'too-large';
  return {
    code: isTooLarge ? 'too-large' : 'file-not-read',
    severity: reason === 'too-large' ? 'information' : 'warning',
    file,
    range: { start: 0, end: 0 },
    data: isFolder ? { what: reason } : isTooLarge ? { what: 'file' } : { reason },
    backend: null,
    suggestions: [],
  };
}

function summaryOf(
  files: number,
  references: readonly JsonReference[],
  problems: readonly JsonProblem[],
): JsonSummary {
  const count = (verdict: JsonReference['verdict']) =>
    references.filter((reference) => reference.verdict === verdict).length;
  return {
    files,
    references: references.length,
    resolvable: count('resolvable'),
    missing: count('missing'),
    hidden: count('hidden'),
    unknown: count('unknown'),
    suppressed: problems.filter(({ suppressed }) => suppressed).length,
  };
}
