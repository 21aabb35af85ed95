import { countSteps } from '../steps.ts';
import type { Expression, Findings, NamedArgument, SecretCall } from './nodes.ts';

/** A name in quotes that holds nothing to be read otherwise than it is written. */
const name = `(['"])([\\w./-]+)`;

/** `secret('NAME')`, or with one argument more by its name. */
const simpleCall = new RegExp(`secret\\( *${name}\\1 *(?:, *(namespace|subkey)( *= *)${name}\\5 *)?\\)`, 'y');

/**
 * What a text asks for in which each `{` belongs to a pair that holds calls of a constant name and nothing else, with `~`
 * between them, as most have; null: it is to be read to know. What it answers is what reading it answers.
 */
export function readSimpleCalls(text: string): Findings | null {
  const calls: SecretCall[] = [];
  for (let open = text.indexOf('{'); open !== -1;) {
    if (text.charCodeAt(open + 1) !== 0x7b) return null;
    let at = open + 2;
    do {
      countSteps(1);
      const call = callAt(text, skipSpaces(text, at));
      if (call === null) return null;
      calls.push(call);
      at = skipSpaces(text, call.end) + 1;
    } while (text.charCodeAt(at - 1) === 0x7e);
    if (!text.startsWith('}}', at - 1)) return null;
    open = text.indexOf('{', at + 1);
  }
  return { calls, rendered: [], files: [] };
}

function callAt(text: string, start: number): SecretCall | null {
  simpleCall.lastIndex = start;
  const found = simpleCall.exec(text);
  if (found === null) return null;
  const [whole, quote, key = '', argument, equals = '', otherQuote, value = ''] = found;
  const keyStart = text.indexOf(quote ?? '', start);
  const positional = [literalAt(keyStart, key, quote)];
  const end = start + whole.length;
  if (argument === undefined) return { start, end, positional, named: [], insideMacro: false };
  const nameStart = text.indexOf(argument, keyStart + key.length + 2);
  const nameEnd = nameStart + argument.length;
  const named: NamedArgument = {
    name: argument,
    nameSpan: { start: nameStart, end: nameEnd },
    value: literalAt(nameEnd + equals.length, value, otherQuote),
  };
  return { start, end, positional, named: [named], insideMacro: false };
}

/** `start`: of its opening quote. */
function literalAt(start: number, value: string, quote: string | undefined): Expression {
  const contentEnd = start + 1 + value.length;
  return {
    kind: 'literal',
    value,
    string: { quote: quote === '"' ? '"' : "'", contentStart: start + 1, contentEnd, closed: true },
    start,
    end: contentEnd + 1,
  };
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 0x20) at += 1;
  return at;
}
