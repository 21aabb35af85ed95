import {
  languages,
  type DefinitionProvider,
  type DocumentHighlightProvider,
  type ReferenceProvider,
  type RenameProvider,
} from 'vscode';
import { configurationSelector } from '../language/configuration-documents.ts';
import { registerForFlows } from '../languages.ts';
import { together, type Owned } from '../owned.ts';
import type { UsesAsked } from './pointed.ts';

/**
 * Every use of the secret under the cursor, where it is defined, the same in one file, and a new name for all of them: from
 * flows, and from the files that define it. One provider for both, so that a file of both kinds is answered once.
 */
export function registerUses(asked: UsesAsked): Owned {
  const references: ReferenceProvider = {
    async provideReferences(document, position, _context, token) {
      const { findReferences } = await import('./find-references.ts');
      return findReferences(asked, document, position, token);
    },
  };
  const definition: DefinitionProvider = {
    async provideDefinition(document, position) {
      return (await import('./find-definition.ts')).findDefinition(asked, document, position);
    },
  };
  const highlights: DocumentHighlightProvider = {
    async provideDocumentHighlights(document, position) {
      return (await import('./find-highlights.ts')).findHighlights(asked, document, position);
    },
  };
  const rename: RenameProvider = {
    async prepareRename(document, position) {
      return (await import('./rename-secret.ts')).prepareRename(asked, document, position);
    },
    async provideRenameEdits(document, position, newName, token) {
      const { renameSecret } = await import('./rename-secret.ts');
      return renameSecret(asked, document, position, newName, token);
    },
  };
  return registerForFlows((flows) => {
    const selector = [...flows, ...configurationSelector];
    return together(
      languages.registerReferenceProvider(selector, references),
      languages.registerDefinitionProvider(selector, definition),
      languages.registerDocumentHighlightProvider(selector, highlights),
      languages.registerRenameProvider(selector, rename),
    );
  });
}
