import { bindCall } from './bind.ts';
import { parsePebble } from './pebble/parse.ts';
import { recoverCalls } from './pebble/recover.ts';
import type { StringPart } from './pebble/tokens.ts';
import { failureProblem, faultProblem, namespaceProblem, syntaxProblem } from './problems.ts';
import { renderedText } from './rendered-text.ts';
import type { FlowNamespace, FlowProblem, SecretReference } from './types.ts';
import type { DecodedText } from './yaml/decoded-text.ts';
import type { Scalar } from './yaml/scalars.ts';

export interface ScalarFindings {
  readonly references: readonly SecretReference[];
  readonly problems: readonly FlowProblem[];
}

const nothing: ScalarFindings = { references: [], problems: [] };

/** The name of Kestra's function; a text without it asks for nothing. */
const functionName = 'secret';

export function mentionsSecret(text: string): boolean {
  return text.includes(functionName);
}

/** What one scalar of a flow asks for, and what is wrong with it. */
export function readScalar(
  file: string,
  scalar: Scalar,
  document: number,
  namespace: FlowNamespace | null,
): ScalarFindings {
  if (!scalar.rendered || !mayMention(file, scalar)) return nothing;
  const { decoded } = scalar.decode();
  if (!mentionsSecret(decoded.text) || !decoded.text.includes('{')) return nothing;
  const parsed = parsePebble(decoded.text);
  if (parsed.state === 'broken') {
    const calls = recoverCalls(decoded);
    return {
      references: calls.map((call) => bindCall(call, decoded, document, 'recovered')),
      problems: [syntaxProblem(parsed.problem, decoded), ...faultProblem(scalar)],
    };
  }
  const origin = scalar.fault === null ? 'call' : 'recovered';
  const references = parsed.findings.calls.map((call) => bindCall(call, decoded, document, origin));
  const rendered = parsed.findings.rendered.flatMap(({ string }) => readRendered(string, decoded, document));
  const all = [...references, ...rendered].sort((left, right) => left.range.start - right.range.start);
  const problems = all.flatMap((reference) => [
    ...failureProblem(reference),
    ...namespaceProblem(reference, namespace),
  ]);
  return { references: all, problems: [...problems, ...faultProblem(scalar)] };
}

/** Only a double-quoted scalar can write a word in another way than letter by letter. */
function mayMention(file: string, { start, end, style }: Scalar): boolean {
  const source = file.slice(start, end);
  return mentionsSecret(source) || (style === 'double-quoted' && source.includes('\\'));
}

/** The calls in a string that `render('…')` is given: it is a text of its own, which Kestra renders when it runs. */
function readRendered(string: StringPart, outer: DecodedText, document: number): SecretReference[] {
  const inner = renderedText(string, outer);
  if (!mentionsSecret(inner.text) || !inner.text.includes('{')) return [];
  const parsed = parsePebble(inner.text);
  const calls = parsed.state === 'parsed' ? parsed.findings.calls : recoverCalls(inner);
  const references = calls.map((call) => bindCall(call, inner, document, 'rendered-text'));
  if (parsed.state !== 'parsed') return references;
  const deeper = parsed.findings.rendered.flatMap((part) => readRendered(part.string, inner, document));
  return [...references, ...deeper];
}
