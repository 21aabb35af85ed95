import assert from 'node:assert/strict';
import { flowLinesIn } from '../../../src/configuration/terraform/flows.ts';
import { doAtOnce, type FlowFile } from '../../../src/flow/index.ts';
import { readFlowLines } from '../../../src/flow/read-lines.ts';
import { yamlProblemsIn } from '../../../src/flow/yaml-problems.ts';

function readTerraform(text: string): FlowFile {
  return readFlowLines(text, flowLinesIn(text));
}

/** `namespace: the call as it is written -> its key`, of each reference. */
function callsIn(text: string): readonly string[] {
  return readTerraform(text).documents.flatMap(({ namespace, references }) =>
    references.map(({ range, arguments: { key } }) => {
      const value = key?.value;
      const name = value?.kind === 'constant' ? String(value.value) : (value?.kind ?? 'none');
      const of = namespace?.kind === 'literal' ? namespace.value : '?';
      return `${of}: ${text.slice(range.start, range.end)} -> ${name}`;
    }),
  );
}

/** `code: the marked text`. */
function problemsOf(text: string): readonly string[] {
  const file = readTerraform(text);
  return [...file.documents.flatMap(({ problems }) => problems), ...doAtOnce(yamlProblemsIn(file))].map(
    ({ code, range }) => `${code}: ${text.slice(range.start, range.end)}`,
  );
}

const flow = (message: string, namespace = 'orchard', id = 'pick') =>
  `id: ${id}\nnamespace: ${namespace}\ntasks:\n  - id: say\n    type: io.kestra.plugin.core.log.Log\n    message: "${message}"\n`;

const indented = (text: string, by: string) => text.replace(/^(?=.)/gm, by);

const resource = (lines: string, opening = '<<EOT', name = 'a') =>
  `resource "kestra_flow" "${name}" {\n  namespace = "orchard"\n  flow_id   = "pick"\n  content   = ${opening}\n${lines}EOT\n}\n`;

describe('flows in heredocs of Terraform', () => {
  const shapes: Readonly<Record<string, readonly [string, readonly string[]]>> = {
    'at the line’s start': [resource(flow("{{ secret('A') }}")), ["orchard: secret('A') -> A"]],
    'indented, with the mark at the end indented too': [
      resource(`${indented(flow("{{ secret('A') }}"), '    ')}  `, '<<-EOT'),
      ["orchard: secret('A') -> A"],
    ],
    'of which several stand in one file, between other things': [
      `variable "x" {}\n${resource(flow("{{ secret('A') }}"))}locals {\n  s = "{{ secret('NO') }}"\n}\n${resource(
        indented(flow("{{ secret('B') }}", 'plums'), '      '),
        '<<-EOT',
        'b',
      )}`,
      ["orchard: secret('A') -> A", "plums: secret('B') -> B"],
    ],
    'with a name and a namespace that are put in': [
      resource(
        flow("{{ secret('A_${var.stage}') }} {{ secret('B', subkey='k') }}", '${var.namespace}', '${var.id}'),
      ),
      ["?: secret('A_${var.stage}') -> dynamic", "?: secret('B', subkey='k') -> B"],
    ],
    'with escapes in a name, which Terraform reads otherwise': [
      resource(flow("{{ secret('A_$${x}') }} {{ secret('%%{y}') }}")),
      ["orchard: secret('A_$${x}') -> dynamic", "orchard: secret('%%{y}') -> dynamic"],
    ],
    'with escapes, and directives around lines': [
      resource(
        `${flow("$${HOME} {{ secret('A') }} %%{x}")}%{ if var.more ~}\n  - id: more\n    type: io.kestra.plugin.core.log.Log\n    message: "{{ secret('B') }}"\n%{ endif ~}\n`,
      ),
      ["orchard: secret('A') -> A", "orchard: secret('B') -> B"],
    ],
    'with lines that end as on Windows': [
      resource(flow("{{ secret('A') }}")).replaceAll('\n', '\r\n'),
      ["orchard: secret('A') -> A"],
    ],
    'that begin with the mark of a document and a comment': [
      resource(`# picks\n---\n${flow("{{ secret('A') }}")}`),
      ["orchard: secret('A') -> A"],
    ],
  };
  for (const [name, [text, expected]] of Object.entries(shapes)) {
    it(`are read, ${name}`, () => {
      assert.deepEqual(callsIn(text), expected);
      assert.deepEqual(problemsOf(text), []);
    });
  }

  it('have their problems at their places', () => {
    const text = resource(
      indented(flow("{{ secret('A', 'B') }} {{ secret('A', nmae='x') }} {{ secrets('C') }}"), '    '),
      '<<-EOT',
    );
    assert.deepEqual(problemsOf(text), [
      'subkey-as-namespace: B',
      'unknown-argument: nmae',
      'secret-misspelled: secrets',
    ]);
    const two = `${resource(flow('{{ 1 }}'))}${resource(`${flow("{{ secret('A') }}")}---\n${flow('x')}`)}`;
    assert.deepEqual(problemsOf(two), ['document-ignored: id: pick']);
    const broken = resource(`${flow("{{ secret('A') }}")}\tx: "{{ secret('A') }}"\n`);
    assert.equal(problemsOf(broken).length, 1);
  });

  it('say nothing of what Terraform puts in', () => {
    const text = resource(
      `${flow("{{ secret('A', nmae_${var.x}='x') }} {{ secret('') }}")}more: \${yamlencode(var.more)}\n`,
    );
    assert.deepEqual(problemsOf(text), []);
    assert.deepEqual(problemsOf(resource(`id: a\nnamespace: b\ntasks: \${jsonencode(var.tasks)}\n`)), []);
  });

  const others: Readonly<Record<string, string>> = {
    files: 'resource "kestra_flow" "a" {\n  content = file("a.yml")\n}\n',
    templates:
      'resource "kestra_flow" "a" {\n  content = templatefile("a.yml", { x = "{{ secret(\'A\') }}" })\n}\n',
    'another attribute': `resource "kestra_flow" "a" {\n  description = <<EOT\n${flow("{{ secret('A') }}")}EOT\n}\n`,
    'another resource': resource(flow("{{ secret('A') }}")).replace('kestra_flow', 'kestra_app'),
    comments: resource(flow("{{ secret('A') }}")).replace(/^/gm, '# '),
    'no flow': resource('text: "{{ secret(\'A\') }}"\n'),
  };
  for (const [name, text] of Object.entries(others)) {
    it(`are none: ${name}`, () => {
      assert.deepEqual(callsIn(text), []);
      assert.deepEqual(problemsOf(text), []);
    });
  }
});
