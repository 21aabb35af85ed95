import type { TextEdit } from '../../src/ports/text.ts';
import type { Random } from './random.ts';

/** What means something to YAML or to Pebble, and what editors and other systems put into texts. */
const tokens: readonly [string, ...string[]] = [
  ...([`'`, `"`, `''`, `\\"`, `\\'`, '\\', '\\x41', '\\u0041', '\\\n', '\\n', '`'] as const),
  ...['{', '}', '{{', '}}', '{{ ', ' }}', '{%', '%}', '{#', '#}', '#{', '-}}', '{{-', '${{', '{{{'],
  ...['(', ')', '[', ']', ',', '=', '~', '+', '|', '.', '..', '?', '??', ':', '-', '/', '*', '%', '!', '@'],
  ...['secret(', "secret('A')", 'secret ("A", "n")', "{{ secret('K') }}", 'subkey=', 'key=', 'full=true'],
  ...['namespace=', 'render(\'{{ secret("R") }}\')', '{% raw %}', '{% endraw %}', '{% verbatim %}'],
  ...['{% endverbatim %}', '{% if x %}', '{% endif %}', '{% macro m(a) %}', '{% endmacro %}', '{% set x = '],
  ...[
    '{% for x in y %}',
    'is not',
    ' and ',
    ' or ',
    'null',
    'true',
    '1.0',
    '9223372036854775808',
    '12L',
    'null ~ ',
    "'a' + ",
    " ?? 'b'",
    " ? 'a' : ",
    '"#{',
    '\u2003',
    '\u2007',
    '<<: [*a, *b]\n',
    "'a' ~ 'b'",
  ],
  ...['\n', '\r\n', '\r', '\t', ' ', '  ', '\n  ', '\n    ', '\u00a0', '\u2028', '\u0085', '\ufeff', '\0'],
  ...[
    '\ud83d',
    '\udd11',
    '🔑',
    'é',
    '# ',
    ' #',
    '- ',
    '? ',
    ': ',
    '&a ',
    '*a',
    '<<: ',
    '!t ',
    '|',
    '>',
    '|-\n',
  ],
  ...[
    '>+2\n',
    '---\n',
    '\n---\n',
    '...\n',
    '%YAML 1.2\n',
    'id: x\n',
    'namespace: n\n',
    'tasks:\n',
    'type: io.k.X\n',
  ],
  ...['description: ', 'defaults: ', 'inputs:\n', 'pluginDefaults:\n', '{a: ', '[b, ', '"{{ secret(\'a'],
];

/** Longest text that is grown to, in characters, before it is multiplied. */
const longest = 4000;

/** A part of a text, mostly a short one. */
function part(random: Random, text: string): { readonly start: number; readonly end: number } {
  const start = random.below(text.length + 1);
  const length = random.below(random.oneOf([2, 8, 40, 400]));
  return { start, end: Math.min(text.length, start + length) };
}

type Mutation = (random: Random, text: string, other: string) => string;

const mutations: readonly [Mutation, ...Mutation[]] = [
  (random, text) => put(text, place(random, text), random.oneOf(tokens)),
  (random, text) => put(text, place(random, text), random.oneOf(tokens)),
  (random, text) => put(text, part(random, text), random.oneOf(tokens)),
  (random, text) => put(text, part(random, text), ''),
  // Another character.
  (random, text) =>
    put(text, part(random, text), String.fromCharCode(random.below(random.oneOf([128, 65_536])))),
  // Something that stands there, once more or elsewhere.
  (random, text) => {
    const { start, end } = part(random, text);
    return put(text, place(random, text), text.slice(start, end));
  },
  (random, text, other) => {
    const { start, end } = part(random, other);
    return put(text, part(random, text), other.slice(start, end));
  },
  // What is written up to here.
  (random, text) => text.slice(0, random.below(text.length + 1)),
  (random, text, other) =>
    text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1)),
  // A line further left or right.
  (random, text) => {
    const line = text.indexOf('\n', random.below(text.length + 1)) + 1;
    const end = random.once(2) ? line : Math.min(text.length, line + 1 + random.below(3));
    return put(text, { start: line, end }, end === line ? ' '.repeat(1 + random.below(4)) : '');
  },
  (random, text) => (random.once(2) ? text.replaceAll('\n', '\r\n') : text.replaceAll('\r\n', '\n')),
];

/** A text that was made of `text` by some mutations, in part of `other`. */
export function mutate(random: Random, text: string, other: string): string {
  let result = text;
  for (let count = 1 + random.below(random.oneOf([1, 3, 8])); count > 0; count -= 1) {
    result = random.oneOf(mutations)(random, result, other);
  }
  return result.slice(0, longest);
}

/** The text with a piece of it many times over, up to about `length` characters: what takes too long shows there. */
export function multiply(random: Random, text: string, length: number): string {
  const { start, end } = part(random, text);
  const piece = text.slice(start, end) + (random.once(3) ? random.oneOf(tokens) : '');
  return piece === '' ? text : put(text, { start: end, end }, piece.repeat(Math.ceil(length / piece.length)));
}

/** What somebody who types, pastes or deletes does to a text. */
export function randomEdit(random: Random, text: string): TextEdit {
  return { range: part(random, text), text: random.once(4) ? '' : random.oneOf(tokens) };
}

function place(random: Random, text: string): { readonly start: number; readonly end: number } {
  const start = random.below(text.length + 1);
  return { start, end: start };
}

function put(text: string, { start, end }: { readonly start: number; readonly end: number }, what: string) {
  return text.slice(0, start) + what + text.slice(end);
}
