import assert from 'node:assert/strict';
import { meaningAt } from '../../../src/flow/cursor/index.ts';
import { applyEdits, readFlow } from '../../../src/flow/index.ts';
import { stepsTaken } from '../../../src/flow/steps.ts';
import type { FlowFile } from '../../../src/flow/types.ts';
import { countSearches } from '../../fuzz/searches.ts';
import { flowWith } from '../../fakes/flow-text.ts';
import { stepsPerCharacter } from './steps-per-character.ts';

/** Characters of each text. */
const size = 60_000;

const repeated = (piece: string, length = size) => piece.repeat(Math.ceil(length / piece.length));

const expressions: Readonly<Record<string, string>> = {
  'unclosed calls': repeated('{{ secret( '),
  'calls in one another': `{{ ${repeated('secret(')}`,
  'calls beside one another': `{{ [${repeated("secret('a'), ")}1] }}`,
  'unclosed strings': `{{ secret(${repeated("'a, ")}`,
  'a hundred thousand quotes': `{{ secret(${repeated("'", 100_000)}`,
  'a hundred thousand double quotes': `{{ secret(${repeated('"', 100_000)}`,
  'escaped quotes': `{{ secret(${repeated("\\'a, ")}`,
  'interpolations in one another': `{{ secret(${repeated('"#{')}`,
  'unclosed comments': `secret ${repeated('{# ')}`,
  'verbatim tags that are never ended': `secret ${repeated('{% verbatim %}')}`,
  'raw tags that are never ended': `secret ${repeated('{% raw %}')}{% endraw`,
  'brackets in one another': `{{ secret ${repeated('(')}`,
  'brackets that close others': `{{ secret ${repeated('(')}${repeated(']')}`,
  'maps that close at once': `{{ secret ${repeated('{ ')}${repeated('}} ')}`,
  'signs before one another': `{{ secret ${repeated('- ')}`,
  'a long concatenation': `{{ secret(${repeated("'a' ~ ")}'b') }}`,
  'a long sum': `{{ secret(${repeated('a + ')}'b') }}`,
  'a long choice': `{{ secret(${repeated("a ? 'b' : ")}'c') }}`,
  'tags in one another': `secret ${repeated('{% if x %}')}`,
  'white space': `{{ secret('a'${repeated(' ')}`,
  'strings that open expressions': `secret ${repeated('{{"')}`,
  'escaped quotes in expressions': `secret ${repeated("{{\\'")}`,
  'escaped quotes before one that closes': `secret ${repeated(`${repeated("{{\\'", 4000)}'`)}`,
  'braces that close nothing near': `{{ secret { ${repeated('(')}${repeated('}')}`,
  'a megabyte of braces': `secret ${repeated('{{', 1_000_000)}`,
  'a megabyte of text': `{{ secret('a') }} ${repeated('text ', 1_000_000)}`,
};

/** More than fit in the arguments of one function. */
const manyCalls = '{{ secret() }}'.repeat(150_000);

const files: Readonly<Record<string, string>> = {
  'lists in one another': flowWith(`a: secret ${repeated('[')}\nb: ${repeated('[')}`),
  'maps in one another': flowWith(`b: ${repeated('{a: ')} secret`),
  'maps of prose in one another': flowWith(`b: ${repeated('{description: ')} secret`),
  'a megabyte of JSON on one line': `{"id": "a", "namespace": "b", "tasks": [${repeated('"secret", x, ', 1_000_000)}]}`,
  'lists on one line': flowWith(`b:\n  ${repeated('- ')} secret`),
  'lines each deeper than the one before': flowWith(
    Array.from({ length: 340 }, (_, depth) => `${' '.repeat(depth)}k: "secret`).join('\n'),
  ),
  'keys each deeper than the one before': flowWith(
    Array.from({ length: 340 }, (_, depth) => `${' '.repeat(depth)}description:`).join('\n'),
  ),
  'lines with an unclosed quote': flowWith(`b:\n${repeated('  - "{{ secret(\'a\n')}`),
  'lines with torn quotes': flowWith(`b:\n${repeated('  - "{{ secret("a") }}"\n')}`),
  'lines without quotes': flowWith(`b:\n${repeated("  - {{ secret('a') }}\n")}`),
  'expressions on a line without quotes': flowWith(`b: ${repeated("{{ secret('a') }} ")}`),
  'lines that are no YAML': flowWith(repeated('a: ]\nb: \'{{ secret("a") }}\'\n')),
  'anchors before one another': flowWith(`b: ${repeated('&a ')} secret`),
  'blank lines after a text': flowWith(`b: secret${repeated('\n')}c: d`),
  '150,000 calls where nothing is rendered': `description: "${manyCalls}"\n${flowWith('a: b')}`,
  documents: repeated('id: a\nnamespace: b\ntasks: ["{{ secret(\'a\') }}"]\n---\n'),
  'maps merged in one another': `${repeated('<<: {')}\nid: x\nnamespace: y\ntasks: secret\n`,
  'aliases that lead back': `a: &a\n  <<: *a\nid: x\nnamespace: y\ntasks: secret\n`,
  'aliases of aliases': `${Array.from({ length: 40 }, (_, level) => `a${level}: &a${level}\n  <<: [${`*a${level - 1}, `.repeat(30)}]\n`).join('')}<<: *a39\nid: x\nnamespace: y\ntasks: secret\n`,
};

