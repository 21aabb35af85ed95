import { type DocumentFilter, type TextDocument } from 'vscode';
import { terraformLanguages } from './contributions.ts';
import { flowLanguages, onSettingChange } from './settings.ts';
import { together, type Owned } from './owned.ts';

/** Whether a document is of a language that flows are written in, as the user's setting says. */
export function isFlowLanguage(document: TextDocument): boolean {
  return flowLanguages().includes(document.languageId);
}

/** Whether a document is Terraform's, in which flows may stand as heredocs. */
export function isTerraform({ languageId }: TextDocument): boolean {
  return terraformLanguages.some((language) => language === languageId);
}

/**
 * Registers a feature for the languages of flows, and anew where the setting changes. YAML is selected as the other YAML
 * extensions select it: VS Code asks the best-matching group of providers only.
 */
export function registerForFlows(register: (selector: readonly DocumentFilter[]) => Owned): Owned {
  const start = () =>
    register([...new Set([...flowLanguages(), ...terraformLanguages])].map((language) => ({ language })));
  let registered = start();
  const changes = onSettingChange('languages', () => {
    registered.dispose();
    registered = start();
  });
  return together(changes, {
    dispose() {
      registered.dispose();
    },
  });
}
