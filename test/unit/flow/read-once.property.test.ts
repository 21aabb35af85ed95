import assert from 'node:assert/strict';
import { applyEdits, doAtOnce, readFlow, type FlowFile } from '../../../src/flow/index.ts';
import { renderedFilesIn } from '../../../src/flow/rendered-files.ts';
import { isSilentFlow, letYamlGo, readFlowOnce } from '../../../src/flow/read-once.ts';
import { cursorAt } from '../../../src/flow/cursor/index.ts';
import { wholeYamlOf, yamlOf } from '../../../src/flow/read-flow.ts';
import { asksAndTellsNothing, yamlProblemsIn } from '../../../src/flow/yaml-problems.ts';
import { mutate } from '../../fuzz/mutations.ts';
import { randomFrom, type Random } from '../../fuzz/random.ts';

/** Values of simple YAML, and others. */
const simpleValues: readonly [string, ...string[]] = [
  'plain text',
  '/usr/bin/x',
  '-1',
  '2024-01-02',
  'one # comment',
  'http://host:80/a',
  '""',
  "''",
  "'it''s'",
  '"a \\"b\\" \\\\ \\n"',
  `"{{ secret('A') }}"`,
  `'{{ secret(''B'') }}' # why`,
  `text {{ secret('C', subkey='d') }}`,
  `"{{ render(read('query.sql')) }}"`,
  `"{{ secrets('E') }}"`,
  'io.kestra.plugin.scripts.shell.Script',
  'io.kestra.plugin.core.flow.Switch',
  '[]',
  '{}',
  'null',
  '~',
  '',
];
const otherValues: readonly [string, ...string[]] = [
  '[a, b]',
  '{a: b}',
  'a: b',
  '*alias',
  '&name x',
  '!tag x',
  '@x',
  '|',
  '>',
  '{{ secret("D") }}',
  '"\\x73ecret"',
];
const simpleKeys: readonly [string, ...string[]] = [
  'type',
  'id',
  'namespace',
  'tasks',
  'triggers',
  'variables',
  'pluginDefaults',
  'description',
  'env',
  'script',
  'values',
  'a-b.c',
  '_x',
];
const otherKeys: readonly [string, ...string[]] = ['a b', '1', '"quoted"', '<<', 'type'];

/** The text is of simple YAML but once in so many times. */
const rarely = 40;

function valueFor(random: Random): string {
  return random.oneOf(random.once(rarely) ? otherValues : simpleValues);
}

function keyFor(random: Random, used: Set<string>): string {
  if (random.once(rarely)) return random.oneOf(otherKeys);
  const key = random.oneOf(simpleKeys);
  const free = used.has(key) ? `${key}${String(used.size)}` : key;
  used.add(free);
  return free;
}

/** The lines of a map or a list, as people write them and as they do not. */
function linesOf(random: Random, indent: number, depth: number): string[] {
  const pad = ' '.repeat(indent);
  const isList = random.once(3);
  const used = new Set<string>();
  return Array.from({ length: 1 + random.below(4) }).flatMap((_, index) => {
    const key = `${keyFor(random, isList ? new Set() : used)}: `;
    const mark = isList ? (random.once(2) ? '- ' : `- ${key}`) : key;
    if (depth > 0 && random.once(3)) {
      const isAside = !isList && random.once(6);
      const inner = linesOf(
        random,
        indent + (isAside ? 0 : mark.startsWith('- ') && mark !== '- ' ? 4 : 2),
        depth - 1,
      );
      return [`${pad}${mark.trimEnd()}`, ...inner];
    }
    if (random.once(6)) {
      const header = random.once(rarely)
        ? random.oneOf(['|2', '| # c'])
        : random.oneOf(['|', '>', '|-', '>+']);
      const deeper = ' '.repeat(indent + 2);
      const body = [
        `echo {{ secret('K${String(index)}') }}`,
        random.oneOf(['', '  deeper', '# no comment', 'a: b', 'more', ' ']),
      ];
      return [`${pad}${mark}${header}`, ...body.map((line) => (line === '' ? '' : `${deeper}${line}`))];
    }
    return [`${pad}${mark}${valueFor(random)}`, ...(random.once(9) ? [random.oneOf(['', '  ', '# c'])] : [])];
  });
}

