import assert from 'node:assert/strict';
import { compareTerraform, differenceFrom, type JudgedTerraform } from './compare-terraform.ts';
import { startConversation, type Conversation } from './conversation.ts';
import { installGoJudge } from './install-go-judge.ts';
import { terraform } from './judges.ts';
import { judgeNeededBy } from './needed-judge.ts';

describe("HCL's own parser", function () {
  this.timeout(60_000);
  let judge: Conversation | undefined;
  const running = () => judge ?? assert.fail('no judge');

  before(async function () {
    const { command } = await judgeNeededBy(this, terraform.name, (limit) =>
      installGoJudge(terraform, limit),
    );
    judge = await startConversation(command, [], { patience: 30_000 });
  });

  after(() => judge?.stop());

  it('reads random texts of Terraform as they are read here', async () => {
    const { agreed, refused, difference } = await compareTerraform(running(), 20, 400);
    assert.deepEqual(difference, null);
    // Else the texts would tell nothing.
    assert.ok(agreed === 400 && refused < 200, `${agreed} agreed, ${refused} refused`);
  });

  it('is read otherwise where a text is changed', async () => {
    const text = 'x "y" {\n  a = <<-E\n    b$${c}\n      d ${e}\n    E\n  f = "g\\u00e9"\n}\n';
    const judged = (await running().ask({ text })) as JudgedTerraform;
    assert.equal(differenceFrom(judged, text), null);
    for (const [from, to] of [
      ['u00e9', 'u00e8'],
      ['${e}', '$${e}'],
      ['"y"', '"z"'],
      ['  d ', 'd '],
    ] as const) {
      assert.notEqual(
        differenceFrom(
          judged,
          text.replace(from, () => to),
        ),
        null,
        from,
      );
    }
  });
});
