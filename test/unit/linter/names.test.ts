import assert from 'node:assert/strict';
import { untypedLinter } from './untyped-linter.ts';

describe('the rule of what a function is called', function () {
  // The linter loads TypeScript first.
  this.timeout(60_000);
  const lint = untypedLinter((rule) => rule === 'names/functions');

  /** How often the rule is broken by code that stands in a file of the source. */
  async function countBreaks(code: string): Promise<number> {
    const said = await lint(`${code}\n`, 'src/text/edits.ts');
    return said.filter(({ ruleId }) => ruleId === 'names/functions').length;
  }

  for (const code of [
    'export function granted(): void {}',
    'function told(): void {}\ntold();',
    'export async function listedOnce(): Promise<void> {}',
    "export const writtenOn = () => 'a';",
    'export const asked = function (): void {};',
  ]) {
    it(`is broken by ${code.split('\n')[0] ?? code}`, async () => {
      assert.equal(await countBreaks(code), 1);
    });
  }

  for (const code of [
    "export function storedSecret(): string { return 'a'; }",
    'export function readFlow(): void {}',
    'export function needsTags(): boolean { return true; }',
    'export function seedOf(): number { return 1; }',
    "export const granted = 'a';",
  ]) {
    it(`lets pass ${code}`, async () => {
      assert.equal(await countBreaks(code), 0);
    });
  }
});
