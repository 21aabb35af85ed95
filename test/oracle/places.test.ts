import assert from 'node:assert/strict';
import { type Engine, startEngine } from './engine.ts';
import { compareFlows } from './flows/compare-flows.ts';
import { installJudge } from './install-judge.ts';
import { engines } from './judges.ts';
import { judgeNeededBy } from './needed-judge.ts';
import { compareServer } from './kestra-server.ts';
import { compareRows } from './places/compare-rows.ts';
import { readRows } from './places/rows.ts';

// The other generation, and what a missing secret does, take minutes: `npm run oracle -- --places`.
describe("Kestra's own engine", function () {
  this.timeout(400_000);
  const judge = engines['2.0'];
  let engine: Engine | undefined;
  const running = () => engine ?? assert.fail('no engine');

  before(async function () {
    const installed = await judgeNeededBy(this, judge.name, (limit) => installJudge(judge, limit));
    engine = await startEngine(installed);
  });

  after(() => engine?.stop());

  it('still refuses, evaluates and shows what is written of each place', async () => {
    const { differences } = await compareRows(running(), '2.0', readRows(), 'rendered');
    assert.deepEqual(differences, []);
  });

  it('answers of its secrets as the server of the tests does', async () => {
    assert.deepEqual(await compareServer(running()), []);
  });

  it('treats a call at any place of any flow as the table of places says', async () => {
    const { differences, compared, rendered, refused } = await compareFlows(running(), '2.0', 20, 40);
    assert.deepEqual(differences, []);
    // Else the flows would tell nothing.
    assert.equal(compared, 40);
    assert.ok(rendered > 2 && refused > 5, `${rendered} were evaluated, ${refused} refused`);
  });
});
