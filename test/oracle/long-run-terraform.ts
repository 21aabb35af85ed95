import { compareTerraform } from './compare-terraform.ts';
import { startConversation } from './conversation.ts';
import { installGoJudge } from './install-go-judge.ts';
import { terraform } from './judges.ts';

/** Has `count` texts of Terraform in a row read alike by HCL and here. False where one is read otherwise. */
export async function runTerraform(count: number, seed: number): Promise<boolean> {
  const installed = await installGoJudge(terraform, 600_000);
  if ('missing' in installed) {
    console.log(installed.missing);
    return false;
  }
  const judge = await startConversation(installed.command, [], { patience: 30_000 });
  console.log(`Comparing with HCL's own parser, from seed ${seed} on.`);
  const { agreed, refused, difference } = await compareTerraform(judge, seed, count);
  await judge.stop();
  console.log(`${agreed} texts in a row are read alike; HCL refuses ${refused} of them.`);
  if (difference === null) return true;
  console.log(
    `Then this one is not: ${difference.what}\n${JSON.stringify(difference.drawn)}\n${difference.drawn}`,
  );
  return false;
}
