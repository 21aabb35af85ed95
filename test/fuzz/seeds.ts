import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { anyText } from '../oracle/generator/any-text.ts';

/** How an expression of the cases is written into a flow. */
const places: readonly ((expression: string) => string)[] = [
  (expression) => `a: ${JSON.stringify(expression)}`,
  (expression) => `a: '${expression.replaceAll("'", "''")}'`,
  (expression) => `a: |-\n      ${expression.replaceAll('\n', '\n      ')}`,
  (expression) => `a: >\n      ${expression}\n    b: [${expression}, {c: "${expression}"}]`,
  (expression) => `a: ${expression}`,
];

/** YAML that the examples have nothing of. */
const others = [
  '%YAML 1.2\n---\nid: a\nnamespace: b\ntasks: &t\n  - !!str "{{ secret(\'A\') }}"\n...\n---\n<<: {id: c, namespace: d}\ntriggers: *t\n',
  '{"id": "a", "namespace": "b", "tasks": [{"type": "io.k.X", "x": "{{ secret(\'A\', \'n\') }}"}]}\n',
  'id: a\r\nnamespace: b\r\ntasks:\r\n  - x: "{{ secret(\\"A\\") }} \\\r\n      \\x41\\u00e9"\r\n    description: "{{ secret(\'D\') }}"\r\n',
  "\ufeffid: a\nnamespace: b\ninputs:\n  - id: i\n    defaults: '{{ secret(''A'') }}'\npluginDefaults: []\ntasks:\n  - ? k\n    : {{ secret('B\n",
];

/** The texts that fuzzing starts from: the example flows, and expressions as values of a flow. */
export function seeds(): string[] {
  const examples = readdirSync('examples', { recursive: true, encoding: 'utf8' })
    .filter((name) => /flows.*\.ya?ml$/.test(name))
    .sort();
  const cases = readFileSync(new URL('../unit/flow/pebble-cases.jsonl', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly expression: string }).expression);
  return [
    ...examples.map((name) => readFileSync(`examples/${name}`, 'utf8')),
    ...others,
    ...[...cases, ...fc.sample(anyText, { seed: 1, numRuns: 200 })].map((expression, index) => {
      const place = places[index % places.length] ?? String;
      return `id: a\nnamespace: b\ntasks:\n  - id: t\n    ${place(expression)}\n`;
    }),
  ];
}
