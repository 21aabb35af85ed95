import assert from 'node:assert/strict';
import type { FlowSummary } from '../../../src/index/types.ts';
import { garbageCollector } from '../../processes/collect-garbage.ts';
import { createLineIndex } from '../../../src/text/line-index.ts';
import { flowWith, summaryAtOnce } from './flow-texts.ts';

const collectGarbage = garbageCollector();

function usedMemory(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function summaryIn(text: string): FlowSummary {
  const summary = summaryAtOnce(text);
  assert.ok(summary?.state === 'read', 'it is a flow that asks for something');
  return summary;
}

describe('the summary of a flow', () => {
  it('has what each call asks for, and where name and subkey stand', () => {
    const text = flowWith(
      `"{{ secret('ONE') }}"`,
      `|\n      first\n      {{ secret("TWO", namespace='x.y', subkey="user") }}`,
    );
    const { flows, isWhole, references } = summaryIn(text);
    assert.equal(isWhole, true);
    assert.deepEqual(
      flows.map(({ id, namespace }) => [id, namespace?.kind === 'literal' && namespace.value]),
      [['a', 'b.c']],
    );
    const [one, two] = references;
    assert.deepEqual(one?.key?.value, { kind: 'constant', value: 'ONE' });
    assert.equal(one.key.quote, "'");
    assert.equal(one.subkey, null);
    assert.ok(two?.key !== null && two?.key !== undefined);
    assert.deepEqual(two.namespaceArgument, { kind: 'constant', value: 'x.y' });
    assert.deepEqual(two.subkey?.value, { kind: 'constant', value: 'user' });
    assert.equal(two.flow, flows[0]);
    const written = [one.key, two.key, two.subkey].map(({ range }) => text.slice(range.start, range.end));
    assert.deepEqual(written, ['ONE', 'TWO', 'user']);
    const positionOf = createLineIndex(text);
    for (const range of [one.range, one.key.range, two.range, two.key.range, two.subkey.range]) {
      const { line, column, endLine, endColumn } = range;
      assert.deepEqual({ line, column }, positionOf(range.start));
      assert.deepEqual({ line: endLine, column: endColumn }, positionOf(range.end));
    }
  });

  it('says of a key what is known before the flow runs', () => {
    const { references } = summaryIn(
      flowWith(
        `"{{ secret(inputs.a ? 'A' : 'B') }}"`,
        `"{{ secret('A_' ~ inputs.b) }}"`,
        `"{{ secret(inputs.c) }}"`,
        `"{{ secret() }}"`,
        `"{{ secret('A', sub_key='b') }}"`,
      ),
    );
    assert.deepEqual(
      references.map(({ key, failure }) => [key?.value, failure?.code]),
      [
        [{ kind: 'choice', candidates: ['A', 'B'] }, undefined],
        [{ kind: 'pattern', pattern: 'A_*' }, undefined],
        [{ kind: 'dynamic' }, undefined],
        [undefined, 'no-key'],
        [{ kind: 'constant', value: 'A' }, 'unknown-argument'],
      ],
    );
    assert.deepEqual(
      references.slice(0, 3).map(({ key }) => key?.quote),
      [null, null, null],
    );
  });

  it('says in which generations of Kestra a call is rendered, in the order of the text', () => {
    const text = `id: "{{ secret('NEVER') }}"
namespace: b.c
pluginDefaults:
  - type: io.x.T
    values: {message: "{{ secret('OLD') }}"}
tasks:
  - {id: t, type: io.x.T, message: "{{ secret('BOTH') }}"}
`;
    assert.deepEqual(
      summaryIn(text).references.map(({ key, renderedIn }) => [
        key?.value.kind === 'constant' && key.value.value,
        renderedIn,
      ]),
      [
        ['NEVER', []],
        ['OLD', ['1.3']],
        ['BOTH', ['2.0', '1.3']],
      ],
    );
  });

  it('tells documents apart', () => {
    const text = `${flowWith(`"{{ secret('A') }}"`)}---\nother: secret\n---\n${flowWith(`"{{ secret('B') }}"`)}`;
    const { flows, references } = summaryIn(text);
    assert.deepEqual(
      flows.map(({ index }) => index),
      [0, 2],
    );
    assert.deepEqual(
      references.map(({ flow }) => flow.index),
      [0, 2],
    );
  });

  it('is not whole where the YAML or an expression is broken', () => {
    const isWhole = (text: string) => summaryIn(text).isWhole;
    assert.equal(isWhole(flowWith(`{{ secret('A') }}`)), false);
    assert.equal(isWhole(flowWith(`"{{ secret('A' }}"`)), false);
    assert.equal(isWhole(flowWith(`"{{ secret('A', sub_key='b') }}"`)), true);
    const broken = summaryIn(`id: a\n namespace: [b\ntasks:\n  - id: t\n    m: "{{ secret('A') }}"\n`);
    assert.equal(broken.isWhole, false);
  });

  it('keeps nothing of the text', () => {
    const long = 'a'.repeat(200_000);
    const before = usedMemory();
    const kept = Array.from({ length: 100 }, (_, index) =>
      summaryAtOnce(
        flowWith(
          `"{{ secret('A_LONG_NAME_OF_A_SECRET_${index}', 'a.namespace.of.number${index}') }}"`,
          `"{{ secret(x ? 'ANOTHER_LONG_NAME_${index}' : 'THE_OTHER_LONG_NAME_${index}', an_unknown_argument_${index}='') }}"`,
          `"{{ secret('A_PREFIX_OF_NUMBER_${index}_' ~ inputs.x) }}"`,
          `${long}${index}`,
        ).replace('id: a', `id: a_long_identifier_of_${index}`),
      ),
    );
    const used = usedMemory() - before;
    assert.equal(kept.length, 100);
    assert.ok(used < 5_000_000, `${used} bytes are used for 100 files of 200 kB`);
  });

  it('is not made of what asks for nothing, or is no flow', () => {
    assert.equal(summaryAtOnce(flowWith('plain')), null);
    assert.equal(summaryAtOnce(`kestra:\n  secret:\n    type: vault\n`), null);
    assert.equal(summaryAtOnce(''), null);
    assert.equal(summaryAtOnce(flowWith('no secret here'))?.state, 'read');
    assert.equal(summaryIn(flowWith(`"{{ \\x73ecret('A') }}"`)).references.length, 1);
  });
});
