import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { scalarText } from '../../../src/configuration/text/scalar-text.ts';
import { placeInFile, wholeFile } from '../../../src/configuration/text/source-text.ts';
import { rootsOf, scalarSource, entryOf } from '../../../src/configuration/yaml/nodes.ts';
import { parseYaml } from '../../../src/configuration/yaml/parse.ts';
import { anyBudget, base64, memoryFiles, plain, read, readVault } from './support.ts';
import { readConfiguration } from '../../../src/configuration/index.ts';

const examples = ['vault/application.yml', 'environment/docker-compose.yml', 'environment/.env_encoded'].map(
  (path) => readFileSync(new URL(`../../../examples/${path}`, import.meta.url), 'utf8'),
);

/** A doubling chain of aliases: `levels` lines that stand for 2^levels nodes. */
function bomb(levels: number): string {
  const lines = ['a0: &a0 {x: y}'];
  for (let level = 1; level <= levels; level += 1) {
    lines.push(`a${level}: &a${level} {l: *a${level - 1}, r: *a${level - 1}}`);
  }
  return lines.join('\n');
}

/** Seconds of the processor's time that `work` took: unlike the clock's, not a matter of what else runs. */
async function processorSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

describe('a hostile configuration', function () {
  this.timeout(60_000);

  it('of aliases that stand for billions of nodes ends soon, and is told', async () => {
    const files = { 'application.yml': `${bomb(40)}\nkestra:\n  secret:\n    vault: *a40\n` };
    assert.ok((await processorSeconds(() => read(files))) < 10);
    const { problems, partial } = await read(files);
    assert.ok(problems.some(({ code, file }) => code === 'too-large' && file === 'application.yml'));
    assert.equal(partial, true);
  });

  it('of merges that stand for billions of entries ends soon', async () => {
    const lines = ['x0: &x0 {SECRET_A: b}'];
    for (let level = 1; level <= 40; level += 1) {
      lines.push(`x${level}: &x${level}\n  <<: [*x${level - 1}, *x${level - 1}]`);
    }
    const files = {
      'compose.yml': `${lines.join('\n')}\nservices:\n  k:\n    image: kestra/kestra\n    environment: *x40\n`,
    };
    assert.ok((await processorSeconds(() => read(files))) < 10);
  });

  const texts: readonly (readonly [string, string])[] = [
    ['an alias of itself', 'kestra: &k\n  secret: *k\n  <<: *k\n'],
    ['an unknown alias', 'kestra: *nothing\n'],
    ['thousands of brackets', `kestra: ${'['.repeat(20_000)}`],
    [
      'thousands of levels',
      Array.from({ length: 1500 }, (_, level) => `${' '.repeat(level)}kestra:`).join('\n'),
    ],
    ['a list for a map', 'kestra:\n  - secret\n'],
    ['a scalar for a map', 'kestra: secret\n'],
    ['maps as keys', 'kestra:\n  ? {a: b}\n  : c\n  secret: {? [x] : y}\n'],
    ['NUL and control characters', 'kestra:\n  secret: "\0\u0007"\n\u0001'],
    ['a tab for an indent', 'kestra:\n\tsecret:\n\t\ttype: vault\n'],
    ['several documents', '---\nkestra: 1\n---\n- x\n...\n---\n'],
    [
      'a prototype',
      'kestra:\n  secret:\n    type: vault\n    vault:\n      filter-on-tags: {__proto__: x, constructor: y}\n',
    ],
    ['Helm', '{{- if .Values.kestra }}\nkestra:\n  {{ .Values.x }}: y\n{{- end }}\n'],
    ['Jinja', '{% for x in y %}\nkestra_{{ x }}: {{ x }}\n{% endfor %}\n'],
    ['unclosed placeholders', 'kestra.secret.type: ${${${A:${\n'],
    ['a million dollars', `kestra.secret.type: ${'$'.repeat(100_000)}`],
    ['nested fallbacks', `kestra.secret.type: ${'${A:-'.repeat(2000)}`],
  ];
  for (const [name, text] of texts) {
    it(`does no harm: ${name}`, async () => {
      const inner = text
        .split('\n')
        .map((line) => `        ${line}`)
        .join('\n');
      await read({
        'application.yml': text,
        'compose.yml': text,
        'docker-compose.yml': `services:\n  k:\n    environment:\n      KESTRA_CONFIGURATION: |\n${inner}\n`,
        '.env': text,
      });
    });
  }

  for (const [name, value] of [
    ['unclosed placeholders', '${A:-'.repeat(50_000)],
    ['nested placeholders', '${A:-'.repeat(50_000) + '}'.repeat(50_000)],
    ['names', '$A'.repeat(50_000)],
    ['quotes', `"${'\\'.repeat(400_001)}`],
    ['lines', 'A=$A\n'.repeat(20_000)],
  ] as const) {
    it(`does no harm in a .env: tens of thousands of ${name}`, async () => {
      const files = {
        '.env': `A=1\nSECRET_A=${value}\nB=${value}`,
        'compose.yml': 'services: {k: {image: kestra/kestra, env_file: .env, environment: {C: "${B}"}}}',
        'application.yml': 'kestra.secret: {type: vault, vault: {address: "${B}", prefix: "${C}"}}',
      };
      assert.ok((await processorSeconds(() => read(files))) < 10);
    });
  }

  it('keeps a tag that is named like a property of every object', async () => {
    const { filters } = await readVault({
      'application.yml':
        'kestra.secret: {type: vault, vault: {address: "http://v:1", filter-on-tags: {__proto__: x, constructor: y}}}',
    });
    assert.deepEqual(Object.keys(filters.filterOnTags ?? {}), ['__proto__', 'constructor']);
  });

  it('half typed, cut or garbled is read without an exception', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...examples),
        fc.nat(),
        fc.nat(),
        fc.constantFrom('', '\t', '{', '[', '"', "'", '${', '&a', '*a', '<<: ', '|', '\r', '\uD800', '\n'),
        async (text, from, length, put) => {
          const start = from % (text.length + 1);
          const garbled = text.slice(0, start) + put + text.slice(start + (length % 40));
          const { problems, files } = await read({
            'application.yml': garbled,
            'docker-compose.yml': garbled,
            '.env_encoded': garbled,
          });
          assert.ok(files.length > 0);
          for (const { range } of problems) assert.ok(range.start >= 0 && range.end >= range.start);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('ends with an AbortError when cancelled, and with nothing else', async () => {
    const control = new AbortController();
    const files = memoryFiles({ 'application.yml': examples[0] ?? '' });
    control.abort();
    await assert.rejects(
      readConfiguration({
        files: { ...files, list: (signal) => (signal.throwIfAborted(), files.list(signal)) },
        settings: { environmentFiles: [], environment: null },
        signal: control.signal,
      }),
      { name: 'AbortError' },
    );
  });

  it('keeps a value that came from a .env out of problems and entries', async () => {
    const { problems, entries } = await read({
      'docker-compose.yml':
        'services:\n  k:\n    image: kestra/kestra\n    environment:\n      SECRET_X: ${V}\n      KESTRA_CONFIGURATION: |\n        kestra.secret: {type: vault, vault: {address: "${A}", token: "${V}", engine-version: "${V}"}}\n',
      '.env': `V=VALUE-MARKER-v\nA=VALUE-MARKER-a\nSECRET_Y=${base64('VALUE-MARKER-y')}\n`,
    });
    assert.doesNotMatch(JSON.stringify(problems), /VALUE-MARKER/);
    assert.doesNotMatch(JSON.stringify(entries.filter(({ credential }) => credential)), /VALUE-MARKER/);
  });
});

describe('the way back from a scalar to its file', () => {
  const word = fc.string({
    unit: fc.constantFrom('a', 'é', '"', "'", '\\', ':', '#', '😀', '$', '{'),
    minLength: 1,
  });
  const value = fc
    .array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 })
    .map((lines) => lines.map((words) => words.join(' ')).join('\n'));
  const styles: Readonly<Record<string, (text: string) => string>> = {
    'double quotes': (text) => JSON.stringify(text),
    'single quotes': (text) => `'${text.replaceAll("'", "''").replaceAll('\n', '\n\n    ')}'`,
    'a literal block': (text) => `|\n    ${text.replaceAll('\n', '\n    ')}\n`,
    'a literal block with CRLF': (text) => `|-\r\n     ${text.replaceAll('\n', '\r\n     ')}\r\n`,
    'a folded block': (text) => `>-\n   ${text.replaceAll('\n', '\n\n   ')}\n`,
  };
  for (const [style, write] of Object.entries(styles)) {
    it(`leads every character of ${style} to itself`, () => {
      fc.assert(
        fc.property(value, (text) => {
          const file = `x:\n  key: ${write(text)}`;
          const yaml = parseYaml(wholeFile('f.yml', file), anyBudget());
          const [root] = rootsOf(yaml);
          const outer = root === undefined ? null : entryOf(root, 'x');
          const entry = outer === null ? null : entryOf(outer.value, 'key');
          const source = entry === null ? null : scalarSource(entry.value);
          assert.ok(source !== null);
          assert.equal(source.text.trimEnd(), text);
          for (const { index, 0: character } of text.matchAll(/[aé😀:#{]/gu)) {
            const place = placeInFile(source, { start: index, end: index + character.length });
            assert.equal(file.slice(place.start, place.end), character);
          }
        }),
        { numRuns: 200 },
      );
    });
  }

  it('covers the whole scalar where the texts differ in a way it does not know', () => {
    const source = scalarText(wholeFile('f', 'abc def'), { start: 0, end: 7 }, 'none', 'abc xyz');
    assert.deepEqual(placeInFile(source, { start: 0, end: 3 }), { start: 0, end: 3 });
    assert.deepEqual(placeInFile(source, { start: 4, end: 7 }), { start: 4, end: 7 });
  });

  it('reads an address from a text in a text', async () => {
    const vault = await readVault({
      'compose.yml': `services: {k: {environment: {KESTRA_CONFIGURATION: ${JSON.stringify('kestra.secret: {type: vault, vault: {address: "http://é:1"}}')}}}}`,
    });
    assert.equal(plain(vault.address), 'http://é:1');
    assert.equal(vault.address?.origins[0]?.column, 99);
  });
});
