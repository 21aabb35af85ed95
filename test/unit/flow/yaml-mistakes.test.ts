import assert from 'node:assert/strict';
import { doAtOnce, readFlow } from '../../../src/flow/index.ts';
import { markedText } from '../../fakes/marked-text.ts';
import { longestReadTwice, yamlProblemsIn } from '../../../src/flow/yaml-problems.ts';

const head = 'id: a\nnamespace: company.team\ntasks:\n';
const task = (id: string) => `  - id: ${id}\n    type: t\n    message: "{{ secret('${id}') }}"\n    uri: u\n`;

/** Each mistake as the lines of a task, with the place of the problem between « and ». */
const mistakes: Readonly<Record<string, string>> = {
  'a line indented too little': `  - id: x\n    type: t\n   «message: "m"»\n    uri: u\n    method: GET\n`,
  'a line indented too much, below a value': `  - id: x\n    type: t\n      «message: m»\n    uri: u\n`,
  'several lines indented too much': `  - id: x\n     «type: t»\n     message: m\n     uri: u\n`,
  'a list item indented otherwise': `  - id: x\n    vals:\n      - a\n     «- b»\n    uri: u\n`,
  'a list item in a map': `  - id: x\n    type: t\n    «- a»\n    uri: u\n`,
  'a block text that is indented too little': `  - id: x\n    message: |\n   «first»\n   second\n    uri: u\n`,
  'a tab': `  - id: x\n\t«type: t»\n    message: m\n`,
  'a double quote that is not closed': `  - id: x\n    message: «"hello»\n    uri: u\n`,
  'a single quote that is not closed': `  - id: x\n    message: «'hello»\n    uri: u\n`,
  'a quote that the next one closes': `  - id: x\n    message: «"hello»\n    uri: "u"\n    type: t\n`,
  'a bracket that is not closed': `  - id: x\n    vals: «[a, b»\n    uri: u\n    type: t\n`,
  'a brace that is not closed': `  - id: x\n    vals: «{a: b, c: d»\n    uri: u\n    type: t\n`,
  'a bracket too many': `  - id: x\n    vals: [a, b]«]»\n    uri: u\n    type: t\n`,
  'a key without its colon': `  - id: x\n    «type t»\n    message: m\n    uri: u\n`,
  'a key without the blank': `  - id: x\n    «type:t»\n    message: m\n`,
  'a last key without its colon': `  - id: x\n    type: t\n    «message»\n`,
  'a key of a map without its colon': `  - id: x\n    «headers»\n      a: b\n      c: d\n    uri: u\n`,
  'a key that is there twice': `  - id: x\n    type: t\n    «type»: u\n    message: m\n`,
  'an anchor without a name': `  - id: x\n    type: «& t»\n    message: m\n`,
  asterisks: `  - id: x\n    cron: «*/5 * * * *»\n    message: m\n`,
  'an alias with a mark in its name': `  - id: x\n    message: «*.csv»\n    uri: u\n`,
  'an asterisk in a list': `  - id: x\n    vals: [«*.csv», b]\n    uri: u\n`,
  'an anchor with a mark in its name': `  - id: x\n    message: «&a.b m»\n    uri: u\n`,
  'a tab behind a colon': `  - id: x\n    message:«\t»m\n    uri: u\n`,
  'a tab behind a dash': `  - id: x\n    vals:\n      -«\t»m\n    uri: u\n`,
  'a tab behind quotes': `  - id: x\n    message: "m"«\t»# c\n    uri: u\n`,
  'a tab on a line of its own': `  - id: x\n«\t\t»\n    message: m\n    uri: u\n`,
  'a tab before a comment': `  - id: x\n    «\t»# c\n    message: m\n    uri: u\n`,
  'a tab in brackets': `  - id: x\n    vals: [a,«\t»b]\n    uri: u\n`,
  'a tab before the next line of a text': `  - id: x\n    message: a\n\t  «b»\n    uri: u\n`,
  'a tab in a block text': `  - id: x\n    message: |\n      a\n   «\t»\n      b\n    uri: u\n`,
  'tabs that indent line after line': `  - id: x\n\t«type: t»\n\tmessage: m\n`,
  'a character that cannot be printed': `  - id: x\n    message: a«\u0007»b\n    uri: u\n`,
  'a key that is a list': `  - id: x\n    headers:\n      «[a, b]»: c\n    uri: u\n`,
  'a key that is an expression without quotes': `  - id: x\n    headers:\n      «{{ a }}»: c\n    uri: u\n`,
  'a quoted key that is there twice': `  - id: x\n    headers:\n      a: c\n      «'a'»: c\n    uri: u\n`,
  'a number that is a key twice': `  - id: x\n    headers:\n      1: c\n      «"1"»: c\n    uri: u\n`,
  'a merge that is there twice': `  - id: x\n    headers:\n      <<: c\n      «<<»: c\n    uri: u\n`,
  'an at sign': `  - id: x\n    message: «@m»\n    uri: u\n`,
  'a backtick': `  - id: x\n    message: «\`m\`»\n    uri: u\n`,
  'two colons': `  - id: x\n    message: «hello: world»\n    uri: u\n`,
  'an escape that is none': `  - id: x\n    message: "a«\\d»"\n    uri: u\n`,
  'an expression without quotes': `  - id: x\n    message: «{{ secret('m') }}»\n    uri: u\n`,
  'quotes that stand inside, too': `  - id: x\n    message: «"{{ secret("m") }}"»\n    uri: u\n`,
  'a dash without its blank': `  - id: w\n    type: t\n  «-id: x»\n    type: u\n`,
  'text behind quotes': `  - id: x\n    message: "a" «b»\n    uri: u\n`,
};

