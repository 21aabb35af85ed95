import {
  CodeAction,
  CodeActionKind,
  languages,
  workspace,
  WorkspaceEdit,
  type CodeActionProvider,
  type TextDocument,
} from 'vscode';
import { generationOf } from '../../flow/index.ts';
import type { MendableProblem } from '../../language/index.ts';
import type { TextEdit } from '../../ports/text.ts';
import type { OpenFlows } from '../flows.ts';
import type { Owned } from '../owned.ts';
import type { Sessions } from '../session/sessions.ts';
import { stepCommand } from '../steps.ts';
import { isAtHome } from './at-home.ts';
import { doInTurns } from './in-turns.ts';
import type { MarkedProblems } from './marked-problems.ts';
import { rangesIn } from './positions.ts';

/** What is asked for by name when a file is saved. */
const fixAllKind = CodeActionKind.SourceFixAll.append('kestraSecrets');

interface Asked {
  readonly sessions: Sessions;
  readonly flows: OpenFlows;
  readonly marked: MarkedProblems;
}

/**
 * Offers at each marked problem what can be done about it, for all of its kind where that is beyond doubt, and all of
 * that at once for a flow that is saved.
 */
export function registerCodeActions(asked: Asked): Owned {
  const provider: CodeActionProvider = {
    async provideCodeActions(document, range, { only }, token) {
      const mended = async (code: MendableProblem['code'] | null) =>
        fixAll(document, code, asked, () => !token.isCancellationRequested);
      const actions: CodeAction[] = [];
      const present = { document, text: document.getText() };
      if (only?.contains(fixAllKind) === true) {
        const { fixAllTitle } = await import('../../language/code-actions.ts');
        const edits = await mended(null);
        if (edits.length > 0) {
          actions.push(actionOf(fixAllTitle(null), fixAllKind, present, edits));
        }
      }
      if (only !== undefined && !only.contains(CodeActionKind.QuickFix)) return actions;
      // A file on the disk may begin with a mark that the document does not have.
      const known = asked.marked
        .of(document)
        .flatMap(({ text, problems }) => problems.map((each) => ({ ...each, text })));
      const touched = known.filter(({ diagnostic }) => diagnostic.range.intersection(range) !== undefined);
      if (touched.length === 0) return actions;
      const { codeActionsFor, fixAllTitle, codesOfMany } = await import('../../language/code-actions.ts');
      const file = asked.flows.brokenOrFlow(document) ?? (await asked.flows.flowOrValues(document));
      if (token.isCancellationRequested) return undefined;
      for (const { problem, diagnostic, text } of touched) {
        for (const { title, edits, isPreferred, step } of codeActionsFor(problem, file)) {
          const action = actionOf(title, CodeActionKind.QuickFix, { document, text }, edits);
          action.diagnostics = [diagnostic];
          action.isPreferred = isPreferred;
          if (step !== null) action.command = { ...stepCommand(step, folderOf(document)), title };
          actions.push(action);
        }
      }
      const all = known.map(({ problem }) => problem);
      for (const code of codesOfMany(
        touched.map(({ problem }) => problem),
        all,
        file,
      )) {
        const edits = await mended(code);
        if (edits.length > 0) {
          actions.push(actionOf(fixAllTitle(code), CodeActionKind.QuickFix, present, edits));
        }
      }
      return actions;
    },
  };
  // A configuration stands in files of any language: YAML, Compose's, env files.
  return languages.registerCodeActionsProvider({ pattern: '**' }, provider, {
    providedCodeActionKinds: [CodeActionKind.QuickFix, fixAllKind],
  });
}

/** The edits of every fix that is beyond doubt, of a flow's present text, which may not be marked yet. */
async function fixAll(
  document: TextDocument,
  code: MendableProblem['code'] | null,
  { sessions, flows }: Asked,
  isWanted: () => boolean,
): Promise<readonly TextEdit[]> {
  const file = isAtHome(document) ? flows.brokenOrFlow(document) : null;
  if (file === null) return [];
  const { fixAllIn } = await import('../../language/code-actions.ts');
  const session = await sessions.find(document.uri);
  const generation = generationOf(session?.configuration()?.kestraVersion ?? null);
  const done = await doInTurns(fixAllIn(file, generation, code), isWanted);
  return done === null || document.getText() !== file.text ? [] : done.value.edits;
}

function actionOf(
  title: string,
  kind: CodeActionKind,
  { document, text }: { readonly document: TextDocument; readonly text: string },
  edits: readonly TextEdit[],
): CodeAction {
  const action = new CodeAction(title, kind);
  if (edits.length === 0) return action;
  const rangeOf = rangesIn(text);
  action.edit = new WorkspaceEdit();
  for (const edit of edits) action.edit.replace(document.uri, rangeOf(edit.range), edit.text);
  return action;
}

function folderOf({ uri }: TextDocument): string {
  return workspace.getWorkspaceFolder(uri)?.uri.toString() ?? '';
}
