import fc from 'fast-check';
import assert from 'node:assert/strict';
import { applyEdits, readFlow, writeString } from '../../../src/flow/index.ts';
import type { SecretArgument } from '../../../src/flow/types.ts';
import { isScalar, parseDocument } from 'yaml';
import { decodeScalar } from '../../../src/flow/yaml/scalars.ts';
import { readSyntax } from '../../../src/flow/yaml/syntax.ts';
import { name, styles } from './arbitrary-flows.ts';

interface Call {
  readonly key: string;
  readonly subkey: string | null;
  readonly quote: "'" | '"';
}

const call = fc.record({
  key: name,
  subkey: fc.option(name),
  quote: fc.constantFrom("'" as const, '"' as const),
});

/** The call as Pebble reads it, or null where a name cannot be written in these quotes. */
function written({ key, subkey, quote }: Call): string | null {
  const keyText = writeString(key, quote);
  const subkeyText = subkey === null ? '' : writeString(subkey, quote);
  if (keyText === null || subkeyText === null) return null;
  const second = subkey === null ? '' : `, subkey=${quote}${subkeyText}${quote}`;
  return `secret(${quote}${keyText}${quote}${second})`;
}

const value = fc.record({
  calls: fc.array(call, { minLength: 1, maxLength: 3 }),
  words: fc.constantFrom('', 'text ', "it's ", '"', '# ', 'a: b '),
  style: fc.constantFrom(...styles),
});

describe('any flow', function () {
  this.timeout(60_000);

  it('is read as what was written, each range where its value stands', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), fc.boolean(), (values, windows) => {
        const kept: Call[] = [];
        const lines = values.flatMap(({ calls, words, style }, index) => {
          const writable = calls.filter((each) => written(each) !== null);
          const body = writable.map((each) => `${words}{{ ${written(each) ?? ''} }}`).join('');
          const scalar = style.write(body, '        ');
          if (scalar === null || writable.length === 0) return [];
          kept.push(...writable);
          return [`    v${index}: ${scalar}`];
        });
        // The comment holds the word for a scalar that breaks it at a continued line.
        const unix = `# secret\nid: a\nnamespace: b\ntasks:\n  - id: t\n${lines.join('\n')}\n`;
        const text = windows ? unix.replaceAll('\n', '\r\n') : unix;
        const { references, problems } = readFlow(text).documents[0] ?? assert.fail('no document');
        assert.deepEqual(problems, []);
        assert.deepEqual(
          references.map(({ arguments: { key, subkey } }) => [constant(key), constant(subkey)]),
          kept.map(({ key, subkey }) => [key, subkey]),
        );
        for (const { range, arguments: bound } of references) {
          assert.match(unbroken(text.slice(range.start, range.end)), /^secret\([^]*\)$/);
          for (const argument of Object.values(bound)) checkRange(text, argument);
        }
        references.forEach((_, index) => checkEdit(text, kept, index));
        read += references.length;
      }),
      { numRuns: 400 },
    );
    assert.ok(read > 400);
  });
});

/** Another name in the place of one is read there, and all the rest is as it was. */
function checkEdit(text: string, calls: readonly Call[], index: number): void {
  const before = readFlow(text);
  const range = before.documents[0]?.references[index]?.arguments.key?.content ?? assert.fail('no name');
  const after = applyEdits(before, [{ range, text: 'ANOTHER' }]);
  assert.equal(after.text, `${text.slice(0, range.start)}ANOTHER${text.slice(range.end)}`);
  assert.deepEqual(
    after.documents[0]?.references.map(({ arguments: { key, subkey } }) => [constant(key), constant(subkey)]),
    calls.map(({ key, subkey }, at) => [at === index ? 'ANOTHER' : key, subkey]),
  );
  assert.deepEqual(after.documents[0].problems, []);
}

function constant(argument: SecretArgument | undefined): unknown {
  if (argument === undefined) return null;
  assert.equal(argument.value.kind, 'constant');
  return 'value' in argument.value ? argument.value.value : undefined;
}

/** Simple names stand in the file as they are, in every style. */
function checkRange(text: string, { content, range, value: read }: SecretArgument): void {
  assert.ok(content !== null && range.start < content.start && content.end < range.end);
  const quoted = unbroken(text.slice(range.start, range.end));
  assert.match(quoted, /^(\\?["']|'')[^]*(\\?["']|'')$/);
  const name = 'value' in read ? String(read.value) : '';
  if (!/^[\w./-]+$/.test(name)) return;
  assert.equal(unbroken(text.slice(content.start, content.end)), name);
}

/** Without the line break of a continued line, which can stand in any word. */
function unbroken(source: string): string {
  return source.replace(/\\\r?\n +/, '');
}

describe('decoding a scalar', function () {
  this.timeout(60_000);

  const piece = fc.constantFrom(
    ...[
      'a',
      ' ',
      '  ',
      '\n',
      '\n\n',
      '\n        ',
      'é',
      '🔑',
      '\t',
      "'",
      "''",
      '"',
      '\\',
      '\\n',
      '\\x41',
      '\\u00e9',
    ],
    ...['\\\n', '{{ x }}', '#', ' #', ': ', '- ', '[', '}', ','],
  );
  const openings = [
    '',
    "'",
    '"',
    '|\n      ',
    '>\n      ',
    '|-\n      ',
    '>-\n      ',
    '|+\n      ',
    '>+\n      ',
    '>2-\n      ',
  ];

  it('agrees with the YAML library, and every place of it is told', () => {
    let compared = 0;
    const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...openings), text, fc.boolean(), (opening, content, windows) => {
        const quote = opening === "'" || opening === '"' ? opening : '';
        const unix = `id: a\nnamespace: b\ntasks:\n  - id: t\n    v: ${opening}${content}${quote}\n    w: x\n`;
        const file = windows ? unix.replaceAll('\n', '\r\n') : unix;
        const parsed = parseDocument(file);
        const expected: unknown = parsed.errors.length > 0 ? null : parsed.getIn(['tasks', 0, 'v'], true);
        if (!isScalar(expected) || typeof expected.value !== 'string') return;
        // Readers of YAML do not agree on a line of blanks deeper than its block, and on an empty continued line.
        if (/^[ \t]+$/m.test(content) || (quote === '"' && /\\\n\s*\n/.test(content))) return;
        const start = file.indexOf('v: ') + 3;
        const [part] = readSyntax(file).documents[0]?.parts ?? [];
        const scalar = part?.segment.found.scalars.find(
          (each) => each.start === start && each.fault === null,
        );
        if (scalar === undefined) return;
        const { decoded } = decodeScalar(file, 0, scalar);
        assert.equal(decoded.text, expected.value);
        for (let index = 0; index < decoded.text.length; index += 1) {
          assert.ok(decoded.startOf(index) < decoded.endOf(index + 1));
          assert.ok(decoded.startOf(index) <= decoded.startOf(index + 1));
        }
        compared += 1;
      }),
      { numRuns: 500 },
    );
    assert.ok(compared > 100);
  });
});
