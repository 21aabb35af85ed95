import assert from 'node:assert/strict';
import { ESLint } from 'eslint';
import path from 'node:path';
import { projectFolder } from '../../vscode/releases.ts';

const rule = 'no-restricted-syntax';

describe('the rule that texts are shown by way of shown/', function () {
  // The linter reads the types of the whole project.
  this.timeout(120_000);
  const linter = new ESLint({ cwd: projectFolder });

  /** How often the rule is broken by a text that stands in a file of the source. */
  async function broken(code: string, file: string): Promise<number> {
    const [result] = await linter.lintText(code, { filePath: path.join(projectFolder, file) });
    return result?.messages.filter(({ ruleId }) => ruleId === rule).length ?? 0;
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
