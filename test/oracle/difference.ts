import { isDeepStrictEqual } from 'node:util';
import { parsePebble } from '../../src/flow/pebble/parse.ts';
import { readFlow } from '../../src/flow/index.ts';
import type { ExpressionValue, SecretReference } from '../../src/flow/types.ts';
import { asCall, withoutClasses } from './calls.ts';
import type { Judgement } from './judge.ts';

/**
 * What this project's reader says of a text and Kestra does not, or null where they agree: whether it parses, the
 * calls in order with what is bound to each argument, and what was asked for when Kestra rendered it.
 */
export function differenceFrom(judged: Judgement, text: string): string | null {
  const parses = parsePebble(text).state === 'parsed';
  if ('parseError' in judged) return parses ? `Kestra does not parse it: ${judged.parseError}` : null;
  if (!parses) return 'Kestra parses it';
  const references = referencesIn(text);
  if (typeof references === 'string') return references;
  const ours = references.filter(({ foundAs }) => foundAs === 'call');
  const calls = ours.map(asCall);
  const theirs = judged.calls.map(withoutClasses);
  if (!isDeepStrictEqual(inOrder(calls, judged.inOrder), inOrder(theirs, judged.inOrder))) {
    return `the calls are ${JSON.stringify(theirs)}, not ${JSON.stringify(calls)}`;
  }
  const [only] = ours;
  // With one call it is plain which one was run; render('…') runs another text, and a `flow` of the text's own
  // may have no namespace.
  if (only === undefined || references.length > 1 || /render|flow/.test(text)) return null;
  for (const asked of judged.asked ?? []) {
    const wrong = wrongClaim(only, asked);
    if (wrong !== null) return `${wrong}, and Kestra was asked for ${JSON.stringify(asked)}`;
  }
  return null;
}

/** The references of a flow with this text as a value; a text that parses has no problem of syntax there. */
function referencesIn(text: string): readonly SecretReference[] | string {
  if (!text.includes('secret')) return [];
  const scalar = JSON.stringify(text).replaceAll(
    /[^ -~]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const [document] = readFlow(`id: a\nnamespace: b\ntasks:\n  - message: ${scalar}\n`).documents;
  if (document?.isFlow !== true) return 'the flow around it is none any more';
  const syntax = document.problems.find(({ code }) => code.endsWith('-syntax'));
  return syntax === undefined ? document.references : `in a flow it has the problem ${syntax.code}`;
}

/** Sorted where the order is not known. */
function inOrder(calls: readonly unknown[], known: boolean): readonly unknown[] {
  return known ? calls : calls.map((call) => JSON.stringify(call)).sort();
}

/** A sentence on what was said of a call for certain and turned out to be otherwise. */
function wrongClaim(reference: SecretReference, asked: Readonly<Record<string, unknown>>): string | null {
  const values = Object.values(reference.arguments);
  for (const { name, value } of values) {
    if (!isPossible(value, asked[name])) return `${name} was read as ${JSON.stringify(value)}`;
  }
  if (reference.failure !== null) {
    const failed = asked.failure !== undefined;
    return failed ? null : `it was to fail with ${reference.failure.code}`;
  }
  const allKnown = values.every(({ value }) => value.kind === 'constant');
  return allKnown && asked.failure !== undefined ? 'nothing was found wrong with it' : null;
}

function isPossible(value: ExpressionValue, real: unknown): boolean {
  switch (value.kind) {
    case 'constant':
      return value.value === real;
    case 'choice':
      return real === null || (typeof real === 'string' && value.candidates.includes(real));
    case 'pattern':
      return typeof real === 'string' && fits(real, value.pattern);
    case 'not-a-string':
      return typeof real !== 'string';
    case 'dynamic':
      return true;
  }
}

/** A star of a pattern stands for any text; one that is written may stand for itself too. */
function fits(text: string, pattern: string): boolean {
  const source = pattern.split('*').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${source.join('[^]*')}$`).test(text);
}