function problemsOf(text: string): string[] {
  return doAtOnce(yamlProblemsIn(readFlow(text)))
    .filter(({ code }) => code === 'yaml-syntax')
    .map(({ range }) => text.slice(range.start, range.end));
}

describe('a mistake in the YAML of a flow', () => {
  for (const [what, lines] of Object.entries(mistakes)) {
    it(`is one problem, at its cause: ${what}`, () => {
      const { text, marks } = markedText(`${head}${task('one')}${lines}${task('two')}${task('three')}`);
      assert.deepEqual(problemsOf(text), marks);
    });

    it(`is one problem with other line breaks: ${what}`, () => {
      const { text, marks } = markedText(
        `${head}${task('one')}${lines}${task('two')}`.replaceAll('\n', '\r\n'),
      );
      assert.deepEqual(problemsOf(text), marks);
    });

    it(`is told beside another one: ${what}`, () => {
      const other = `  - id: y\n    type: t\n    url: «@y»\n`;
      const { text, marks } = markedText(
        `${head}${task('one')}${lines}${task('two')}${other}${task('three')}`,
      );
      assert.deepEqual(problemsOf(text), marks);
    });

    it(`keeps what is asked for elsewhere: ${what}`, () => {
      const { text } = markedText(`${head}${task('one')}${lines}${task('two')}${task('three')}`);
      const references = readFlow(text).documents.flatMap((document) => document.references);
      const asked = references.map((reference) => reference.arguments.key?.value);
      for (const name of ['one', 'two', 'three']) {
        assert.ok(
          asked.some((value) => value?.kind === 'constant' && value.value === name),
          `${name} of ${JSON.stringify(asked)}`,
        );
      }
    });
  }

  it('is one at the root, too', () => {
    for (const text of [
      `id: a\nnamespace: n\n«triggers»\n  - id: x\n    type: t\ntasks:\n${task('one')}`,
      `id: a\nnamespace: n\ntasks:\n${task('one')}«tasks»:\n${task('two')}`,
      `id: a\nnamespace: n\n «description: d»\ntasks:\n${task('one')}`,
    ]) {
      const { text: flow, marks } = markedText(text);
      assert.deepEqual(problemsOf(flow), marks);
    }
  });

  it('is not told where nothing is wrong', () => {
    const { text } = markedText(
      `${head}${task('one')}  - id: x\n    message: "a\n\n      b"\n    vals: [\n      a,\n    ]\n    body: |\n      @x: y: z\n      \ta\tb\n    url: a*b&c # d\n    run: *any\n    end: a\tb\t# c\n    key\t: 'a\n      \tb'\n`,
    );
    assert.deepEqual(problemsOf(text), []);
  });

  it('is no concern where no secret is asked for', () => {
    assert.deepEqual(problemsOf(`${head}  - id: x\n   type: t\n    message: m\n`), []);
  });

  it('is one of a long file, whatever stands below it', () => {
    const many = Array.from(
      { length: 26 },
      (_, index) => `    k${String(index)}: "{{ secret('k') }}"\n`,
    ).join('');
    const filler = `    # ${'-'.repeat(2000)}\n`.repeat(Math.ceil(longestReadTwice / 2000));
    for (const more of ['', filler]) {
      const { text, marks } = markedText(
        `${head}${task('one')}  - id: x\n    type: t\n   «message: m»\n${many}${task('two')}${more}`,
      );
      assert.deepEqual(problemsOf(text), marks);
    }
  });

  it('is found in bounded work, however many there are', () => {
    const rows = Array.from({ length: 300 }, (_, index) => `  - id: t${String(index)}\n    url: @x\n`).join(
      '',
    );
    assert.ok(problemsOf(`${head}${task('one')}${rows}`).length <= 10);
    for (const deep of ['['.repeat(20_000), '- '.repeat(20_000), '{a: '.repeat(10_000)]) {
      assert.ok(problemsOf(`${head}${task('one')}  - id: x\n    v: ${deep}\n`).length <= 10);
    }
  });
});
