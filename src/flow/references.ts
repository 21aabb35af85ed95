import { bindCall } from './bind.ts';
import { parsePebble } from './pebble/parse.ts';
import { recoverCalls } from './pebble/recover.ts';
import type { StringPart } from './pebble/tokens.ts';
import { nearMissProblems } from './near-misses.ts';
import { failureProblem, syntaxProblem } from './problems.ts';
import { renderedText } from './rendered-text.ts';
import type { FlowProblem, UnplacedReference } from './types.ts';
import type { DecodedText } from './yaml/decoded-text.ts';
import { decodeScalar } from './yaml/scalars.ts';
import type { FoundScalar } from './yaml/scan.ts';

export interface ScalarFindings {
  readonly references: readonly UnplacedReference[];
  readonly problems: readonly FlowProblem[];
}

const noScalarFindings: ScalarFindings = { references: [], problems: [] };

/** The name of Kestra's function; a text without it asks for nothing. */
const functionName = 'secret';

/**
 * Whether a YAML text can hold a call at all, told by a search alone. Double quotes can write the word otherwise than
 * letter by letter: by code (`\x73ecret`), or over two lines.
 */
export function mentionsSecret(text: string): boolean {
  return text.includes(functionName) || mayHideWord(text);
}

/** Whether double quotes in a text may write any word otherwise than letter by letter. */
export function mayHideWord(text: string): boolean {
  return text.includes('\\') && /\\(?:[xuU]|\r?\n)/.test(text);
}

/** Words of which a scalar has one if it asks for anything, or renders a file that may. */
export function wordsOfCalls(text: string): readonly string[] {
  return text.includes('render') ? [functionName, 'render'] : [functionName];
}

/** Whether a text that is decoded already can hold a call. */
function mayCall(text: string): boolean {
  return text.includes(functionName) && text.includes('{');
}

/** What one scalar of a flow asks for, and what is wrong with it, wherever it stands. */
export function readScalar(text: string, scalar: FoundScalar): ScalarFindings {
  if (!mayMention(text, scalar)) return noScalarFindings;
  return readDecoded(decodeScalar(text, 0, scalar).decoded, scalar);
}

/** The same of what a scalar stands for, or of a text that no scalar holds and is written as that one would be. */
export function readDecoded(decoded: DecodedText, scalar: FoundScalar): ScalarFindings {
  const nearMisses = nearMissProblems(decoded, scalar);
  if (!mayCall(decoded.text)) return { references: [], problems: nearMisses };
  const parsed = parsePebble(decoded.text);
  if (parsed.state === 'broken') {
    const calls = recoverCalls(decoded);
    return {
      references: calls.map((call) => bindCall(call, decoded, 0, 'recovered')),
      problems: [syntaxProblem(parsed.problem, decoded), ...nearMisses],
    };
  }
  const foundAs = scalar.fault === null ? 'call' : 'recovered';
  const references = parsed.findings.calls.map((call) => bindCall(call, decoded, 0, foundAs));
  const rendered = parsed.findings.rendered.flatMap(({ string }) => readRendered(string, decoded));
  const all = [...references, ...rendered].sort((left, right) => left.range.start - right.range.start);
  return { references: all, problems: [...all.flatMap(failureProblem), ...nearMisses] };
}

function mayMention(text: string, { start, end, style }: FoundScalar): boolean {
  const source = text.slice(start, end);
  return style === 'double-quoted' ? mentionsSecret(source) : source.includes(functionName);
}

/** The calls in a string that `render('…')` is given: it is a text of its own, which Kestra renders when it runs. */
function readRendered(string: StringPart, outer: DecodedText): UnplacedReference[] {
  const inner = renderedText(string, outer);
  if (!mayCall(inner.text)) return [];
  const parsed = parsePebble(inner.text);
  const calls = parsed.state === 'parsed' ? parsed.findings.calls : recoverCalls(inner);
  const references = calls.map((call) => bindCall(call, inner, 0, 'rendered-text'));
  if (parsed.state !== 'parsed') return references;
  const deeper = parsed.findings.rendered.flatMap((part) => readRendered(part.string, inner));
  return [...references, ...deeper];
}
