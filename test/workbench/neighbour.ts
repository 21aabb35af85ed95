import { packExtension } from './pack-extension.ts';
import { yamlWords } from './word-pattern.ts';

/** What the neighbour offers and says everywhere in YAML and Compose files, so that it can be waited for. */
export const neighbourSuggests = 'NEIGHBOUR_ITEM';
export const neighbourSays = 'The neighbour was asked.';
/** A line that ends with this has an error of the neighbour's, as one in the syntax has it. */
export const neighbourObjects = '# the neighbour objects';

const code = `
const vscode = require('vscode');
exports.activate = ({ subscriptions }) => {
  for (const language of ['yaml', 'dockercompose']) {
    const selector = [{ language }];
    subscriptions.push(
      vscode.languages.registerCompletionItemProvider(selector, {
        provideCompletionItems(document, position) {
          const item = new vscode.CompletionItem('${neighbourSuggests}', vscode.CompletionItemKind.Property);
          item.range = new vscode.Range(position, position);
          item.sortText = '~';
          return new vscode.CompletionList([item], true);
        },
      }),
      vscode.languages.registerHoverProvider(selector, {
        provideHover: () => new vscode.Hover('${neighbourSays}'),
      }),
    );
  }
  const problems = vscode.languages.createDiagnosticCollection('neighbour');
  const look = (document) => {
    if (document.languageId !== 'yaml') return;
    const lines = Array.from({ length: document.lineCount }, (_, index) => document.lineAt(index));
    problems.set(
      document.uri,
      lines
        .filter((line) => line.text.endsWith('${neighbourObjects}'))
        .map((line) => {
          const found = new vscode.Diagnostic(line.range, 'The neighbour objects.');
          found.source = 'YAML';
          return found;
        }),
    );
  };
  vscode.workspace.textDocuments.forEach(look);
  subscriptions.push(
    problems,
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
  );
};
`;

/**
 * Packs another extension for YAML: it sets how words end, as the most used one does, and answers at every place where
 * suggestions or a hover are asked for, by the selector that such extensions use. Gives the `.vsix`.
 */
export function packNeighbour(): Promise<string> {
  return packExtension(
    'neighbour',
    {
      main: './main.js',
      activationEvents: ['onLanguage:yaml', 'onLanguage:dockercompose'],
      contributes: yamlWords.contributes,
    },
    { ...yamlWords.files, 'main.js': code },
  );
}