describe('a hostile text', function () {
  this.timeout(60_000);

  for (const [what, text] of Object.entries(expressions)) {
    it(`is read in a bounded number of steps: ${what}`, () => check(flowWith(`a: |-\n  ${text}`)));
  }
  for (const [what, text] of Object.entries(files)) {
    it(`is read in a bounded number of steps: ${what}`, () => check(text));
  }
});

function check(text: string): void {
  const reading = () => {
    const file = readFlow(text);
    assert.ok(file.documents.length > 0);
    read(file);
    meaningAt(file, text.length - 1);
  };
  let searched = 0;
  // Counting takes its time.
  const isShort = text.length <= 3 * size;
  const steps = stepsOf(isShort ? () => (searched = countSearches(reading)) : reading);
  const bound = stepsPerCharacter * text.length;
  assert.ok(steps < bound, `${steps / text.length} steps a character`);
  assert.ok(searched < bound, `${searched / text.length} characters and items searched a character`);
}

function read(file: FlowFile): number {
  return file.documents.reduce((sum, { references }) => sum + references.length, 0);
}

function stepsOf(work: () => void): number {
  const before = stepsTaken();
  work();
  return stepsTaken() - before;
}

describe('a keystroke in a long flow', () => {
  const task = (index: number) =>
    `  - id: t${index}\n    type: io.kestra.plugin.core.http.Request\n    headers:\n      A: "{{ secret('K${index}') }}"\n`;
  const long = (tasks: number) =>
    `id: a\nnamespace: b\ntasks:\n${Array.from({ length: tasks }, (_, index) => task(index)).join('')}`;

  /** The first letter has all of a file read for those that follow. */
  function withLetter(file: FlowFile): FlowFile {
    read(file);
    return applyEdits(file, [{ range: { start: 4, end: 4 }, text: 'x' }]);
  }

  it('has what is near it read again, and nothing else', () => {
    let file = withLetter(readFlow(long(6000)));
    assert.equal(read(file), 6000);
    const at = file.text.indexOf("K3000'");
    for (const typed of ['x', 'y', '\n          ', "'"]) {
      const steps = stepsOf(() => {
        file = applyEdits(file, [{ range: { start: at, end: at }, text: typed }]);
        assert.ok(read(file) >= 5999);
        meaningAt(file, at + 1);
      });
      assert.ok(steps < 30_000, `${steps} steps for ${JSON.stringify(typed)}`);
    }
  });

  it('costs no more where more is written', () => {
    const steps = [1000, 8000].map((tasks) => {
      const file = withLetter(readFlow(long(tasks)));
      read(file);
      const at = file.text.indexOf("K500'");
      return stepsOf(() => read(applyEdits(file, [{ range: { start: at, end: at }, text: 'x' }])));
    });
    assert.equal(steps[0], steps[1]);
  });

  it('follows the call that it stands in, and none of those around it', () => {
    const file = readFlow(flowWith(`a: "{{ ${repeated('secret(')}secret('') }}"`));
    read(file);
    const at = file.text.indexOf("'') }}") + 1;
    const steps = stepsOf(() => assert.equal(meaningAt(file, at).context.kind, 'string'));
    assert.ok(steps < 20 * file.text.length, `${steps / file.text.length} steps a character`);
  });
});
