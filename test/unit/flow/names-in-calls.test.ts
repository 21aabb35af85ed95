import assert from 'node:assert/strict';
import { namesInCalls } from '../../../src/flow/names-in-calls.ts';
import { stepsTaken } from '../../../src/flow/steps.ts';

describe('namesInCalls', () => {
  const cases: [text: string, names: readonly string[]][] = [
    [`secret('A')`, ['A']],
    [`x {{ secret("A") }} y`, ['A']],
    ['`{{ secret(`A`) }}`', ['A']],
    [`secret(''A'')`, ['A']],
    [String.raw`"secret(\"A\")"`, ['A']],
    [`secret(A)`, ['A']],
    [`secrets('A')`, ['A']],
    [`secret (\n  'A'\n)`, ['A']],
    [`secret('my key')`, ['my key', 'my', 'key']],
    [`secret('app/db-1.x')`, ['app/db-1.x']],
    [`secret(f('A'))`, ['A', 'f']],
    [`secret('A', subkey='b')`, ['A', 'b', 'subkey']],
    [`secret('A') and 'B'`, ['A']],
    [`secret('A`, ['A']],
    [`my_secret('A') SECRET_A secret A secret: A`, []],
    [`secret()`, []],
    ['', []],
  ];
  for (const [text, names] of cases) {
    it(`are ${names.join(', ') || 'none'} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual([...namesInCalls(text)].sort(), [...names].sort());
    });
  }

  it('take no more time than the text has length', () => {
    const before = stepsTaken();
    namesInCalls('secret('.repeat(10_000));
    assert.ok(stepsTaken() - before <= 10_000 * 512);
  });
});
