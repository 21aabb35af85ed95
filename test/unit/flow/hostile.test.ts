import assert from 'node:assert/strict';
import { cursorAt, readFlow } from '../../../src/flow/index.ts';
import { flowWith } from './marked.ts';

/** Characters of each text: twice as many would take four times as long, were the reader not linear. */
const size = 60_000;

/** Far above what a linear reader takes for it on a slow machine, in milliseconds of the processor. */
const bound = 4000;

const repeated = (piece: string) => piece.repeat(Math.ceil(size / piece.length));

const expressions: Readonly<Record<string, string>> = {
  'unclosed calls': repeated('{{ secret( '),
  'calls in one another': `{{ ${repeated('secret(')}`,
  'calls beside one another': `{{ [${repeated("secret('a'), ")}1] }}`,
  'unclosed strings': `{{ secret(${repeated("'a, ")}`,
  'escaped quotes': `{{ secret(${repeated("\\'a, ")}`,
  'interpolations in one another': `{{ secret(${repeated('"#{')}`,
  'unclosed comments': `secret ${repeated('{# ')}`,
  'verbatim tags that are never ended': `secret ${repeated('{% verbatim %}')}`,
  'raw tags that are never ended': `secret ${repeated('{% raw %}')}{% endraw`,
  'brackets in one another': `{{ secret ${repeated('(')}`,
  'signs before one another': `{{ secret ${repeated('- ')}`,
  'a long concatenation': `{{ secret(${repeated("'a' ~ ")}'b') }}`,
  'a long sum': `{{ secret(${repeated('a + ')}'b') }}`,
  'a long choice': `{{ secret(${repeated("a ? 'b' : ")}'c') }}`,
  'tags in one another': `secret ${repeated('{% if x %}')}`,
  'white space': `{{ secret('a'${repeated(' ')}`,
  braces: `secret ${repeated('{{')}`,
};

const files: Readonly<Record<string, string>> = {
  'lists in one another': flowWith(`a: secret ${repeated('[')}\nb: ${repeated('[')}`),
  'maps in one another': flowWith(`b: ${repeated('{a: ')} secret`),
  'lists on one line': flowWith(`b:\n  ${repeated('- ')} secret`),
  'lines with an unclosed quote': flowWith(`b:\n${repeated('  - "{{ secret(\'a\n')}`),
  'lines with torn quotes': flowWith(`b:\n${repeated('  - "{{ secret("a") }}"\n')}`),
  'lines without quotes': flowWith(`b:\n${repeated("  - {{ secret('a') }}\n")}`),
  'lines that are no YAML': flowWith(repeated('a: ]\nb: \'{{ secret("a") }}\'\n')),
  documents: repeated('id: a\nnamespace: b\ntasks: ["{{ secret(\'a\') }}"]\n---\n'),
  'aliases that lead back': `a: &a\n  <<: *a\nid: x\nnamespace: y\ntasks: secret\n`,
  'aliases of aliases': `${Array.from({ length: 40 }, (_, level) => `a${level}: &a${level}\n  <<: [${`*a${level - 1}, `.repeat(30)}]\n`).join('')}<<: *a39\nid: x\nnamespace: y\ntasks: secret\n`,
};

describe('a hostile text', function () {
  // The bound is on the processor's time; a busy machine takes longer.
  this.timeout(60_000);

  for (const [what, text] of Object.entries(expressions)) {
    it(`is read in time: ${what}`, () => checkTime(flowWith(`a: |-\n  ${text}`)));
  }
  for (const [what, text] of Object.entries(files)) {
    it(`is read in time: ${what}`, () => checkTime(text));
  }
});

function checkTime(text: string): void {
  const start = process.cpuUsage();
  const file = readFlow(text);
  assert.ok(file.documents.length > 0);
  cursorAt(file, text.length - 1);
  const { user, system } = process.cpuUsage(start);
  assert.ok((user + system) / 1000 < bound, `${(user + system) / 1000} ms`);
}
