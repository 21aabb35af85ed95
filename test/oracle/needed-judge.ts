import type { Installed } from '../servers/needed.ts';

/**
 * Gives the judge, or skips the tests with the printed reason; where REQUIRE_ORACLE names it, or is 1, a missing one is a
 * failure. Call it in a `before` hook with its `this`, which it gives time enough to fetch the judge first.
 */
export async function judgeNeededBy<Judge extends object>(
  context: Mocha.Context,
  name: string,
  install: (limit: number) => Promise<Installed<Judge>>,
): Promise<Judge> {
  context.timeout(400_000);
  const installed = await install(300_000);
  if (!('missing' in installed)) return installed;
  if (isRequired(name)) throw new Error(installed.missing);
  console.log(`      skipped: ${installed.missing}`);
  return context.skip();
}

/** Whether this judge must be there: REQUIRE_ORACLE is 1, or holds its name among others, with commas between. */
export function isRequired(name: string): boolean {
  const required = process.env.REQUIRE_ORACLE ?? '';
  return required === '1' || required.split(',').includes(name);
}
