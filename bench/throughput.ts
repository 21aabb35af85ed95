import { parseDocument } from 'yaml';
import { readFlow, type FlowFile } from '../src/flow/index.ts';
import { readFlowOnce } from '../src/flow/read-once.ts';
import { ratioOf, spreadOf, spreadText, timeOf } from './spread.ts';
import { flowOfCalls, flowWithoutSecrets, largeFlow } from './texts.ts';

const rounds = 12;
const warmUp = 3;

/** The references of a whole file, read anew to be edited, and read once, beside what the `yaml` library needs for the same bytes. */
export function measureThroughput(): void {
  const texts = {
    'a flow of 1 MB': largeFlow,
    'the same without secret': flowWithoutSecrets,
    '600 kB of calls': flowOfCalls,
  };
  for (const [what, text] of Object.entries(texts)) {
    const ours: number[] = [];
    const once: number[] = [];
    const theirs: number[] = [];
    // In turns, so that what else the machine does meets both.
    for (let round = 0; round < warmUp + rounds; round += 1) {
      const mine = timeOf(() => countReferences(readFlow(text)));
      const quick = timeOf(() => countReferences(readFlowOnce(text)));
      const other = timeOf(() => parseDocument(text));
      if (round < warmUp) continue;
      ours.push(mine);
      once.push(quick);
      theirs.push(other);
    }
    console.log(`  ${what} (${(text.length / 1e6).toFixed(2)} MB, ${text.split('\n').length} lines)`);
    console.log(`    readFlow, with its references  ${spreadText(spreadOf(ours), ' ms')}`);
    console.log(`    readFlowOnce                   ${spreadText(spreadOf(once), ' ms')}`);
    console.log(`    yaml's parseDocument           ${spreadText(spreadOf(theirs), ' ms')}`);
    console.log(`    ours takes                     ${spreadText(ratioOf(ours, theirs), ' of its time')}`);
    console.log(`    read once, it takes            ${spreadText(ratioOf(once, theirs), ' of its time')}`);
  }
}

function countReferences(file: FlowFile): number {
  return file.documents.reduce((sum, { references }) => sum + references.length, 0);
}
