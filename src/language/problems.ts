import { backendName } from './messages/backends.ts';
import { nearNames, type Question, type Resolution } from '../catalog/index.ts';
import type { ConfigurationProblem } from '../configuration/index.ts';
import {
  type ArgumentName,
  argumentNames,
  type CallFailure,
  documentFor,
  doAtOnce,
  generationOf,
  type FlowDocument,
  type FlowFile,
  type FlowProblem,
  type FlowProblemCode,
  type SecretReference,
  type Stretches,
} from '../flow/index.ts';
import type { TextRange } from '../ports/text.ts';
import { innermostAround } from './enclosing.ts';
import { untilTyped } from './half-typed.ts';
import { onceEach } from './once-each.ts';
import { placeProblemsIn } from './place-problems.ts';
import { questionOf } from './question.ts';
import type { LanguageProblem } from './types.ts';

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
  if (resolution.reasonCode === 'call-fails') return failing(reference, resolution, wrong, index);
  const base = {
    severity: 'warning',
    suggestions: resolution.suggestions,
    reference: index,
    backend: resolution.backend,
    ...(resolution.mistake === null ? {} : { mistake: resolution.mistake }),
  } as const;
  const name = argumentTextOf(reference, 'key');
  const data = { reasonCode: resolution.reasonCode };
  if (isEmptyName(reference, resolution)) {
    return { ...base, code: 'empty-name', range: rangeOf(reference, 'key'), data };
  }
  switch (resolution.secretVerdict) {
    case 'missing':
      return {
        ...base,
        code: 'secret-missing',
        range: rangeOf(reference, 'key'),
        data: { ...data, ...placeData(resolution), name },
      };
    case 'hidden':
      return {
        ...base,
        code: 'secret-hidden',
        range: rangeOf(reference, 'key'),
        data: { ...data, name, ...storedNameOf(resolution) },
      };
    case 'resolvable':
    case 'unknown':
      if (resolution.subkeyVerdict !== 'missing') return ambiguous(reference, resolution, index);
      return {
        ...base,
        code: 'subkey-missing',
        range: rangeOf(reference, 'subkey'),
        data: { ...data, ...placeData(resolution), name, subkey: argumentTextOf(reference, 'subkey') },
      };
  }
}

/** Nothing is looked up for it: it is a mistake whatever is known of the backends, unless one has it all the same. */
function isEmptyName({ arguments: { key } }: SecretReference, { secretVerdict }: Resolution): boolean {
  if (secretVerdict === 'resolvable' || secretVerdict === 'hidden') return false;
  return key?.value.kind === 'constant' && key.value.value === '';
}

/** What the backend calls the secret, so that what hides it can be found. */
function storedNameOf({ secret }: Resolution): Readonly<Record<string, string>> {
  return secret === null ? {} : { stored: secret.storedName };
}

/** Where a secret or subkey was looked for, and what may still make it resolve. */
function placeData(resolution: Resolution): Readonly<Record<string, string>> {
  const { answers, backend, reservations, secretVerdict } = resolution;
  const { listLag, serverVariable } = reservations;
  const asked = secretVerdict === 'missing' ? answers : answers.filter((each) => each.backend === backend);
  const names = [...new Set(asked.map(({ named }) => backendName(named)))];
  const isEnvironment = asked.every(({ named }) => named.kestraType === 'env');
  return {
    // Of variables the sentence itself tells where they would stand.
    ...(isEnvironment ? {} : { where: names.join(', ') }),
    ...(listLag === 0 ? {} : { lag: String(listLag) }),
    ...(serverVariable === null ? {} : { unless: serverVariable }),
  };
}

/** Two stored secrets with the one name: that it resolves is certain, to which of them is not. */
function ambiguous(
  reference: SecretReference,
  { secret, secretVerdict, backend }: Resolution,
  index: number,
): LanguageProblem | null {
  if (secretVerdict !== 'resolvable' || secret?.sameName === undefined) return null;
  return {
    code: 'secret-ambiguous',
    severity: 'warning',
    range: rangeOf(reference, 'key'),
    data: { name: secret.name, stored: [secret.storedName, ...secret.sameName].join(', ') },
    suggestions: [],
    reference: index,
    backend,
  };
}

/** The text's own problem says best why a call fails; one is made only where it says nothing. */
function failing(
  reference: SecretReference,
  resolution: Resolution,
  wrong: ReadonlySet<number | null>,
  index: number,
): LanguageProblem | null {
  if (wrong.has(index)) return null;
  const base = { severity: 'error', suggestions: [], reference: index, backend: null } as const;
  const { failure } = reference;
  if (failure === null) {
    return {
      ...base,
      code: 'call-fails',
      range: reference.range,
      data: {},
      mistake: resolution.reason,
    };
  }
  return { ...base, code: codeOf(failure), range: failure.range, data: dataOf(failure) };
}

function codeOf(failure: CallFailure): FlowProblemCode {
  switch (failure.code) {
    case 'no-key':
      return 'missing-key';
    case 'wrong-type':
      return 'wrong-argument-type';
    case 'inside-macro':
      return 'secret-in-macro';
    case 'unknown-argument':
    case 'too-many-arguments':
    case 'full-with-subkey':
      return failure.code;
  }
}

function dataOf(failure: CallFailure): Readonly<Record<string, string>> {
  return 'argument' in failure ? { argument: failure.argument } : {};
}

/** The content between an argument's quotes, the quotes too where there is nothing between them. */
function rangeOf(reference: SecretReference, name: ArgumentName): TextRange {
  const argument = reference.arguments[name];
  if (argument === undefined) return reference.range;
  const { content } = argument;
  return content === null || content.start === content.end ? argument.range : content;
}

function argumentTextOf(reference: SecretReference, name: ArgumentName): string {
  const value = reference.arguments[name]?.value;
  return value?.kind === 'constant' && typeof value.value === 'string' ? value.value : '';
}
