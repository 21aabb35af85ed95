import assert from 'node:assert/strict';
import { startCompose } from './ask-compose.ts';
import { compareWhole, type Chain } from './compare-whole.ts';
import { installGoJudge } from './install-go-judge.ts';
import { installJudge } from './install-judge.ts';
import { compose, micronaut } from './judges.ts';
import { startMicronaut } from './micronaut.ts';
import { judgeNeededBy } from './needed-judge.ts';

describe('a whole project, as Compose and Micronaut have it one after the other', function () {
  this.timeout(120_000);
  let chain: Chain | undefined;

  before(async function () {
    const loader = await judgeNeededBy(this, compose.name, (limit) => installGoJudge(compose, limit));
    const reader = await judgeNeededBy(this, micronaut.name, (limit: number) =>
      installJudge(micronaut, limit),
    );
    chain = { compose: await startCompose(loader), micronaut: await startMicronaut(reader) };
  });

  after(() => Promise.all([chain?.compose.stop(), chain?.micronaut.stop()]));

  it('is read as they read it', async () => {
    const found = await compareWhole(chain ?? assert.fail('no judges'), 20, 100);
    assert.deepEqual(found.difference, null);
    // Else the projects would tell nothing.
    const { agreed, managed, values, unknown } = found;
    assert.ok(agreed === 100 && managed > 60 && unknown < values / 10, JSON.stringify(found));
  });
});
