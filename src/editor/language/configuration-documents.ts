import type { DocumentFilter, TextDocument } from 'vscode';

/** The languages in which VS Code and its extensions open files of configuration. */
export const configurationLanguages = ['yaml', 'dockercompose', 'helm'].map((language) => ({ language }));

/** Files that may configure Kestra, or fill what does, whatever language they have. */
export const configurationSelector: readonly DocumentFilter[] = [
  ...configurationLanguages,
  { scheme: 'file', pattern: '**/*.{yml,yaml,env,tf,tofu,tf.json}' },
  { scheme: 'file', pattern: '**/.env*' },
];

/** Characters of the largest document that is looked at. */
const sizeLimit = 2 * 1024 * 1024;

/** Most documents have not the word below which the keys are, and need no look at their lines. */
export function mayHoldKeys(document: TextDocument): boolean {
  const text = document.getText();
  return text.length <= sizeLimit && text.includes('secret');
}
