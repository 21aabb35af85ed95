import assert from 'node:assert/strict';
import type { Catalog, Question } from '../../../src/catalog/index.ts';
import { readFlow } from '../../../src/flow/index.ts';
import { hoverAt } from '../../../src/language/hover.ts';
import { notAskedWords } from '../../../src/language/kestra-facts.ts';
import { problemMessage } from '../../../src/language/messages/index.ts';
import { problemsIn } from '../../../src/language/problems.ts';
import type { MemorySecret } from '../../fakes/memory-store.ts';
import { never } from '../../fakes/never.ts';
import { scriptOf, type KestraScript } from '../../fakes/scripted-kestra.ts';
import { asking, connect, vault } from '../catalog/kestra/support.ts';

const flowOf = (call: string) =>
  readFlow(`id: a\nnamespace: company.team\ntasks:\n  - id: b\n    message: "{{ ${call} }}"\n`);

/** What a hover on the name says once all is asked: title, reason, facts. */
async function hoverOn(
  name: string,
  script: KestraScript,
  secrets: readonly MemorySecret[] = [],
  files: Readonly<Record<string, string>> = { 'application.yml': vault() },
  act: (catalog: Catalog) => Promise<unknown> = () => Promise.resolve(),
): Promise<readonly string[]> {
  const { catalog, clock } = await connect(script, files, secrets);
  await catalog.ask(asking(name), { readValues: false }, never);
  await act(catalog);
  await clock.pass(30_000);
  const flow = flowOf(`secret('${name}')`);
  const hover = hoverAt(flow, flow.text.indexOf(`'${name}'`) + 2, (question) => catalog.resolve(question), {
    snapshot: catalog.snapshot(),
    now: clock.now(),
    locale: 'en',
  });
  assert.ok(hover !== null);
  return [
    hover.title,
    ...(hover.reason === null ? [] : [hover.reason]),
    ...hover.facts.map(({ label, value }) => (label === null ? value : `${label}: ${value}`)),
  ];
}

const kestra = 'Kestra (http://127.0.0.1:8080)';

describe('a hover with Kestra connected', () => {
  const mine = [{ name: 'mine', fields: ['a'] }];
  const enterprise = (rest: Partial<KestraScript> = {}) => scriptOf({ edition: 'enterprise', ...rest });

  it('says that Kestra sees the secret, in which namespace, and how old that is', async () => {
    const said = await hoverOn('A', enterprise({ names: { company: ['A'] } }), mine);
    assert.deepEqual(said.slice(0, 2), ['Found: A', `${kestra} lists A.`]);
    assert.ok(said.includes(`Seen by: ${kestra}, in company, 30 seconds ago`), said.join('\n'));
  });

  it('says where the list and the manager disagree', async () => {
    const said = await hoverOn('mine', enterprise(), mine);
    assert.ok(said.includes('Stored as mine, and Kestra does not list it'), said.join('\n'));
    const hidden = { 'application.yml': vault('filter-on-tags: {team: a}, ') };
    const seen = await hoverOn('mine', enterprise({ names: { company: ['mine'] } }), mine, hidden);
    assert.ok(seen.includes('Kestra sees it as mine, stored as mine'), seen.join('\n'));
    assert.ok(seen.includes('Backend: Vault'), seen.join('\n'));
    const agreed = await hoverOn('mine', enterprise({ names: { company: ['mine'] } }), mine);
    assert.ok(agreed.includes(`Seen by: ${kestra}, in company, 30 seconds ago`), agreed.join('\n'));
    assert.ok(!agreed.some((line) => line.startsWith('Kestra sees it')), agreed.join('\n'));
  });

  it('says what Kestra answered, and when', async () => {
    const answers = () => ({ state: 'not-told', why: 'no-right' }) as const;
    const said = await hoverOn('mine', enterprise({ answers }), mine, undefined, (catalog) =>
      catalog.askKestra(asking('mine'), never),
    );
    assert.ok(said.includes('Kestra answered: this login may not evaluate, 30 seconds ago'), said.join('\n'));
  });

  it('says why Kestra was not asked', async () => {
    const { catalog, connection } = await connect(enterprise(), { 'application.yml': vault() }, mine);
    const whyNot = async (question: Question) => {
      const asked = await catalog.askKestra(question, never);
      return asked.state === 'not-asked' ? notAskedWords(asked.why) : asked.state;
    };
    const question = asking('mine');
    assert.match(await whyNot({ ...question, key: { kind: 'dynamic' } }), /known only at run time/);
    assert.match(await whyNot({ ...question, flowNamespace: null }), /that of the flow is not known here/);
    assert.match(
      await whyNot({ ...question, callFailure: { code: 'no-key', range: { start: 0, end: 1 } } }),
      /the call fails before/,
    );
    connection.place = null;
    assert.match(await whyNot(question), /connected to no Kestra/);
  });

  it('names Kestra where a name was looked for in vain, and in the problem', async () => {
    const script = scriptOf({ names: { '': ['A'] } });
    const said = await hoverOn('gone', script, mine);
    assert.ok(said.includes('Looked for in: Vault'), said.join('\n'));
    assert.ok(said.includes(`Looked for in: ${kestra}`), said.join('\n'));
    const { catalog } = await connect(script, { 'application.yml': vault() }, mine);
    await catalog.ask(asking('gone'), { readValues: false }, never);
    const problems = problemsIn(flowOf("secret('gone')"), (question) => catalog.resolve(question));
    assert.deepEqual(problems.map(problemMessage), ['Secret gone not found. (Vault, Kestra)']);
    const other = await connect(enterprise(), { 'application.yml': vault() }, mine);
    await other.catalog.ask(asking('gone'), { readValues: false }, never);
    const alone = problemsIn(flowOf("secret('gone')"), (question) => other.catalog.resolve(question));
    assert.deepEqual(alone.map(problemMessage), ['Secret gone not found. (Vault)']);
  });
});
