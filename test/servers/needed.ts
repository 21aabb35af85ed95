/** A tool that a test or the demo needs: where it is, or in one sentence why it could not be had. */
export type Installed<Tool> = Tool | { readonly missing: string };

/**
 * Gives the tool, or skips the test with the printed reason; with `CI=true` a missing tool is a failure.
 * Call it in a `before` hook with its `this`.
 */
export function skipWithout<Tool extends object>(context: Mocha.Context, installed: Installed<Tool>): Tool {
  if (!('missing' in installed)) return installed;
  if (process.env.CI === 'true') throw new Error(installed.missing);
  console.log(`      skipped: ${installed.missing}`);
  return context.skip();
}
