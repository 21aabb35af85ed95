import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { withoutClasses } from './calls.ts';
import { compareTexts } from './compare.ts';
import { differenceFrom } from './difference.ts';
import { installJudge } from './install-judge.ts';
import { type Call, type Judge, startJudge } from './judge.ts';
import { renderer } from './judges.ts';
import { judgeNeededBy } from './needed-judge.ts';

interface Case {
  readonly id: string;
  readonly expression: string;
  readonly parsed?: readonly Call[];
  readonly parseError?: string;
}

const cases = readFileSync(new URL('../unit/flow/pebble-cases.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

describe("Kestra's own renderer", function () {
  this.timeout(400_000);
  let judge: Judge | undefined;
  const running = () => judge ?? assert.fail('no judge');

  before(async function () {
    const installed = await judgeNeededBy(this, renderer.name, (limit) => installJudge(renderer, limit));
    judge = await startJudge(installed);
  });

  after(() => judge?.stop());

  it('still says what is written in the cases, and they are read here as it reads them', async () => {
    const different: string[] = [];
    for (const { id, expression, parseError, parsed = [] } of cases) {
      const judged = await running().ask(expression);
      const isAsWritten =
        'parseError' in judged
          ? judged.parseError === parseError || parseError !== undefined
          : isDeepStrictEqual(asBag(judged.calls), asBag(parsed));
      if (!isAsWritten) different.push(`${id}: it says ${JSON.stringify(judged)}`);
      const difference = differenceFrom(judged, expression);
      if (difference !== null) different.push(`${id}: ${difference}`);
    }
    assert.deepEqual(different, []);
  });

  it('reads whatever is written as it is read here', async () => {
    const { difference, calling, parsed } = await compareTexts(running(), 20, 2000);
    assert.deepEqual(difference, null);
    // Else the texts would tell nothing.
    assert.ok(parsed > 700 && calling > 150, `${parsed} texts were parsed, ${calling} call secret()`);
  });
});

function asBag(calls: readonly Call[]): readonly string[] {
  return calls.map((call) => JSON.stringify(sortBound(withoutClasses(call)))).sort();
}

function sortBound({ bound, ...rest }: Call): unknown {
  const names = Object.keys(bound).sort();
  return { bound: names.map((name) => [name, bound[name]]), ...rest };
}
