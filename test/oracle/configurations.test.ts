import assert from 'node:assert/strict';
import { base64Cases, fileCases, scalarCases, variableCases } from '../unit/configuration/micronaut/cases.ts';
import {
  environment,
  fileWith,
  placeholderCases,
} from '../unit/configuration/micronaut/placeholder-cases.ts';
import { compareConfigurations } from './configurations.ts';
import type { Conversation } from './conversation.ts';
import { installJudge } from './install-judge.ts';
import { micronaut } from './judges.ts';
import { askBase64, askMicronaut, startMicronaut, type MicronautQuestion } from './micronaut.ts';
import { judgeNeededBy } from './needed-judge.ts';

const asked: readonly (readonly [MicronautQuestion, string | null])[] = [
  ...placeholderCases.map(([text, expected]) => {
    return [{ file: fileWith(text), environment, key: 'kestra.asked' }, expected] as const;
  }),
  ...scalarCases.map(([text, expected]) => {
    return [{ file: `kestra:\n  asked: ${text}\n`, environment: {}, key: 'kestra.asked' }, expected] as const;
  }),
  ...fileCases.map(([file, key, expected]) => [{ file, environment: {}, key }, expected] as const),
  ...variableCases.map(([variable, key, isSet]) => {
    const question = { file: '', environment: { [variable]: 'x' }, key: `kestra.secret.${key}` };
    return [question, isSet ? 'x' : null] as const;
  }),
];

describe("Micronaut's own reader of configurations", function () {
  this.timeout(60_000);
  let judge: Conversation | undefined;
  const running = () => judge ?? assert.fail('no judge');

  before(async function () {
    const install = (limit: number) => installJudge(micronaut, limit);
    judge = await startMicronaut(await judgeNeededBy(this, micronaut.name, install));
  });

  after(() => judge?.stop());

  it('still says what is written in the cases', async () => {
    const different: string[] = [];
    for (const [question, expected] of asked) {
      const said = await askMicronaut(running(), question);
      if (said !== expected) different.push(`${JSON.stringify(question)}: ${JSON.stringify(said)}`);
    }
    for (const [text, isBase64] of base64Cases) {
      if ((await askBase64(running(), text)) !== isBase64) different.push(`Base64 ${text}`);
    }
    assert.deepEqual(different, []);
  });

  it('reads what chance writes as it is read here', async () => {
    const { agreed, set, difference } = await compareConfigurations(running(), 20, 300);
    assert.deepEqual(difference, null);
    // Else the files would tell nothing.
    assert.ok(agreed === 300 && set > 100, `${agreed} agreed, ${set} set the key`);
  });
});
