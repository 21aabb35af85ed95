import assert from 'node:assert/strict';
import { differenceFrom } from '../unit/configuration/compose-judgement.ts';
import { readProjects } from '../unit/configuration/compose-rows.ts';
import { askCompose, startCompose } from './ask-compose.ts';
import { compareProjects } from './compare-projects.ts';
import type { Conversation } from './conversation.ts';
import { installGoJudge } from './install-go-judge.ts';
import { compose } from './judges.ts';
import { judgeNeededBy } from './needed-judge.ts';

describe("Docker Compose's own loader", function () {
  this.timeout(60_000);
  let judge: Conversation | undefined;
  const running = () => judge ?? assert.fail('no judge');

  before(async function () {
    judge = await startCompose(
      await judgeNeededBy(this, compose.name, (limit) => installGoJudge(compose, limit)),
    );
  });

  after(() => judge?.stop());

  it('still says what is written of each project', async () => {
    for (const { name, files, services, refused } of readProjects()) {
      const judged = await askCompose(running(), files);
      assert.equal(judged.refused === undefined, refused === undefined, name);
      for (const [service, { environment }] of Object.entries(services ?? {}))
        assert.deepEqual(judged.services?.[service]?.environment ?? {}, environment, `${name}: ${service}`);
    }
  });

  it('reads random projects as they are read here', async () => {
    const { agreed, refused, difference } = await compareProjects(running(), 20, 100);
    assert.deepEqual(difference, null);
    // Else the projects would tell nothing.
    assert.ok(agreed === 100 && refused < 60, `${agreed} agreed, ${refused} refused`);
  });

  it('is read otherwise where a text is changed', async () => {
    const files = { 'compose.yaml': 'services:\n  k: {image: kestra/kestra, environment: {A: 1.10}}\n' };
    const judged = await askCompose(running(), files);
    assert.equal(await differenceFrom(judged, files), null);
    const changed = { 'compose.yaml': files['compose.yaml'].replace('1.10', '"1.10"') };
    assert.match((await differenceFrom(judged, changed)) ?? '', /A is "1.10"/);
  });
});
