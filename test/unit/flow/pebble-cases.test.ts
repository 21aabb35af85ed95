import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parsePebble } from '../../../src/flow/pebble/parse.ts';
import { readFlow } from '../../../src/flow/index.ts';
import { argumentNames, type SecretArgument, type SecretReference } from '../../../src/flow/types.ts';

/** A `secret()` call in the syntax tree of Kestra's own Pebble. */
interface Call {
  readonly bound: Readonly<Record<string, { readonly literal: unknown } | { readonly expr: string }>>;
  readonly positional: number;
  readonly named: readonly string[];
  readonly bindError?: string;
}

/** What Kestra's own renderer made of an expression (2.0.0; 1.3 parses the same). */
interface Case {
  readonly id: string;
  readonly expression: string;
  readonly parsed?: readonly Call[];
  readonly parseError?: string;
}

const cases = readFileSync(new URL('pebble-cases.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

// The comment holds the word for scalars that write it with escapes.
const flow = (value: string) =>
  `# secret\nid: a\nnamespace: company.team\ntasks:\n  - id: t\n    message: ${value}\n`;

/** YAML scalars that hold a text, by style; those that cannot hold it are left out. */
const styles: Readonly<Record<string, (text: string) => string | null>> = {
  'double quotes': (text) => JSON.stringify(text),
  'double quotes, all escaped': (text) =>
    `"${Array.from({ length: text.length }, (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')}"`,
  'single quotes': (text) =>
    /[\p{Cc}\s]$|^\s|\p{Cc}/u.test(text) ? null : `'${text.replaceAll("'", "''")}'`,
  'a literal block': (text) =>
    /^\s|\n$|\r/.test(text) ? null : `|-\n      ${text.replaceAll('\n', '\n      ')}`,
  'a folded block': (text) => (/^\s|[\n\r]/.test(text) ? null : `>-\n      ${text}`),
};

function asCall({ arguments: bound, positional, named, failure }: SecretReference): Call {
  const call = { bound: Object.fromEntries(Object.entries(bound).map(asBound)), positional, named };
  if (failure?.code === 'unknown-argument') {
    return { ...call, bindError: `unknown named argument: ${failure.argument}` };
  }
  return failure?.code === 'too-many-arguments'
    ? { ...call, bindError: 'too many positional arguments' }
    : call;
}

function asBound([name, argument]: [string, SecretArgument]): [string, Call['bound'][string]] {
  if (!argument.literal) return [name, { expr: 'an expression' }];
  assert.equal(argument.value.kind, 'constant');
  return [name, { literal: 'value' in argument.value ? argument.value.value : undefined }];
}

/** Kestra's tree tells the class of an expression, the flow only that it is one. */
function withoutClasses(call: Call): Call {
  const bound = Object.entries(call.bound).map(([name, value]) => [
    name,
    'expr' in value ? { expr: 'an expression' } : value,
  ]);
  return { ...call, bound: Object.fromEntries(bound) as Call['bound'] };
}

/** Map literals have no order in the tree, and a call nested in one with named arguments is listed before it. */
function ordered(calls: readonly Call[], { expression }: Case): readonly Call[] {
  const text = (call: Call) =>
    JSON.stringify([sortedBound(call), call.positional, call.named, call.bindError]);
  const sorted = calls.map(text);
  const anyOrder =
    /\{\s*['"(]|\{secret/.test(expression.replaceAll('{{', '')) ||
    calls.some(({ named }) => named.length > 0);
  return (anyOrder ? sorted.sort() : sorted).map((call) => JSON.parse(call) as Call);
}

function sortedBound({ bound }: Call): unknown {
  return argumentNames.map((name) => bound[name] ?? null);
}

describe("Kestra's own cases", () => {
  it('are all there', () => {
    assert.equal(cases.length, 476);
  });

  for (const each of cases) {
    const { expression, id, parseError, parsed = [] } = each;

    it(`${id}: ${parseError === undefined ? 'parses' : 'does not parse'}`, () => {
      assert.equal(parsePebble(expression).state, parseError === undefined ? 'parsed' : 'broken');
    });

    if (!expression.includes('secret')) continue;
    it(`${id}: is read the same from each style of YAML`, () => {
      for (const [style, write] of Object.entries(styles)) {
        const value = write(expression);
        if (value === null) continue;
        const [document] = readFlow(flow(value)).documents;
        assert.ok(document);
        const syntax = document.problems.filter(({ code }) => code === 'expression-syntax');
        assert.equal(syntax.length, parseError === undefined ? 0 : 1, style);
        const calls = document.references.filter(({ foundAs }) => foundAs === 'call').map(asCall);
        assert.deepEqual(ordered(calls, each), ordered(parsed.map(withoutClasses), each), style);
      }
    });
  }
});
