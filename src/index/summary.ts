import {
  generations,
  isRendered,
  mayBeFlow,
  mayHideWord,
  mentionsSecret,
  placeOf,
  readCalls,
  type CallFailure,
  type ExpressionValue,
  type FlowDocument,
  type FlowFile,
  type FlowNamespace,
  type SecretArgument,
  type SecretReference,
  type Stretches,
} from '../flow/index.ts';
import { readFlowOnce } from '../flow/read-once.ts';
import { filesToRenderIn, mayRenderFile } from '../flow/rendered-files.ts';
import { yamlProblemsIn } from '../flow/yaml-problems.ts';
import type { TextRange } from '../ports/text.ts';
import { intern, isLong } from '../text/intern.ts';
import { createLineIndex, type LineIndex } from '../text/line-index.ts';
import type { FlowSummary, IndexedArgument, IndexedFlow, IndexedRange, IndexedReference } from './types.ts';

/**
 * What a YAML file asks for, a stretch of the reading at a time; null: certainly nothing, or it is no flow. Nothing of it
 * keeps the text. Never throws.
 */
export function* summaryOf(text: string): Stretches<FlowSummary | null> {
  return mayAsk(text) ? yield* summaryOfFile(readFlowOnce(text)) : null;
}

/** The same of a file that is read as flows already, such as one of Terraform. */
export function* summaryOfFile(file: FlowFile): Stretches<FlowSummary | null> {
  yield;
  yield* readCalls(file);
  if (!mayBeFlow(file)) return null;
  yield;
  const isYaml = !(yield* yamlProblemsIn(file)).some(({ code }) => code === 'yaml-syntax');
  const documents = file.documents.filter(({ isFlow }) => isFlow);
  if (documents.length === 0 && isYaml) return null;
  const positionOf = createLineIndex(file.text);
  const found = documents.map((document) => {
    const flow = flowOf(document);
    const all = [...document.references, ...document.withoutMeaning];
    if (document.withoutMeaning.length > 0) all.sort((one, other) => one.range.start - other.range.start);
    return { flow, references: all.map((reference) => referenceIn(flow, reference, positionOf)) };
  });
  const renders = filesToRenderIn(file).flatMap(({ document, path, place }) => {
    const flow = found.find((each) => each.flow.index === document)?.flow;
    return flow === undefined ? [] : [{ flow, path, place }];
  });
  const asks = mentionsSecret(file.text);
  if (!asks && renders.length === 0) return null;
  return {
    state: 'read',
    flows: found.map(({ flow }) => flow),
    ...(renders.length === 0 ? {} : { renders }),
    // Spread, an array has no room for more.
    references: [...found.flatMap(({ references }) => references)],
    isWhole: !asks || (isYaml && documents.every(isRead)),
  };
}

/** Whether a text may have a flow that asks for something, or renders a file that does; a search alone. */
export function mayAsk(text: string): boolean {
  // Most flows have neither word, and one search for both takes half the time of two.
  return words.test(text) ? mentionsSecret(text) || mayRenderFile(text) : mayHideWord(text);
}

const words = /secret|render/;

function isRead({ problems }: FlowDocument): boolean {
  return problems.every(({ code }) => code !== 'expression-syntax');
}

function flowOf({ id, index, namespace }: FlowDocument): IndexedFlow {
  return { index, id: id === null ? null : intern(id), namespace: namespaceOf(namespace) };
}

function namespaceOf(namespace: FlowNamespace | null): FlowNamespace | null {
  if (namespace?.kind !== 'literal') return namespace;
  return { kind: 'literal', value: intern(namespace.value), range: namespace.range };
}

function referenceIn(
  flow: IndexedFlow,
  { range, foundAs, arguments: given, failure, path }: SecretReference,
  positionOf: LineIndex,
): IndexedReference {
  return {
    flow,
    range: rangeIn(range, positionOf),
    foundAs,
    key: given.key === undefined ? null : argumentIn(given.key, positionOf),
    subkey: given.subkey === undefined ? null : argumentIn(given.subkey, positionOf),
    namespaceArgument: given.namespace === undefined ? null : valueAlone(given.namespace.value),
    failure: failure === null ? null : failureAlone(failure),
    renderedIn: sameList(generations.filter((generation) => isRendered(placeOf(path, generation)))),
  };
}

type Renderings = IndexedReference['renderedIn'];

/** Each list that there can be, once. */
const lists = new Map<string, Renderings>();

function sameList(list: Renderings): Renderings {
  const name = list.join();
  const known = lists.get(name) ?? list;
  lists.set(name, known);
  return known;
}

function argumentIn(
  { content, quote, range, value }: SecretArgument,
  positionOf: LineIndex,
): IndexedArgument {
  return { value: valueAlone(value), range: rangeIn(content ?? range, positionOf), quote };
}

function rangeIn({ start, end }: TextRange, positionOf: LineIndex): IndexedRange {
  const first = positionOf(start);
  const last = positionOf(end);
  return { start, end, line: first.line, column: first.column, endLine: last.line, endColumn: last.column };
}

/** The same value, with texts that stand for themselves. */
function valueAlone(value: ExpressionValue): ExpressionValue {
  switch (value.kind) {
    case 'constant':
      return typeof value.value === 'string' ? sameConstant(intern(value.value)) : value;
    case 'choice':
      return { kind: 'choice', candidates: value.candidates.map(intern) };
    case 'pattern':
      return { kind: 'pattern', pattern: intern(value.pattern) };
    case 'not-a-string':
    case 'dynamic':
      return value;
  }
}

/** One of each, since most names are asked for in many places; who has more of them than this starts again. */
const constants = new Map<string, ExpressionValue>();
const mostConstants = 20_000;

function sameConstant(value: string): ExpressionValue {
  if (isLong(value)) return { kind: 'constant', value };
  const known = constants.get(value);
  if (known !== undefined) return known;
  if (constants.size >= mostConstants) constants.clear();
  const constant: ExpressionValue = { kind: 'constant', value };
  constants.set(value, constant);
  return constant;
}

function failureAlone(failure: CallFailure): CallFailure {
  return failure.code === 'unknown-argument' ? { ...failure, argument: intern(failure.argument) } : failure;
}
