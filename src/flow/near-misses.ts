import { nearMissCalls, type NearMiss } from './pebble/near-miss-calls.ts';
import { parsePebble } from './pebble/parse.ts';
import { rangeOf } from './bind.ts';
import type { FlowProblem } from './types.ts';
import { writeInScalar, writeWholeValue } from './writers.ts';
import type { DecodedText } from './yaml/decoded-text.ts';
import { isCode } from './yaml/path.ts';
import type { FoundScalar } from './yaml/scan.ts';

/**
 * What somebody wrote for `secret('…')` and Kestra does not take for it. Each problem has in its data what was written
 * (`written`), how it is spelled (`spelling`), and what takes the place of its range (`replacement`), as this scalar
 * writes it; without the last where the scalar cannot hold it.
 */
export function nearMissProblems(decoded: DecodedText, scalar: FoundScalar): FlowProblem[] {
  if (!decoded.text.includes('{{') && !decoded.text.includes('{%')) return withoutBraces(decoded, scalar);
  return nearMissCalls(decoded).map((miss) => callProblem(miss, decoded, scalar));
}

function callProblem(miss: NearMiss, decoded: DecodedText, scalar: FoundScalar): FlowProblem {
  const { kind, written, spelling } = miss;
  const replacement = replacementOf(miss, decoded, scalar);
  return {
    code: kind === 'environment' ? 'secret-in-envs' : 'secret-misspelled',
    severity: 'information',
    range: rangeOf(miss, decoded),
    data: { kind, written, spelling, ...(replacement === null ? {} : { replacement }) },
  };
}

function replacementOf(miss: NearMiss, decoded: DecodedText, scalar: FoundScalar): string | null {
  const { start, end, replacement } = miss;
  if (scalar.fault !== null) return null;
  const opensValue = scalar.style === 'plain' && start === 0 && replacement.startsWith('{{');
  if (!opensValue) return writeInScalar(replacement, scalar);
  // A value cannot begin with braces unless quotes are around all of it.
  return end === decoded.text.length ? writeWholeValue(replacement) : null;
}

/** A call that is the whole value, with no braces around it or with one pair: Kestra leaves it as text. */
const wholeCall = /^(?:\$?\{\s*)?(secret\s*\([^]*\))\s*\}?$/;

function withoutBraces(decoded: DecodedText, scalar: FoundScalar): FlowProblem[] {
  if (scalar.isKey || scalar.fault !== null || isCode(scalar)) return [];
  const written = decoded.text.trim();
  const call = wholeCall.exec(written)?.[1];
  if (call === undefined || written.startsWith('secret') !== written.endsWith(')')) return [];
  const spelling = `{{ ${call} }}`;
  const parsed = parsePebble(spelling);
  const [first] = parsed.state === 'parsed' ? parsed.findings.calls : [];
  if (first?.start !== 3 || first.end !== 3 + call.length) return [];
  const start = decoded.text.indexOf(written);
  const isBlock = scalar.block !== null;
  // Its lines have an indent there that the call's own text does not have.
  const isWritable = !isBlock || !call.includes('\n');
  return [
    {
      code: 'secret-without-braces',
      severity: 'information',
      range: isBlock
        ? rangeOf({ start, end: start + written.length }, decoded)
        : { start: scalar.start, end: scalar.end },
      data: {
        written,
        spelling,
        ...(isWritable && { replacement: isBlock ? spelling : writeWholeValue(spelling) }),
      },
    },
  ];
}
