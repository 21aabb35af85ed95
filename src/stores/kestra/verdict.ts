import { fieldOf } from '../../text/json.ts';
import type { EvaluatedReference, KestraWord } from './contract.ts';

/** What Kestra shows in place of every secret. */
const mask = '******';

/**
 * What an evaluation said. It is looked at here and nowhere else: nothing but the mask and Kestra's own refusals of
 * exactly this reference is known, and whatever else came is dropped, for it may hold a value.
 *
 * @param expression what was evaluated, which Kestra writes behind its refusals
 */
export function readEvaluation(body: unknown, reference: EvaluatedReference, expression: string): KestraWord {
  const result = fieldOf(body, 'result') ?? null;
  const error = fieldOf(body, 'error') ?? null;
  if (error === null && result === mask) return { state: 'resolves' };
  if (result === null && typeof error === 'string') {
    for (const [state, refusal] of refusalsOf(reference)) {
      if (isRefusal(error, refusal, expression)) return { state };
    }
  }
  return { state: 'not-told', why: 'other-answer' };
}

type Refused = 'secret-not-found' | 'subkey-not-found' | 'subkey-not-read';

/** Kestra's own sentences (SecretService, SecretFunction: 1.3 and 2.0). */
function refusalsOf({ name, subkey }: EvaluatedReference): readonly (readonly [Refused, string])[] {
  const all: (readonly [Refused, string])[] = [['secret-not-found', `Cannot find secret for key '${name}'`]];
  if (subkey !== null) {
    all.push(
      ['subkey-not-found', `Cannot find secret sub-key '${subkey}' in secret '${name}'`],
      ['subkey-not-read', `Failed to read secret sub-key '${subkey}' from secret '${name}'`],
    );
  }
  return all;
}

/** With the class of the error before it, and behind it no more than Kestra's own advice and what was evaluated. */
function isRefusal(error: string, refusal: string, expression: string): boolean {
  const said = error.replace(/^(?:[\w.$]+: )*/, '');
  if (!said.startsWith(refusal)) return false;
  const rest = said
    .slice(refusal.length)
    .replace(/^\./, '')
    .replace(/^ Ensure the secret contains valid JSON value\./, '');
  if (rest === '') return true;
  const [, line] = /^ \(.*:(\d+)\)$/s.exec(rest) ?? [];
  return line !== undefined && rest === ` (${expression}:${line})`;
}
