import {
  CodeAction,
  CodeActionKind,
  languages,
  workspace,
  WorkspaceEdit,
  type CodeActionProvider,
  type Diagnostic,
  type TextDocument,
} from 'vscode';
import { stepCommand } from '../steps.ts';
import type { MarkedProblems } from './marked-problems.ts';
import { rangesIn } from './positions.ts';
import type { Owned } from '../owned.ts';

/** Offers at each marked problem what mends it. */
export function registerCodeActions(marked: MarkedProblems): Owned {
  const provider: CodeActionProvider = {
    async provideCodeActions(document, range, { only }, token) {
      if (only !== undefined && !only.contains(CodeActionKind.QuickFix)) return undefined;
      const touched = marked
        .of(document)
        .flatMap(({ text, problems }) => problems.map((each) => ({ ...each, text })))
        .filter(({ diagnostic }) => diagnostic.range.intersection(range) !== undefined);
      if (touched.length === 0) return undefined;
      const { codeActionsFor } = await import('../../language/code-actions.ts');
      if (token.isCancellationRequested) return undefined;
      const choices = touched
        .filter(
          ({ problem }) => problem.code === 'several-configurations' && problem.data.folder !== undefined,
        )
        .map(({ diagnostic }) => choiceAt(diagnostic, document));
      const mending = touched.flatMap(({ problem, diagnostic, text }) => {
        const rangeOf = rangesIn(text);
        return codeActionsFor(problem).map(({ title, edits, isPreferred }) => {
          const action = new CodeAction(title, CodeActionKind.QuickFix);
          action.diagnostics = [diagnostic];
          action.isPreferred = isPreferred;
          action.edit = new WorkspaceEdit();
          for (const edit of edits) action.edit.replace(document.uri, rangeOf(edit.range), edit.text);
          return action;
        });
      });
      return [...mending, ...choices];
    },
  };
  // A configuration stands in files of any language: YAML, Compose's, env files.
  return languages.registerCodeActionsProvider({ pattern: '**' }, provider, {
    providedCodeActionKinds: [CodeActionKind.QuickFix],
  });
}

/** Where several configurations may count, the user says which. */
function choiceAt(diagnostic: Diagnostic, document: TextDocument): CodeAction {
  const folder = workspace.getWorkspaceFolder(document.uri)?.uri.toString() ?? '';
  const command = stepCommand({ kind: 'choose-configuration' }, folder);
  const action = new CodeAction(command.title, CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.command = command;
  return action;
}
