import { isDeepStrictEqual } from 'node:util';
import { evaluate, flowExpressions, inheritedSecrets, secretPage } from '../servers/kestra/answers.ts';
import type { KestraSecret } from '../servers/kestra/holdings.ts';
import type { Engine } from './engine.ts';

const namespace = 'company.team';
const flow = `id: probe
namespace: ${namespace}
tasks:
  - id: log
    type: io.kestra.plugin.core.log.Log
    message: hello
`;

const names = ['B_KEY', 'A_KEY', 'JSON_USER', 'C_KEY', '1', 'É_KEY'];

/** As the engine holds them: every value is made of its key. */
const secrets: readonly KestraSecret[] = names.map((key) => ({
  namespace,
  key,
  value: key.startsWith('JSON') ? `{"user":"value-of-${key}"}` : `value-of-${key}`,
}));

/** The engine holds whatever does not begin with MISSING. */
const texts = [
  "{{ secret('A_KEY') }}",
  "{{ secret('A_KEY', namespace='company') }}",
  "{{ secret('MISSING') }}",
  "{{ secret('MISSING', namespace='company', subkey='user') }}",
  "{{ secret('MISSING_\\'QUOTED\\'') }}",
  `{{ secret('MISSING_"QUOTED"') }}`,
  "{{ secret('JSON_USER', subkey='user') }}",
  "{{ secret('JSON_USER', subkey='it\\'s') }}",
  "{{ secret('A_KEY', subkey='user') }}",
];

const pages = [
  [1, 10],
  [1, 4],
  [2, 4],
  [3, 4],
] as const;

/** Where the server of the tests and Kestra's own classes differ, in the bodies of open source. */
export async function compareServer(engine: Engine): Promise<readonly string[]> {
  const held = { edition: 'open-source', secrets } as const;
  const differences: string[] = [];
  const compare = (what: string, ours: unknown, theirs: unknown) => {
    if (isDeepStrictEqual(ours, theirs)) return;
    differences.push(`${what}: ${JSON.stringify(ours)}, and Kestra: ${JSON.stringify(theirs)}`);
  };
  const listed: unknown[] = [];
  for (const [page, size] of pages) {
    const theirs = await engine.askWeb({ names, page, size, flow, evaluate: size === 10 ? texts : [] });
    // Kestra's order is that of a hash table: which names stand on a page is chance, how many of them is not.
    const { keys, ...shape } = shapeOf(theirs.list);
    const ours = shapeOf(secretPage(held, secrets, page, size));
    compare(`page ${page} of ${size}`, { ...ours, keys: [] }, { ...shape, keys: [] });
    if (size === 4) listed.push(...keys);
    if (size !== 10) continue;
    compare('inherited', sortAll(inheritedSecrets(held, namespace)), sortAll(theirs.inherited));
    const { secrets: written } = { secrets: undefined, ...flowExpressions(held, namespace, true) };
    compare('expressions', written, theirs.expressions?.secrets);
    const isTold = theirs.withoutRight === null || 'secrets' in theirs.withoutRight;
    compare('without the right', 'secrets' in flowExpressions(held, namespace, false), isTold);
    for (const text of texts) compare(text, evaluate(held, text, namespace), theirs.evaluated[text]);
  }
  compare('all pages', [...names].sort(), listed.sort());
  return differences;
}

/** A page with its keys apart, and the fields of each result. */
function shapeOf(page: unknown): { readonly keys: readonly unknown[]; readonly [field: string]: unknown } {
  const { results, ...rest } = page as { readonly results: readonly Readonly<Record<string, unknown>>[] };
  return { ...rest, fields: results.map((each) => Object.keys(each)), keys: results.map(({ key }) => key) };
}

/** Sets of names by namespace, which have no order. */
function sortAll(byNamespace: unknown): unknown {
  const entries = Object.entries(byNamespace as Readonly<Record<string, readonly string[]>>);
  return Object.fromEntries(entries.map(([each, keys]) => [each, [...keys].sort()]));
}
