import assert from 'node:assert/strict';
import { createFlowIndex } from '../../../src/index/index.ts';
import { flowWith, summaryAtOnce } from './flow-texts.ts';

const call = (argumentsOfCall: string) => `"{{ secret(${argumentsOfCall}) }}"`;

function indexOf(texts: Readonly<Record<string, string>>): ReturnType<typeof createFlowIndex> {
  const index = createFlowIndex();
  index.update(Object.entries(texts).map(([path, text]) => [path, summaryAtOnce(text)]));
  return index;
}

describe('the index of flows', () => {
  it('has the calls of names that are longer than the keys of a map are told apart by', () => {
    const index = createFlowIndex();
    const names = ['ONE', 'TWO'].map((end) => 'A'.repeat(20_000) + end);
    const file = summaryAtOnce(flowWith(...names.map((name) => `"{{ secret('${name}') }}"`)));
    index.update([['a.yml', file]]);
    for (const [number, name] of names.entries()) {
      const [uses, ...others] = index.usesOf(name);
      assert.deepEqual(others, []);
      assert.deepEqual(
        uses?.references.map(({ key }) => key?.value),
        [{ kind: 'constant', value: names[number] }],
      );
    }
    assert.deepEqual(index.names(), []);
  });

  const index = indexOf({
    'b.yaml': flowWith(call("'ONE'"), call("'TWO'"), call("'ONE', subkey='x'")),
    'a.yaml': flowWith(call("'one'"), call("inputs.a ? 'ONE' : 'THREE'")),
    'open.yaml': flowWith(call("'ONE_' ~ inputs.x"), call('inputs.y'), call("'FOUR'")),
    'broken.yaml': flowWith(`{{ secret('FIVE') }}`),
    'none.yaml': flowWith('plain'),
  });
  index.update([['large.yaml', { state: 'refused', reason: 'too-large' }]]);

  const uses = (found: ReturnType<typeof index.usesOf>) =>
    found.map(({ file, references }) => [file, references.map(({ range }) => range.line)]);

  it('has the calls that ask for a name, or may, by file and place', () => {
    assert.deepEqual(uses(index.usesOf('ONE')), [
      ['a.yaml', [6, 9]],
      ['b.yaml', [6, 12]],
    ]);
    assert.deepEqual(uses(index.usesOf('THREE')), [['a.yaml', [9]]]);
    assert.deepEqual(index.usesOf('NONE'), []);
  });

  it('has the calls of which the name is known when the flow runs, and the files that may hold more', () => {
    assert.deepEqual(uses(index.openUses()), [['open.yaml', [6, 9]]]);
    assert.deepEqual(index.filesInPart(), ['broken.yaml', 'large.yaml']);
  });

  it('has the names as they are written, and the files that ask for something', () => {
    assert.deepEqual([...index.names()].sort(), ['FIVE', 'FOUR', 'ONE', 'TWO', 'one']);
    assert.deepEqual(index.paths(), ['a.yaml', 'b.yaml', 'broken.yaml', 'large.yaml', 'open.yaml']);
    assert.equal(index.file('none.yaml'), undefined);
    assert.equal(index.file('a.yaml')?.state, 'read');
  });

  it('tells of a change once, and of none where nothing changed', () => {
    const changing = indexOf({ 'a.yaml': flowWith(call("'A'")) });
    let told = 0;
    const end = changing.onChange(() => (told += 1));
    const before = changing.version();
    changing.update([
      ['a.yaml', null],
      ['b.yaml', summaryAtOnce(flowWith(call("'B'")))],
    ]);
    assert.equal(told, 1);
    assert.notEqual(changing.version(), before);
    assert.deepEqual([changing.usesOf('A').length, changing.usesOf('B').length], [0, 1]);
    changing.update([['none.yaml', null]]);
    changing.update([]);
    assert.equal(told, 1);
    end();
    changing.update([['b.yaml', null]]);
    assert.equal(told, 1);
    assert.deepEqual(changing.paths(), []);
  });
});