function textOf(random: Random): string {
  const head = random.once(rarely)
    ? random.oneOf(['---\n', '%YAML 1.2\n'])
    : random.oneOf(['', '# a comment\n', '\n']);
  const flow = random.once(8)
    ? ''
    : 'id: a\nnamespace: company.team\ntasks:\n  - id: t\n    type: io.kestra.x.Y\n';
  return `${head}${flow}${linesOf(random, flow !== '' && random.once(2) ? 4 : 0, 3).join('\n')}${random.oneOf(['\n', ''])}`;
}

/** All that a reader of flows is told of a file. */
function toldOf(file: FlowFile): unknown {
  return {
    documents: file.documents.map((document) => ({
      index: document.index,
      range: document.range,
      isFlow: document.isFlow,
      id: document.id,
      namespace: document.namespace,
      pluginDefaults: document.pluginDefaults,
      references: document.references,
      withoutMeaning: document.withoutMeaning,
      problems: document.problems,
    })),
    ofYaml: doAtOnce(yamlProblemsIn(file)),
    rendered: renderedFilesIn(file, null),
  };
}

describe('a file that is read once', function () {
  this.timeout(60_000);
  const runs = Number(process.env.RUNS ?? 3000);
  const seed = Number(process.env.SEED ?? 1);

  it('says what it says when it is read to be edited', () => {
    const random = randomFrom(seed);
    let simple = 0;
    let asking = 0;
    let silent = 0;
    for (let run = 0; run < runs; run += 1) {
      const whole = textOf(random);
      const text = random.once(2) ? whole : mutate(random, whole, textOf(random));
      const once = readFlowOnce(text);
      if (isSilentFlow(text)) {
        silent += 1;
        const whole = readWhole(text);
        assert.ok(
          whole.documents.every(({ isFlow }) => isFlow) && asksAndTellsNothing(whole),
          JSON.stringify(text),
        );
      }
      if (!yamlOf(once).isSimple) continue;
      simple += 1;
      if (random.once(2)) letYamlGo(once);
      if (once.documents.some(({ references }) => references.length > 0)) asking += 1;
      assert.deepEqual(toldOf(once), toldOf(readWhole(text)), JSON.stringify(text));
    }
    assert.ok(silent > runs / 100, `${String(silent)} silent ones`);
    assert.ok(simple > runs / 6, `${String(simple)} simple ones`);
    assert.ok(asking > runs / 40, `${String(asking)} that ask`);
  });
});

describe('a file of which nobody has asked what is typed in it', function () {
  this.timeout(60_000);
  const runs = Number(process.env.RUNS ?? 150);
  const seed = Number(process.env.SEED ?? 1);

  it('says what it says when all of it is read, then and after an edit', () => {
    const random = randomFrom(seed);
    let simple = 0;
    for (let run = 0; run < runs; run += 1) {
      const text = textOf(random);
      const file = readFlow(text);
      const told = toldOf(file);
      if (yamlOf(file).isSimple) simple += 1;
      assert.deepEqual(told, toldOf(readWhole(text)), JSON.stringify(text));
      const start = random.below(text.length + 1);
      const end = Math.min(text.length, start + random.below(3));
      const edit = {
        range: { start, end },
        text: random.oneOf(["{{ secret('N') }}", '\n', 'x', '', ': ', '"']),
      };
      const edited = applyEdits(file, [edit]);
      assert.deepEqual(toldOf(edited), toldOf(readWhole(edited.text)), JSON.stringify([text, edit]));
      assert.deepEqual(toldOf(file), told);
      const offset = random.below(text.length + 1);
      const fresh = readFlow(text);
      assert.deepEqual(toldOf(fresh), told);
      assert.deepEqual(cursorAt(fresh, offset), cursorAt(readWhole(text), offset), JSON.stringify(text));
    }
    assert.ok(simple > runs / 6, `${String(simple)} simple ones`);
  });
});

/** Every value of it is read, before anybody asks. */
function readWhole(text: string): FlowFile {
  const file = readFlow(text);
  wholeYamlOf(file);
  return file;
}
