import { countSteps } from './steps.ts';

/** A call is followed this many characters far: more than anybody writes between two brackets of `secret()`. */
const longestCall = 512;

/**
 * Every word and every quoted text that stands between the brackets of a `secret(…)` anywhere in a text, be it no flow
 * and in no expression, with whatever quotes: what may be the name of a secret. None of it need be one.
 */
export function namesInCalls(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const call of text.matchAll(/(?<![\p{L}\p{N}_])secrets?\s{0,20}\(/gu)) {
    const start = call.index + call[0].length;
    const inside = text.slice(start, closingBracket(text, start));
    countSteps(inside.length);
    for (const [, single, double, back] of inside.matchAll(/'([^'\n]+)'|"([^"\n]+)"|`([^`\n]+)`/g)) {
      // The backslash of an escaped quote is no part of the name.
      names.add((single ?? double ?? back ?? '').replace(/\\$/, ''));
    }
    for (const [word] of inside.matchAll(/[\p{L}\p{N}_./-]+/gu)) names.add(word);
  }
  return names;
}

/** Where the bracket closes that is open at `start`, or where it is no longer looked for. */
function closingBracket(text: string, start: number): number {
  const last = Math.min(text.length, start + longestCall);
  let depth = 1;
  for (let at = start; at < last; at += 1) {
    const char = text.charAt(at);
    if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return last;
}
