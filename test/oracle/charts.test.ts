import assert from 'node:assert/strict';
import { anyHelmRelease } from './charts/any-helm-release.ts';
import { anyCommand } from './charts/any-release.ts';
import { tinyChart } from './charts/tiny-chart.ts';
import { compareCharts, compareRelease, startCharts } from './compare-charts.ts';
import type { Conversation } from './conversation.ts';
import { installGoJudge } from './install-go-judge.ts';
import { charts } from './judges.ts';
import { judgeNeededBy } from './needed-judge.ts';

describe("Helm's and Flux's own libraries", function () {
  this.timeout(60_000);
  let judge: Conversation | undefined;
  const running = () => judge ?? assert.fail('no judge');

  before(async function () {
    judge = await startCharts(
      await judgeNeededBy(this, charts.name, (limit) => installGoJudge(charts, limit)),
    );
  });

  after(() => judge?.stop());

  const kinds = [
    ['commands with files of values', anyCommand],
    ['releases of Flux', anyHelmRelease],
  ] as const;
  for (const [name, anyRelease] of kinds) {
    it(`render random ${name} as they are read here`, async () => {
      const { agreed, refused, unknown, difference } = await compareCharts(running(), anyRelease, 20, 100);
      assert.deepEqual(difference, null);
      // Else they would tell nothing.
      assert.ok(
        agreed === 100 && refused + unknown < 60,
        `${agreed} agreed, ${refused + unknown} tell nothing`,
      );
    });
  }

  it('are read otherwise where a value is changed', async () => {
    const text =
      'configurations:\n  application:\n    kestra: {secret: {type: vault, vault: {root-engine: fig}}}\n';
    const files = { 'own.yaml': text, 'install.sh': 'helm install flows kestra/kestra -f own.yaml\n' };
    const ask = (files: readonly string[]) => ({ chart: tinyChart, files, sets: [], setStrings: [] });
    assert.equal((await compareRelease(running(), files, ask([text]))).what, null);
    const { what } = await compareRelease(
      running(),
      files,
      ask([text.replace('engine: fig', 'engine: plum')]),
    );
    assert.match(what ?? '', /plum/);
  });
});
