import assert from 'node:assert/strict';
import { readFlow } from '../../../src/flow/index.ts';
import { readRenderedFile, renderedFilesIn } from '../../../src/flow/rendered-files.ts';

const head = 'id: one\nnamespace: company.team\n';
const task = (value: string) =>
  `${head}tasks:\n  - id: a\n    type: io.kestra.plugin.jdbc.postgresql.Query\n    sql: ${value}\n`;
const pathsIn = (text: string) => renderedFilesIn(readFlow(text), null).map(({ path }) => path);

describe('namespace files that a flow renders', () => {
  for (const value of [
    `"{{ render(read('sql/query.sql')) }}"`,
    `'{{ render(read("sql/query.sql")) }}'`,
    `'{{ render(read(''sql/query.sql'')) }}'`,
    `"{{ render(read(\\"sql/query.sql\\")) }}"`,
    `"{{ renderOnce(read('/sql/query.sql')) }}"`,
    `"{{ render(toRender=read(path='nsfile:///sql/query.sql')) }}"`,
    `"{{ render(read('sql/' ~ 'query.sql'), recursive=false) | upper }}"`,
    `|\n      select 1;\n      {{ render(read('sql/query.sql')) }}`,
  ]) {
    it(`are named by ${JSON.stringify(value)}`, () => {
      assert.deepEqual(pathsIn(task(value)), ['sql/query.sql']);
    });
  }

  for (const value of [
    `"{{ read('query.sql') }} {{ render(vars.x) }}"`,
    `"{{ render(read(inputs.file)) }}"`,
    `"{{ render(read('query.sql', 'company.other')) }}"`,
    `"{{ render(read('query.sql', namespace='company.other')) }}"`,
    `"{{ render(read('query.sql', revision=2)) }}"`,
    `"{{ render(read('query.sql') | replace({'a': 'b'})) }}"`,
    `"{{ render(read('kestra:///a/query.sql')) }}"`,
    `"{{ render(read('file:///a/query.sql')) }}"`,
    `"{{ render(read('../query.sql')) }}"`,
    `"{{ render(read('a query.sql')) }}"`,
    `"{{ render(read('query.sql') }}"`,
    `"{# {{ render(read('query.sql')) }} #}"`,
    `"render(read('query.sql'))"`,
    `"{% macro m() %}{{ render(read('query.sql')) }}{% endmacro %}"`,
  ]) {
    it(`are not certain in ${value}`, () => assert.deepEqual(pathsIn(task(value)), []));
  }

  it('are none where Kestra renders nothing, and in what is no flow', () => {
    const call = `"{{ render(read('query.sql')) }}"`;
    assert.deepEqual(pathsIn(`${head}description: ${call}\ntasks: [{id: a}]\n`), []);
    assert.deepEqual(pathsIn(`sql: ${call}\n`), []);
  });

  it('are told with the document that renders them', () => {
    const found = renderedFilesIn(
      readFlow(`${task(`"{{ render(read('a.sql')) }}"`)}---\n${task(`"{{ render(read('b.sql')) }}"`)}`),
      '2.0',
    );
    assert.deepEqual(
      found.map(({ path, document }) => [path, document]),
      [
        ['a.sql', 0],
        ['b.sql', 1],
      ],
    );
  });
});

describe('the text of a file that a flow renders', () => {
  const place = { steps: [], isKey: false };
  const namespace = { kind: 'literal', value: 'company.team', range: { start: 0, end: 0 } } as const;
  const documentOf = (text: string) => readRenderedFile(text, namespace, place).documents[0];
  const namesIn = (text: string) =>
    documentOf(text)?.references.map(({ range }) => text.slice(range.start, range.end));

  it('asks for what it calls, line by line, with places of the text', () => {
    const text = `  -- indented\r\nselect '{{ secret("A") }}',\r\n'it''s' {{ secret('B') }}: # no comment\n`;
    assert.deepEqual(namesIn(text), ['secret("A")', "secret('B')"]);
    assert.deepEqual(documentOf(text)?.namespace, namespace);
    assert.deepEqual(documentOf(text)?.problems, []);
  });

  it('is one template: a mistake anywhere is told, where it asks for a secret', () => {
    const broken = `{{ secret('A') }}\n{{ 1 + }}\n`;
    assert.deepEqual(
      documentOf(broken)?.problems.map(({ code, range }) => [code, range.start > 17]),
      [['expression-syntax', true]],
    );
    assert.deepEqual(documentOf('{{ 1 + }}\n')?.problems, []);
    assert.deepEqual(documentOf('')?.references, []);
  });

  it('tells what was meant as a call, and how it is written there', () => {
    const text = `select {{ secrets.HARVEST }}\n`;
    assert.deepEqual(
      documentOf(text)?.problems.map(({ code, data }) => [code, data.replacement]),
      [['secret-misspelled', "secret('HARVEST')"]],
    );
  });
});
