import assert from 'node:assert/strict';
import { readFlow } from '../../../src/flow/index.ts';
import type { ExpressionValue, SecretReference } from '../../../src/flow/types.ts';
import { flowWith } from '../../fakes/flow-text.ts';
import { documentOf, readAll, slice } from './marked.ts';

const textOf = (expression: string) => flowWith(`a: ${JSON.stringify(`{{ ${expression} }}`)}`);

function onlyReference(text: string): SecretReference {
  const [reference, ...others] = documentOf(readFlow(text)).references;
  if (reference === undefined || others.length > 0) throw new Error(`not one call in ${text}`);
  return reference;
}

describe('the key of a call', () => {
  const constant = (value: string | number | boolean | null): ExpressionValue => ({
    kind: 'constant',
    value,
  });
  const choice = (...candidates: string[]): ExpressionValue => ({ kind: 'choice', candidates });
  const pattern = (text: string): ExpressionValue => ({ kind: 'pattern', pattern: text });
  const dynamic: ExpressionValue = { kind: 'dynamic' };
  const noString: ExpressionValue = { kind: 'not-a-string' };
  const keys: [string, ExpressionValue][] = [
    ["'A'", constant('A')],
    ["('A')", constant('A')],
    ['"#{\'A\'}"', constant('A')],
    ['1', constant(1)],
    ['TRUE', constant(true)],
    ['none', constant(null)],
    ["'A' ~ '_' ~ 'B'", constant('A_B')],
    ["'A' + '_B'", constant('A_B')],
    ["'A' ~ 1 ~ true ~ null", constant('A1true')],
    ["'A' + 1.0 + null", constant('A1.0null')],
    ["1 + 2 + 'A'", pattern('*A')],
    ["'A' + 1 + 2", constant('A12')],
    ["'A' ~ 1 + 2", constant('A12')],
    ["'A' ~ 10000000.5", pattern('A*')],
    ["'A_' ~ inputs.x", pattern('A_*')],
    ["inputs.x ~ '-' ~ inputs.y ~ inputs.z", pattern('*-*')],
    ["'A_' ~ (inputs.x ~ '_B')", pattern('A_*_B')],
    ['"A_#{inputs.x}_B"', pattern('A_*_B')],
    ["'A_' + x", pattern('A_*')],
    ['x + y', dynamic],
    ['1 + 2', noString],
    ["x ? 'A' : 'B'", choice('A', 'B')],
    ["x ? 'A' : y ? 'B' : 'A'", choice('A', 'B')],
    ["x ? 'A' : null", choice('A')],
    ["x ? 'A' : y", dynamic],
    ["'A' ?? 'B'", choice('A', 'B')],
    ["x ?? 'B'", dynamic],
    ["'A_' ~ (x ? 'B' : 'C')", choice('A_B', 'A_C')],
    ["(x ? 'A' : 'B') ~ y", dynamic],
    ["'A' | upper", dynamic],
    ["secret('B').x", dynamic],
    ['[1]', noString],
    ["{'a': 'b'}", noString],
    ["x == 'A'", noString],
    ['x is null', noString],
    ['-x', noString],
    ['1..2', noString],
    ["'{% raw %}A{% endraw %}'", dynamic],
  ];
  for (const [written, expected] of keys) {
    it(`${written} is ${JSON.stringify(expected)}`, () => {
      const [outer] = documentOf(readFlow(textOf(`secret(${written})`))).references;
      assert.deepEqual(outer?.arguments.key?.value, expected);
    });
  }

  it('is told as a choice up to a bound only', () => {
    const of = (count: number) =>
      onlyReference(
        textOf(`secret(${Array.from({ length: count }, (_, at) => `x ? 'K${at}' : `).join('')}'K')`),
      );
    assert.equal(of(15).arguments.key?.value.kind, 'choice');
    assert.equal(of(16).arguments.key?.value.kind, 'dynamic');
  });
});

describe('the arguments of a call', () => {
  it('have their ranges in the file', () => {
    const text = flowWith("a: '{{ secret(''api'', subkey = \"a\\\"b\", full=(false)) }}'");
    const { key, subkey, full, namespace } = onlyReference(text).arguments;
    assert.ok(key?.content && subkey?.content && full);
    assert.equal(namespace, undefined);
    assert.equal(slice(text, key.range), "''api''");
    assert.equal(slice(text, key.content), 'api');
    assert.equal(key.quote, "'");
    assert.equal(slice(text, subkey.range), '"a\\"b"');
    assert.equal(slice(text, subkey.content), 'a\\"b');
    assert.deepEqual(subkey.value, { kind: 'constant', value: 'a"b' });
    assert.equal(subkey.quote, '"');
    assert.equal(slice(text, full.range), '(false)');
    assert.equal(full.content, null);
    assert.ok(full.literal);
  });

  it('may be nothing between quotes, which is a place still', () => {
    const text = textOf("secret('')");
    const { key } = onlyReference(text).arguments;
    assert.deepEqual(key?.content, { start: text.indexOf("''") + 1, end: text.indexOf("''") + 1 });
  });

  it('bind by name before place, and the last of a name', () => {
    const {
      arguments: bound,
      positional,
      named,
    } = onlyReference(textOf("secret('A', 'n', key='B', key='C')"));
    assert.deepEqual(bound.key?.value, { kind: 'constant', value: 'C' });
    assert.deepEqual(bound.namespace?.value, { kind: 'constant', value: 'n' });
    assert.deepEqual([positional, named], [2, ['key', 'key']]);
  });
});

