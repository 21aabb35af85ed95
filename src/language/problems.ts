import { nearNames, type Question, type Resolution } from '../catalog/index.ts';
import type { ConfigurationProblem } from '../configuration/index.ts';
import {
  type ArgumentName,
  argumentNames,
  documentFor,
  doAtOnce,
  generationOf,
  type FlowDocument,
  type FlowFile,
  type FlowProblem,
  type SecretReference,
  type Stretches,
} from '../flow/index.ts';
import { innermostAround } from './enclosing.ts';
import { untilTyped } from './half-typed.ts';
import { onceEach } from './once-each.ts';
import { placeProblemsIn } from './place-problems.ts';
import { questionOf } from './question.ts';
import type { LanguageProblem } from './types.ts';
import { problemOfCall, type AskingArgument } from './verdict-problems.ts';

export { untilTyped } from './half-typed.ts';
export { isAskedBy, isNotFound, problemOfIndexed, type IndexedProblem } from './indexed-problems.ts';

/** What is known beside the flow's own text. */
export interface KnownOfFile {
  /** What is wrong with its YAML. */
  readonly ofYaml?: readonly FlowProblem[];
  /** What was found in this same text where it is configuration too. */
  readonly ofConfiguration?: readonly ConfigurationProblem[];
  /** The version of the Kestra that runs it, such as `2.0.1`. */
  readonly kestraVersion?: string | null;
  /** Whether the server may hand `SECRET_*` variables to flows as `envs.secret_*`. */
  readonly showsSecretsInEnvs?: boolean;
  /** Whether a call may not be what its author means yet: nothing is said of its names then. Default: none. */
  readonly isHalfTyped?: (reference: SecretReference) => boolean;
}

/**
 * Every problem of a flow, in the order of the text: what its own text says, and what the catalog says of its
 * references. Nothing is said where the verdict is "cannot tell".
 */
export function problemsIn(
  file: FlowFile,
  resolve: (question: Question) => Resolution,
  known: KnownOfFile = {},
): LanguageProblem[] {
  return doAtOnce(problemsInSteps(file, resolve, known));
}

/** So many references are looked at in one step. */
const referencesAtOnce = 250;

/** The same in steps, between which others can have their turn. */
export function* problemsInSteps(
  file: FlowFile,
  resolve: (question: Question) => Resolution,
  {
    ofYaml = [],
    ofConfiguration = [],
    kestraVersion = null,
    showsSecretsInEnvs = false,
    isHalfTyped = () => false,
  }: KnownOfFile = {},
): Stretches<LanguageProblem[]> {
  const problems: LanguageProblem[] = [
    ...ofYaml.map((problem) => ({ ...problem, suggestions: [], reference: null, backend: null })),
    ...ofConfiguration.map((problem) => ({ ...problem, reference: null })),
  ];
  const resolveOnce = onceEach(resolve);
  const generation = generationOf(kestraVersion);
  let first = 0;
  for (const read of file.documents) {
    const document = documentFor(read, generation);
    const { references } = document;
    // Where they were not read before, that is a stretch of its own.
    if (references.length >= referencesAtOnce) yield;
    const innermost = innermostAround(references);
    const told = document.problems.filter(({ code }) => code !== 'secret-in-envs' || !showsSecretsInEnvs);
    const own = told.map((problem) => ofFlow(problem, innermost(problem.range), first));
    for (const problem of [...own, ...ofVersion(document, kestraVersion)]) problems.push(problem);
    for (const problem of placeProblemsIn(document, generation, first)) problems.push(problem);
    const wrong = new Set(
      own.flatMap(({ severity, reference }) => (severity === 'error' ? [reference] : [])),
    );
    for (const [index, reference] of document.references.entries()) {
      if (index % referencesAtOnce === referencesAtOnce - 1) yield;
      const answer = resolveOnce(questionOf(reference, document));
      const resolution = isHalfTyped(reference) ? untilTyped(answer) : answer;
      const problem = ofReference(reference, resolution, wrong, first + index);
      if (problem !== null) problems.push(problem);
    }
    first += document.references.length;
  }
  return problems.sort(
    (one, other) => one.range.start - other.range.start || one.range.end - other.range.end,
  );
}

function ofVersion({ isFlow, pluginDefaults }: FlowDocument, version: string | null): LanguageProblem[] {
  if (!isFlow || pluginDefaults === null || version === null) return [];
  if (generationOf(version) !== '2.0') return [];
  return [
    {
      code: 'plugin-defaults-removed',
      severity: 'information',
      range: pluginDefaults,
      data: { version },
      suggestions: [],
      reference: null,
      backend: null,
    },
  ];
}

/** `innermost`: the index of the reference it stands in, or -1. */
function ofFlow(problem: FlowProblem, innermost: number, first: number): LanguageProblem {
  const { argument } = problem.data;
  return {
    ...problem,
    suggestions:
      problem.code === 'unknown-argument' && argument !== undefined ? nearNames(argument, argumentNames) : [],
    reference: innermost < 0 ? null : first + innermost,
    backend: null,
  };
}

function ofReference(
  reference: SecretReference,
  resolution: Resolution,
  wrong: ReadonlySet<number | null>,
  index: number,
): LanguageProblem | null {
  // The text's own problem says best why a call fails; one is made only where it says nothing.
  if (reference.failure !== null && wrong.has(index)) return null;
  const { failure, range } = reference;
  const call = { range, failure, key: argumentOf(reference, 'key'), subkey: argumentOf(reference, 'subkey') };
  return problemOfCall(call, resolution, index);
}

/** With the content between its quotes, the quotes too where there is nothing between them. */
function argumentOf(reference: SecretReference, name: ArgumentName): AskingArgument | null {
  const argument = reference.arguments[name];
  if (argument === undefined) return null;
  const { content, range, value } = argument;
  return { value, range: content === null || content.start === content.end ? range : content };
}
