import fc from 'fast-check';

/** A node of YAML as lines, the first of which stands after its key or dash. */
type Lines = readonly string[];

const word = fc.constantFrom(
  'a',
  'id',
  'type',
  'secret',
  "it's",
  'x: y',
  'é🔑',
  '-1',
  'null',
  '~',
  'io.kestra.X',
  '#',
  'k#v',
  "{{ secret('A') }}",
  'a:b',
  '',
);

const indented = (lines: Lines, by: number): Lines =>
  lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line));

const comment = fc.constantFrom('', '', '', ' # c', ' # "', " # it's {");

const inline: fc.Arbitrary<Lines> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'plain',
        'a b',
        'x',
        '1',
        '{{x',
        '*a',
        '&a v',
        '!!str v',
        '&b !t w',
        '',
        "it's",
        'a#b',
        'a:b',
        '-x',
      ),
      comment,
    )
    .map(([text, after]) => [text + after]),
  fc.tuple(word, comment).map(([text, after]) => [`'${text.replaceAll("'", "''")}'${after}`]),
  fc
    .tuple(word, fc.constantFrom('', '\\x41', '\\"', '\\\\', '\\u00e9\\n'), comment)
    .map(([text, escape, after]) => [`"${text.replaceAll('"', '')}${escape}"${after}`]),
  fc.constantFrom(
    ['[]'],
    ['{}'],
    ['[a, "b", c: d]'],
    ['{a: b, "c":d, e, f: }'],
    ['[[a], {b: [c, d]}] # x'],
    ['{id: "x", type: io.k.X}'],
  ),
);

const several: fc.Arbitrary<Lines> = fc.oneof(
  fc.constantFrom(['plain', '  goes', '', ' on'], ['plain # c'], ['a', 'b', 'c # d']),
  fc.constantFrom(["'one", '', "  two''s'"], ["'a", "b' # c"], ['"one \\', '  two"'], ['"a', '', 'b"']),
  fc.constantFrom(
    ['[a,', ' b, # c', '', 'c: d,', ']'],
    ['{a: b,', '"c": [', 'd],', ' e: "f', 'g" }'],
    ['{', '}'],
  ),
);

const block: fc.Arbitrary<Lines> = fc
  .tuple(
    fc.constantFrom('|', '>', '|-', '>-', '|+', '>+', '| # c', '|2', '>2-', '&a |'),
    fc.array(
      fc.constantFrom('text', '  deeper', '', '# no comment', 'a: b', '- c', '{{ secret("K") }}', '"', "'"),
      { maxLength: 4 },
    ),
  )
  .map(([header, lines]) => [header, ...(header.includes('2') ? lines : ['first', ...lines])]);

const key = fc.constantFrom(
  'a',
  'id',
  'type',
  'description',
  '"q k"',
  "'s'",
  'k-1',
  '&x k',
  '? c',
  '{{x}}',
  '[f]',
  'with space',
  'b',
  'retry',
  'labels',
);

/** What may stand where. */
interface Trees {
  [name: string]: Lines;
  node: Lines;
  map: Lines;
  list: Lines;
}

const trees = fc.letrec<Trees>((tie) => ({
  node: fc.oneof({ maxDepth: 4, withCrossShrink: true }, inline, several, block, tie('map'), tie('list')),
  map: fc
    .uniqueArray(
      fc.tuple(key, tie('node'), fc.integer({ min: 1, max: 3 }), fc.constantFrom('', '', '# between', ' ')),
      {
        minLength: 1,
        maxLength: 4,
        selector: ([name]) => name,
      },
    )
    .map((entries) => [
      '',
      ...entries.flatMap(([name, node, by, between]) => [
        ...(between === '' ? [] : [between]),
        ...entry(name, node, by),
      ]),
    ]),
  list: fc
    .array(fc.tuple(tie('node'), fc.boolean()), { minLength: 1, maxLength: 3 })
    .map((items) => ['', ...items.flatMap(([node, compact]) => item(node, compact))]),
}));

/** With its key on a line of its own where that begins with a mark. */
function entry(name: string, node: Lines, by: number): Lines {
  return name.startsWith('? ') ? [name, ...under(':', node, by)] : under(`${name}:`, node, by);
}

function under(head: string, [first = '', ...rest]: Lines, by: number): Lines {
  return [
    first === '' ? head : `${head} ${first}`,
    ...indented(rest, first.startsWith('|') || first.startsWith('>') || first.startsWith('&a |') ? 2 : by),
  ];
}

/** A collection may begin right after its dash. */
function item(node: Lines, compact: boolean): Lines {
  const [first = '', second, ...rest] = node;
  if (first === '' && second !== undefined && compact && !/^\s*(#|$)/.test(second))
    return [`- ${second}`, ...indented(rest, 2)];
  return under('-', node, 2);
}

const head = fc.constantFrom(
  '',
  'id: f\nnamespace: n.m\ntasks: []\n',
  'id: f\nnamespace: n.m\n',
  '# c\n',
  '---\n',
  '%YAML 1.2\n---\n',
  '\ufeff',
);
const between = fc.constantFrom('---\n', '...\n---\n', '--- # c\n', '...\n# c\n');

/** The text of a YAML file, nearly always valid. */
export const yamlText: fc.Arbitrary<string> = fc
  .tuple(
    head,
    fc.array(fc.oneof(trees.map, trees.list, trees.map), { minLength: 1, maxLength: 3 }),
    between,
    fc.boolean(),
    fc.boolean(),
  )
  .map(([start, roots, separator, windows, ended]) => {
    const documents = roots.map((lines) => lines.slice(1).join('\n'));
    const text = `${start}${documents.join(`\n${separator}`)}${ended ? '\n' : ''}`;
    return windows ? text.replaceAll('\n', '\r\n') : text;
  });
