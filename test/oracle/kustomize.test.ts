import assert from 'node:assert/strict';
import { compareFolder, compareKustomize, startKustomize } from './compare-kustomize.ts';
import type { Conversation } from './conversation.ts';
import { installGoJudge } from './install-go-judge.ts';
import { kustomize } from './judges.ts';
import { judgeNeededBy } from './needed-judge.ts';

describe("Kustomize's own library", function () {
  this.timeout(60_000);
  let judge: Conversation | undefined;
  const running = () => judge ?? assert.fail('no judge');

  before(async function () {
    judge = await startKustomize(
      await judgeNeededBy(this, kustomize.name, (limit) => installGoJudge(kustomize, limit)),
    );
  });

  after(() => judge?.stop());

  it('builds random folders as they are read here', async () => {
    const { agreed, refused, unknown, difference } = await compareKustomize(running(), 20, 100);
    assert.deepEqual(difference, null);
    // Else they would tell nothing.
    assert.ok(
      agreed === 100 && refused < 50 && refused + unknown < 90,
      `${agreed} agreed, ${refused} tell nothing, ${unknown} little`,
    );
  });

  it('is read otherwise where a name is changed on the way', async () => {
    const files = {
      'base/kustomization.yaml':
        'resources: [kestra.yaml]\nconfigMapGenerator: [{name: config, literals: [SECRET_FIG=Zmln]}]\n',
      'base/kestra.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: kestra}\nspec: {template: {spec: {containers: [{name: k, image: kestra/kestra, envFrom: [{configMapRef: {name: config}}]}]}}}\n',
    };
    assert.equal((await compareFolder(running(), files)).what, null);
    const changing: Conversation = {
      ...running(),
      ask: async (question) => {
        const { text } = (await running().ask(question)) as { readonly text: string };
        return { text: text.replace('SECRET_FIG', 'SECRET_PLUM') };
      },
    };
    assert.match((await compareFolder(changing, files)).what ?? '', /PLUM/);
  });
});
