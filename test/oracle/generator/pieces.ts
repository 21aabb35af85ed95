import fc from 'fast-check';

/** A list whose items hold no space. */
export const words = (text: string): string[] => text.split(' ');

/** `likely` mostly, now and then one of the others. The first is what a counterexample shrinks to. */
export function mostly(likely: string, ...others: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 20 * others.length, arbitrary: fc.constant(likely) },
    { weight: others.length, arbitrary: fc.constantFrom(...others) },
  );
}

/** One of `right` mostly, now and then one of `wrong`. */
export function oftenOf(right: readonly string[], wrong: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...right) },
    { weight: 1, arbitrary: fc.constantFrom(...wrong) },
  );
}

/** The parts after one another; a plain text stands for itself. */
export function join(...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> {
  const all = parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part));
  return fc.tuple(...all).map((texts) => texts.join(''));
}

/** White space to Java, to JavaScript, to both, to neither. */
const unusualSpaces = [
  ...['\t', '\n', '\r\n', '\r', '\v', '\f', '\u001c', '\u001f', '\u0085', '\u00a0', '\u1680', '\u180e'],
  ...['\u2007', '\u2009', '\u200b', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000', '\ufeff', '\0'],
];

/** What stands between two tokens that need nothing between them. */
export const gap = fc.oneof(
  { weight: 200, arbitrary: fc.constant('') },
  { weight: 100, arbitrary: fc.constant(' ') },
  { weight: 20, arbitrary: fc.constantFrom('  ', '\n', '\n  ') },
  { weight: 2, arbitrary: fc.constantFrom(...unusualSpaces) },
);

/** What stands between two words. */
export const space = mostly(' ', '', '  ', '\n', '\t', '\u2009', '\u00a0', '\u3000');

export const name = fc.oneof(
  { weight: 2, arbitrary: fc.constant('x') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...words(
        'inputs vars flow my null NULL none None NONE true True TRUE false FALSE key subkey loop render',
      ),
      ...words('secret secrets Secret SECRET foo_secret secret1 secreté é ß ª ǅ _ a1 a٣ 变量 L e3 x² 𝒳 a𝒳'),
      ...words(
        'in is not or oré and and_ android isIn isin island contains equals matches nothing orx endif',
      ),
    ),
  },
);

const contentPieces = [
  ...words(
    'a K PLAIN _ - . é 🔑 # ## { } #{ #{x} {{ }} {% %} {# #} \' " \\\' \\" \\\\ \\ \\n \\# \\#{ * %s // , ) (',
  ),
  ...words("secret('N') {{secret('N')}} {%raw%} {%endraw%} {%verbatim%} {%endverbatim%} \u00a0 $1 \\u0041"),
  ...[' ', '\n', '\t', '{% raw %}', '{% endraw %}', "{{ secret('N') }}"],
];

export const stringContent = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('K', 'PLAIN', '', 'a b', 'company.team') },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...contentPieces), { maxLength: 5 }).map((all) => all.join('')),
  },
);

const inSingleQuotes = stringContent.map((text) => `'${text.replaceAll(/(?<!\\)'/g, "\\'")}'`);
const inDoubleQuotes = stringContent.map((text) => `"${text.replaceAll(/(?<!\\)"/g, '\\"')}"`);

export const string = fc.oneof(
  { weight: 30, arbitrary: inSingleQuotes },
  { weight: 20, arbitrary: inDoubleQuotes },
  { weight: 1, arbitrary: join(fc.constantFrom("'", '"'), stringContent, fc.constantFrom("'", '"')) },
);

export const number = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('1', '0', '42', '007') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...words('1L 1.5 1.50 1. .5 1..3 1e3 1_000 0x1F 1l 1.5L 1LL ٣ 1.5.2 0.1 00 0L'),
      ...words('9007199254740993 9223372036854775807 9223372036854775808 99999999999999999999L'),
    ),
  },
);

/** Binary operators, with the spaces that those in letters need. */
export const operator = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('~', '+', '??') },
  {
    weight: 1,
    arbitrary: oftenOf(
      [
        ...words('~ + - * / % | .. ?? ??? == != < > <= >='),
        ...[' and ', ' or ', ' is ', ' is not ', ' isIn ', ' contains ', ' equals '],
      ],
      [...words('? = && || or ==== ?: . , : <> ! ???? not is'), ' in ', ' is  not ', ' not ', ' matches '],
    ),
  },
);
