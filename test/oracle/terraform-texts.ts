import fc from 'fast-check';

/** What stands in a text of Terraform's: words, what HCL escapes, and what Terraform puts in. */
const pieces = [
  ...['plum', ' ', '  ', 'é', '🍑', '{', '}', '$ ', '% ', '#', '//', '/*', "'", '<<EOT', '~'],
  ...['{{ secret(', ') }}', '$${', '%%{', '$$ ', '%% ', '$$${'],
  ...[
    '${var.a}',
    '${f("}")}',
    '${"a${var.b}"}',
    '${ {a = 1}["a"] }',
    '${~ var.a ~}',
    ' %{ if var.a }x%{ endif }',
  ],
];
/** What stands there as it is, but for escapes. */
const isPlain = (piece: string) => !/(?:^|[^$])\$\{|(?:^|[^%])%\{/.test(piece);

const quotedPieces = [...pieces, '\\n', '\\t', '\\"', '\\\\', '\\u00e9', '\\U0001F351'];
const linePieces = [...pieces, '"', '\\', '\\n', 'EOT', '\t', '${var.a\n}', '${\n"EOT"}'];

const join = (from: readonly string[], most: number) =>
  fc.array(fc.constantFrom(...from), { maxLength: most }).map((parts) => parts.join(''));

const quoted = join(quotedPieces, 5).map((inner) => `"${inner}"`);

const quotedKey = join(quotedPieces.filter(isPlain), 3).map((inner) => `"${inner}"`);

const line = fc
  .tuple(fc.constantFrom('', '  ', '    ', '\t', '      '), join(linePieces, 4))
  .map(([indent, text]) => indent + text);

const heredoc = fc
  .tuple(
    fc.constantFrom('<<', '<<-'),
    fc.constantFrom('EOT', 'E-1', '_x', 'FLÖW'),
    fc.array(line, { maxLength: 5 }),
    fc.constantFrom('', '  ', '\t'),
    fc.constantFrom('', '', ' '),
  )
  .map(([open, name, lines, indent, after]) => [open + name, ...lines, indent + name + after].join('\n'));

const other = fc.constantFrom(
  ...['true', 'false', '12', '-3', '1.5', 'null', 'var.a', '[1, "}"]', '[\n    "a", # b }\n  ]'],
  ...[
    '1 + 2',
    '"a" == "b" ? 1 : 2',
    'f("a", { b = 1 })',
    'f({\n    a = "}"\n  })',
    '("a")',
    '[for x in y : "${x}"]',
  ],
);

const key = fc.constantFrom('a', 'b-c', '_d', 'é', 'secret_key', 'content', 'true');
const comment = fc.constantFrom('', '', '', ' # } "', ' // <<EOT', ' /* { " */');

interface Nested {
  readonly value: string;
}

const { value } = fc.letrec<Nested>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    quoted,
    heredoc,
    other,
    fc
      .array(fc.tuple(fc.oneof(key, quotedKey), fc.constantFrom(' = ', ': ', '='), tie('value'), comment), {
        maxLength: 3,
      })
      .map(
        (items) =>
          `{\n${items.map(([name, sign, inner, end]) => `${name}${sign}${String(inner)}${end}\n`).join('')}}`,
      ),
  ),
}));

const attribute = fc
  .tuple(key, fc.constantFrom(' = ', '=', '   =  '), value, comment)
  // Behind the mark of a heredoc's end nothing may stand.
  .map(([name, sign, text, end]) => ({
    name,
    line: `  ${name}${sign}${text}${text.startsWith('<<') ? '' : end}\n`,
  }));

/** A name stands once in a block. */
const attributes = (most: number) =>
  fc
    .uniqueArray(attribute, { maxLength: most, selector: ({ name }) => name })
    .map((found) => found.map(({ line }) => line));

const inner = attributes(2).map((lines) => `  tags {\n${lines.join('')}  }\n`);

const block = fc
  .tuple(
    fc.constantFrom('resource', 'locals', 'data'),
    fc.array(fc.constantFrom('"kestra_flow"', '"a b"', '"x"'), { maxLength: 2 }),
    attributes(4),
    fc.array(inner, { maxLength: 1 }),
    comment,
  )
  .map(([type, labels, lines, more, end]) => {
    const head = [type, ...labels].join(' ');
    return `${head} {${end}\n${[...lines, ...more].join('')}}\n`;
  });

/** Terraform's files as people write them, and as they should not. */
export const anyTerraform = fc
  .tuple(
    fc.array(block, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '# x\n', '/* {\n"\n*/\n'),
    fc.boolean(),
  )
  .map(([blocks, before, isWindows]) => {
    const text = before + blocks.join('\n');
    return isWindows ? text.replaceAll('\n', '\r\n') : text;
  });
