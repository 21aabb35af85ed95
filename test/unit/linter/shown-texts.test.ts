import assert from 'node:assert/strict';
import { untypedLinter } from './untyped-linter.ts';

const rule = 'no-restricted-syntax';

describe('the rule that texts are shown by way of shown/', function () {
  // The linter loads TypeScript first.
  this.timeout(60_000);
  const lint = untypedLinter((each) => each === rule);

  /** How often the rule is broken by a text that stands in a file of the source. */
  async function broken(code: string, file: string): Promise<number> {
    return (await lint(code, file)).filter(({ ruleId }) => ruleId === rule).length;
  }

  for (const code of [
    "import { window } from 'vscode';\nvoid window.showWarningMessage('a');\n",
    "import { window } from 'vscode';\nvoid window['showErrorMessage']('a');\n",
    "import { window } from 'vscode';\nconst { showInformationMessage: tell } = window;\nvoid tell('a');\n",
    "import * as vscode from 'vscode';\nvoid vscode.window.showQuickPick(['a']);\n",
    "import { languages } from 'vscode';\nlanguages.createLanguageStatusItem('a', 'yaml');\n",
  ]) {
    it(`is broken by ${code.split('\n')[1] ?? code}`, async () => {
      assert.ok((await broken(code, 'src/editor/commands/run.ts')) > 0);
      assert.equal(await broken(code, 'src/editor/shown/messages.ts'), 0);
    });
  }
});
