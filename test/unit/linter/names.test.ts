import assert from 'node:assert/strict';
import { ESLint } from 'eslint';
import path from 'node:path';
import { projectFolder } from '../../vscode/releases.ts';

describe('the rule of what a function is called', function () {
  // The linter reads the types of the whole project.
  this.timeout(120_000);
  const linter = new ESLint({ cwd: projectFolder });

  /** How often the rule is broken by code that stands in a file of the source. */
  async function countBreaks(code: string): Promise<number> {
    const filePath = path.join(projectFolder, 'src/text/edits.ts');
    const [result] = await linter.lintText(`${code}\n`, { filePath });
    return result?.messages.filter(({ ruleId }) => ruleId === 'names/functions').length ?? 0;
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
