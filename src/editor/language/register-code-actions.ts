import { CodeActionKind, commands, languages, type CodeActionProvider } from 'vscode';
import { together, type Owned } from '../owned.ts';
import { fixCommands } from '../contributions.ts';
import type { Asked } from './offer-code-actions.ts';

/** What is asked for by name when a file is saved. */
const fixAllKind = CodeActionKind.SourceFixAll.append('kestraSecrets');

/**
 * Offers at each marked problem what can be done about it, for all of its kind where that is beyond doubt, and all of
 * that at once for a flow that is saved.
 */
export function registerCodeActions(asked: Asked): Owned {
  const provider: CodeActionProvider = {
    async provideCodeActions(document, range, { only }, token) {
      // It is asked in every file: what makes the offers is loaded where there may be one.
      if (asked.marked.of(document).length === 0 && asked.flows.brokenOrFlow(document) === null) return [];
      const { offerCodeActions } = await import('./offer-code-actions.ts');
      return offerCodeActions(document, range, { asked, fixAllKind, only }, token);
    },
  };
  // A configuration stands in files of any language: YAML, Compose's, env files.
  return together(
    commands.registerCommand(fixCommands.encodeValue, async (...args: unknown[]) =>
      (await import('./value-encoding.ts')).encodeValueAt(args),
    ),
    languages.registerCodeActionsProvider({ pattern: '**' }, provider, {
      providedCodeActionKinds: [CodeActionKind.QuickFix, fixAllKind],
    }),
  );
}
