import assert from 'node:assert/strict';
import { readFlow } from '../../../src/flow/index.ts';
import { createFlowIndex, type FlowIndex } from '../../../src/index/index.ts';
import type { Completion } from '../../../src/language/completion-types.ts';
import { completionsAt } from '../../../src/language/completions.ts';
import { namesInOtherFlows } from '../../../src/language/names-in-flows.ts';
import { catalogOf, fetchedAt, vaultOf } from '../../fakes/catalog-snapshot.ts';
import { cursorIn } from '../../fakes/cursor.ts';
import { flowWith } from '../../fakes/flow-text.ts';
import { flowWith as flowOf, summaryAtOnce } from '../index/flow-texts.ts';
import { accepted, askedIn } from './accepting.ts';

function indexOf(texts: Readonly<Record<string, string>>): FlowIndex {
  const index = createFlowIndex();
  index.update(Object.entries(texts).map(([path, text]) => [path, summaryAtOnce(text)]));
  return index;
}

const others = indexOf({
  'a.yaml': flowOf(`"{{ secret('API') }}"`, `"{{ secret('DB', subkey='user') }}"`),
  'b.yaml': flowOf(`"{{ secret('API') }}"`, `"{{ secret('DB', subkey='password') }}"`),
  'own.yaml': flowOf(`"{{ secret('HALF') }}"`, `"{{ secret('API', subkey='own') }}"`),
});
const nothing = catalogOf([], { configured: false });

function offered(marked: string, index: FlowIndex | null, snapshot = nothing) {
  const { text, offset } = cursorIn(marked);
  return completionsAt(readFlow(text), offset, snapshot, {
    now: fetchedAt,
    locale: 'en',
    asked: 'by-command',
    otherFlows: { index, file: 'own.yaml' },
  });
}

const labels = (items: readonly Completion[]) => items.map(({ label }) => label);
const inQuotes = flowWith(`message: "{{ secret('|') }}"`);

describe('names that other flows use', () => {
  it('are those of other files, with the subkeys that are asked for', () => {
    assert.deepEqual(namesInOtherFlows(others, 'own.yaml'), [
      { name: 'API', files: 2, subkeys: [], alwaysSubkey: false },
      { name: 'DB', files: 2, subkeys: ['password', 'user'], alwaysSubkey: true },
    ]);
    assert.deepEqual(
      namesInOtherFlows(others, null).map(({ name }) => name),
      ['API', 'DB', 'HALF'],
    );
  });

  it('are told anew after a change, and leave out what no flow certainly asks for', () => {
    const index = indexOf({ 'a.yaml': flowOf(`"{{ secret('OLD') }}"`) });
    assert.equal(namesInOtherFlows(index, null)[0]?.name, 'OLD');
    index.update([
      ['a.yaml', summaryAtOnce(flowOf(`"{{ secret('') }}"`, `"{{ secret(inputs.x) }}"`, `"{{ secret('NEW`))],
      ['b.yaml', summaryAtOnce(`${flowOf(`"{{ secret('NEW') }}"`)}triggers:\n  - "{{ secret('API') }}"\n`)],
    ]);
    assert.ok(!namesInOtherFlows(index, null).some(({ name }) => ['OLD', ''].includes(name)));
    assert.deepEqual(namesInOtherFlows(index, 'b.yaml'), []);
  });

  it('are offered and marked where nothing is configured, and nowhere else', () => {
    const { items, readFlows } = offered(inQuotes, others);
    assert.deepEqual(labels(items), ['API', 'DB']);
    assert.equal(readFlows, false);
    for (const { detail } of items) assert.equal(detail, 'used in other flows');
    assert.deepEqual(
      items[1]?.documentation.map(({ label, value }) => `${label ?? ''} ${value}`),
      [
        'Used in 2 other files',
        'Subkeys password, user',
        ' No configuration here says whether there is such a secret',
      ],
    );
    assert.deepEqual(offered(inQuotes, others, catalogOf([vaultOf([])])).items, []);
  });

  it('are written as any other name, and lead to a subkey where every other flow asks for one', () => {
    const [api, db] = offered(inQuotes, others).items;
    assert.ok(api && db);
    assert.equal(askedIn(accepted(inQuotes, api, 'insert')), 'API');
    const inSubkey = accepted(inQuotes, db, 'insert');
    assert.match(inSubkey, /secret\('DB', subkey='\|'\)/);
    assert.equal(db.retrigger, true);
    const { items } = offered(inSubkey, others);
    assert.deepEqual(labels(items), ['password', 'user']);
    assert.equal(askedIn(accepted(inSubkey, items[0]!, 'insert')), 'DB/password');
  });

  it('are offered with their quotes and as whole calls, too', () => {
    assert.deepEqual(labels(offered(flowWith(`message: "{{ secret(|) }}"`), others).items).slice(0, 2), [
      `'API'`,
      `'DB'`,
    ]);
    assert.deepEqual(labels(offered(flowWith(`message: "{{ secret('DB', subkey=|) }}"`), others).items), [
      `'password'`,
      `'user'`,
    ]);
    assert.deepEqual(labels(offered(flowWith(`message: "{{ sec|"`), others).items), [
      `secret('…')`,
      `secret('API')`,
      `secret('DB')`,
    ]);
  });

  it('are waited for where they would be offered, and nowhere else', () => {
    for (const [at, waits] of Object.entries({
      [`"{{ secret('|') }}"`]: true,
      [`"{{ secret('X', subkey='|') }}"`]: true,
      [`"{{ secret(|) }}"`]: true,
      [`"{{ sec| }}"`]: true,
      [`"{{ | }}"`]: false,
      [`"|"`]: false,
      [`"{{ secret('X', namespace='|') }}"`]: false,
    })) {
      const { readFlows, isIncomplete, items } = offered(flowWith(`message: ${at}`), null);
      assert.equal(readFlows, waits, at);
      assert.ok(isIncomplete || !waits, at);
      assert.ok(!items.some(({ label }) => label.includes('API')));
    }
    assert.equal(offered(inQuotes, null, catalogOf([vaultOf([])])).readFlows, false);
  });

  it('are cut where they are many: those that begin with what was typed come first', () => {
    const many = Array.from({ length: 1100 }, (_, at) => `"{{ secret('NAME_${at}') }}"`);
    const index = indexOf({ 'a.yaml': flowOf(...many, `"{{ secret('OF_NAME_7') }}"`) });
    const { items, isIncomplete } = offered(flowWith(`message: "{{ secret('name_7|') }}"`), index);
    assert.equal(isIncomplete, true);
    assert.equal(labels(items)[0], 'NAME_7');
    assert.equal(labels(items).at(-1), 'OF_NAME_7');
    assert.ok(items.length <= 200);
  });
});
