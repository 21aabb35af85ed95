import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from '../../../src/catalog/resolve.ts';
import { doAtOnce, readFlow } from '../../../src/flow/index.ts';
import { yamlProblemsIn } from '../../../src/flow/yaml-problems.ts';
import { problemsIn } from '../../../src/language/problems.ts';
import {
  catalogOf,
  fetchedAt,
  noSubkeys,
  secretWith,
  subkeys,
  vaultOf,
} from '../../fakes/catalog-snapshot.ts';

/** What the page says that there is. */
const catalog = catalogOf([vaultOf([secretWith('API_TOKEN', noSubkeys), secretWith('DB', subkeys('USER'))])]);

function codesIn(text: string): readonly string[] {
  const file = readFlow(text);
  return problemsIn(file, (question) => resolve(catalog, question, fetchedAt + 1000), {
    ofYaml: doAtOnce(yamlProblemsIn(file)),
    kestraVersion: '2.0.0',
  }).map(({ code }) => code);
}

const head = 'id: a\nnamespace: company.team\n';
const task = (line: string, type = 'io.kestra.plugin.core.log.Log') =>
  `${head}tasks:\n  - id: t\n    type: ${type}\n    ${line}\n`;

/** The flows in which an example may be meant: an expression in a value, a key of a task or of the flow. */
function flowsWith(example: string): readonly string[] {
  if (/^\$?\{[{%]/.test(example)) return [task(`message: |\n      ${example}`)];
  const others = example.startsWith('tasks:')
    ? ''
    : 'tasks: [{id: t, type: x, message: "{{ secret(\'DB\') }}"}]\n';
  return [task(example), task(example, 'io.kestra.plugin.core.flow.Pause'), `${head}${example}\n${others}`];
}

const page = readFileSync('docs/problems.md', 'utf8');
const table = page.slice(page.indexOf('In flows, where'), page.indexOf('In the configuration, in Compose'));
const rows = Array.from(
  table.matchAll(/^\| `([a-z-]+)` \| `([^`]+)` \| `([^`]+)` \|$/gm),
  ([, code = '', bad = '', good = '']) => ({ code, bad, good }),
).filter(({ code }) => !code.startsWith('suppression-'));

describe('the examples of problems', () => {
  it('are read', () => {
    assert.ok(rows.length >= 20, String(rows.length));
  });

  for (const { code, bad, good } of rows) {
    it(`have the problem, and the better ones have it not: ${code}`, () => {
      assert.ok(
        flowsWith(bad).some((flow) => codesIn(flow).includes(code)),
        JSON.stringify(flowsWith(bad).map(codesIn)),
      );
      for (const flow of flowsWith(good)) assert.ok(!codesIn(flow).includes(code), flow);
    });
  }
});