describe('a call that fails', () => {
  const calls: [string, string][] = [
    ["secret('K', sub_key='a')", 'unknown-argument: sub_key'],
    ["secret('K', sub_key=secret('L'))", 'unknown-argument: sub_key'],
    ["secret('K', 'n', 's', true, 'more', 'most')", "too-many-arguments: 'more'"],
    ['secret()', 'missing-key: secret()'],
    ["secret(subkey='a')", "missing-key: secret(subkey='a')"],
    ['secret(1)', 'wrong-argument-type: 1'],
    ['secret(null)', 'wrong-argument-type: null'],
    ["secret(key == 'K')", "wrong-argument-type: key == 'K'"],
    ["secret('K', subkey=1)", 'wrong-argument-type: 1'],
    ["secret('K', namespace=true)", 'wrong-argument-type: true'],
    ["secret('K', subkey='a', full=true)", 'full-with-subkey: true'],
  ];
  for (const [call, expected] of calls) {
    it(`${call} has the problem ${expected}`, () => {
      assert.deepEqual(readAll(textOf(call)).problems, [expected]);
    });
  }

  it('is one inside a macro, its default values included', () => {
    const text = flowWith(
      "a: \"{% macro m(k=secret('A')) %}{{ secret('B') }}{% endmacro %}{{ secret('C') }}\"",
    );
    assert.deepEqual(readAll(text).problems, [
      "secret-in-macro: secret('A')",
      "secret-in-macro: secret('B')",
    ]);
  });

  const sound = [
    "secret('K', null, null)",
    "secret('K', subkey='', full=true)",
    "secret('K', subkey='a', full=false)",
    "secret('K', subkey=x, full=true)",
    "secret('K', full='true')",
    "secret('K', full=1)",
    'secret(x)',
  ];
  for (const call of sound) {
    it(`is not ${call}`, () => {
      assert.deepEqual(readAll(textOf(call)).problems, []);
    });
  }

  it('is not one inside a macro that takes the flow', () => {
    const text = flowWith('a: "{% macro m(k, flow) %}{{ secret(k) }}{% endmacro %}{{ m(\'K\', flow) }}"');
    assert.deepEqual(readAll(text).problems, []);
  });
});

describe('a second argument without a name', () => {
  const severities: [string, string | null][] = [
    ["secret('api', 'TOKEN')", 'warning'],
    ["secret('api', 'my token')", 'warning'],
    ["secret('api', 'token')", 'information'],
    ["secret('api', 'company')", null],
    ["secret('api', 'company.other')", null],
    ["secret('api', namespace='TOKEN')", null],
    ["secret('api', 'TOKEN', 'sub')", null],
    ["secret('api', 'TOKEN', subkey='sub')", null],
    ["secret('api', 'TOKEN', '')", null],
    ["secret('api', '')", null],
    ["secret('api', x)", null],
  ];
  for (const [call, expected] of severities) {
    it(`${expected === null ? 'is a namespace in' : `may be meant as a subkey in`} ${call}`, () => {
      const problems = documentOf(readFlow(textOf(call))).problems;
      assert.deepEqual(
        problems.map(({ code, severity }) => [code, severity]),
        expected === null ? [] : [['subkey-as-namespace', expected]],
      );
    });
  }

  it('is a namespace beside an argument that may be meant as the subkey', () => {
    const { problems } = documentOf(readFlow(textOf("secret('api', 'TOKEN', SubKey='sub')")));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['unknown-argument'],
    );
  });
});

describe('a text that is rendered', () => {
  it('has its calls where its string stands', () => {
    const text = flowWith("a: '{{ render(\"{{ secret(''K'', subkey=\\\"s\\\") }}\") }}'");
    const { arguments: bound, foundAs, range } = onlyReference(text);
    assert.equal(foundAs, 'rendered-text');
    assert.equal(slice(text, range), "secret(''K'', subkey=\\\"s\\\")");
    assert.ok(bound.key?.content && bound.subkey?.content);
    assert.equal(slice(text, bound.key.content), 'K');
    assert.equal(slice(text, bound.subkey.content), 's');
  });

  for (const [expression, expected] of [
    ['renderOnce(toRender=\'{{ secret("K") }}\')', ['~secret("K")']],
    ["render('{{ render(\\'{{ secret(\"K\") }}\\') }}')", ['~secret("K")']],
    ['render(\'{{ secret("K" }}\')', ['~secret("K"']],
    ['other(\'{{ secret("K") }}\')', []],
    ['render(\'{{ secret("K") }}\' ~ x)', []],
  ] as const) {
    it(`in ${expression} is ${expected.length === 0 ? 'none' : expected.join()}`, () => {
      const text = flowWith(`a: |\n  {{ ${expression} }}`);
      assert.deepEqual(readAll(text), { references: [...expected], problems: [] });
    });
  }
});
