import type { EvaluatedReference } from './contract.ts';

/**
 * The expression that asks for one secret; null where a part cannot be written so that it stays a constant. Only this is
 * ever sent to be evaluated.
 */
export function writeExpression({ name, namespace, subkey }: EvaluatedReference): string | null {
  const written = [name, namespace, subkey].map((part) => (part === null ? null : writeConstant(part)));
  if ([name, namespace, subkey].some((part, index) => part !== null && written[index] === null)) return null;
  const [key = null, space = null, field = null] = written;
  const others = [
    ...(space === null ? [] : [`namespace=${space}`]),
    ...(field === null ? [] : [`subkey=${field}`]),
  ];
  return key === null ? null : `{{ secret(${[key, ...others].join(', ')}) }}`;
}

/** Whether a text is such an expression and nothing else: looked at once more before it is sent. */
export function isExpression(text: string): boolean {
  return form.test(text) && !delimiters.test(text.slice(2, -2));
}

const constant = `'(?:[^'\\\\]|\\\\')+'`;
const form = new RegExp(
  `^\\{\\{ secret\\(${constant}(?:, namespace=${constant})?(?:, subkey=${constant})?\\) \\}\\}$`,
);

/** What Pebble, and what Kestra looks for before Pebble reads, begin and end by. */
const delimiters = /\{[{%#]|[}%#]\}/;

/**
 * As a string of Pebble in single quotes, in which nothing is evaluated. Pebble takes a backslash for itself before a
 * quote alone, so a text that holds one is not written; nor is what a line of an expression cannot hold.
 */
function writeConstant(text: string): string | null {
  if (text === '' || /[\\\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text) || delimiters.test(text)) return null;
  return `'${text.replaceAll("'", "\\'")}'`;
}
