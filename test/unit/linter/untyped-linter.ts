import { ESLint } from 'eslint';
import path from 'node:path';
import { projectFolder } from '../../vscode/releases.ts';

/**
 * Lints a text that stands in a file of the project by those of the project's rules that `isMeant` names, and gives what is
 * said. They may need no types: to read those of the whole project takes long.
 */
export function untypedLinter(
  isMeant: (rule: string) => boolean,
): (text: string, file: string) => Promise<ESLint.LintResult['messages']> {
  const linter = new ESLint({
    cwd: projectFolder,
    ruleFilter: ({ ruleId }) => isMeant(ruleId),
    overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  });
  return async (text, file) => {
    const results = await linter.lintText(text, { filePath: path.join(projectFolder, file) });
    return results.flatMap(({ messages }) => messages);
  };
}
