import { languages, type ReferenceProvider } from 'vscode';
import type { OpenFlows } from '../flows.ts';
import { registerForFlows } from '../languages.ts';
import type { Owned } from '../owned.ts';
import type { Sessions } from '../session/sessions.ts';

/** Finds every use of the secret under the cursor in the flows of its folder. */
export function registerReferences(sessions: Sessions, flows: OpenFlows): Owned {
  const provider: ReferenceProvider = {
    async provideReferences(document, position, _context, token) {
      const { findReferences } = await import('./find-references.ts');
      return findReferences({ sessions, flows }, document, position, token);
    },
  };
  return registerForFlows((selector) => languages.registerReferenceProvider(selector, provider));
}
