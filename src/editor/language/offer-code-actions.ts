import {
  CodeAction,
  CodeActionKind,
  workspace,
  WorkspaceEdit,
  type CancellationToken,
  type Range,
  type TextDocument,
} from 'vscode';
import * as comments from '../../configuration/comments/index.ts';
import { doAtOnce, generationOf } from '../../flow/index.ts';
import type { MendableProblem } from '../../language/index.ts';
import {
  codeActionsFor,
  codesOfMany,
  fixAllIn,
  fixAllTitle,
  likelyNameActions,
} from '../../language/code-actions.ts';
import type { TextEdit } from '../../ports/text.ts';
import type { OpenFlows } from '../flows.ts';
import type { Sessions } from '../session/sessions.ts';
import type { SeveritiesOf } from '../severities.ts';
import { stepCommand } from '../steps.ts';
import { isAtHome } from './at-home.ts';
import { editElsewhere } from './edits-elsewhere.ts';
import { canEncode, encodeCommand } from './value-encoding.ts';
import { doInTurns } from './in-turns.ts';
import type { MarkedProblems } from './marked-problems.ts';
import { rangesIn } from './positions.ts';

/** Who knows of a document's problems. */
export interface Asked {
  readonly sessions: Sessions;
  readonly flows: OpenFlows;
  readonly marked: MarkedProblems;
  readonly severitiesOf: SeveritiesOf;
}

/** What is offered at a stretch of a document; undefined: nobody waits for it any more. */
export async function offerCodeActions(
  document: TextDocument,
  range: Range,
  { asked, fixAllKind, only }: { asked: Asked; fixAllKind: CodeActionKind; only: CodeActionKind | undefined },
  token: CancellationToken,
): Promise<CodeAction[] | undefined> {
  const mended = async (code: MendableProblem['code'] | null) =>
    fixAll(document, code, asked, () => !token.isCancellationRequested);
  const actions: CodeAction[] = [];
  const present = { document, text: document.getText() };
  if (only?.contains(fixAllKind) === true) {
    const edits = await mended(null);
    if (edits.length > 0) {
      actions.push(actionOf(fixAllTitle(null), fixAllKind, present, edits));
    }
  }
  if (only !== undefined && !only.contains(CodeActionKind.QuickFix)) return actions;
  // A file on the disk may begin with a mark that the document does not have.
  const known = asked.marked
    .of(document)
    .flatMap(({ by, text, problems }) => problems.map((each) => ({ ...each, by, text })));
  const touched = known.filter(({ diagnostic }) => diagnostic.range.intersection(range) !== undefined);
  const likely = await offerLikelyName(present, range, asked);
  if (touched.length === 0) return [...actions, ...likely];
  const flow = asked.flows.brokenOrFlow(document) ?? (await asked.flows.flowOrValues(document));
  if (token.isCancellationRequested) return undefined;
  /** By what they do: two problems with one code on a line are ignored by one comment. */
  const ignoring = new Map<string, CodeAction>();
  for (const { by, problem, diagnostic, text } of touched) {
    const commentsIn = (written: string) =>
      doAtOnce((by === 'flows' ? comments.flowComments : comments.commentsIn)(document.uri.path, written));
    for (const each of codeActionsFor(problem, { text, commentsIn, flow })) {
      const { title, edits, isPreferred, step } = each;
      const { start } = diagnostic.range;
      const encodes = each.encodesValue === true;
      if (encodes && !canEncode(document, start)) continue;
      const action = actionOf(title, CodeActionKind.QuickFix, { document, text }, edits);
      if (each.elsewhere !== undefined) {
        const edit = await editElsewhere(document, each.elsewhere);
        if (edit === null) continue;
        action.edit = edit;
      }
      action.diagnostics = [diagnostic];
      action.isPreferred = isPreferred;
      if (step !== null) action.command = { ...stepCommand(step, folderOf(document)), title };
      if (encodes) action.command = encodeCommand(title, document, start);
      if (each.ignores === true) ignoring.set(JSON.stringify([title, edits]), action);
      else actions.push(action);
    }
  }
  const all = known.map(({ problem }) => problem);
  for (const code of codesOfMany(
    touched.map(({ problem }) => problem),
    all,
    flow,
  )) {
    const edits = await mended(code);
    if (edits.length > 0) actions.push(actionOf(fixAllTitle(code), CodeActionKind.QuickFix, present, edits));
  }
  return [...actions, ...likely, ...ignoring.values()];
}

/** The name that is certain, where nothing is marked since nobody can tell of the one that is written. */
async function offerLikelyName(
  present: { readonly document: TextDocument; readonly text: string },
  { start }: Range,
  { sessions, flows }: Asked,
): Promise<readonly CodeAction[]> {
  const { document, text } = present;
  const flow = isAtHome(document) ? flows.flow(document) : null;
  const session = flow === null ? undefined : await sessions.find(document.uri);
  if (flow === null || session === undefined || flow.text !== text) return [];
  const view = session.viewOf(document.uri);
  const found = likelyNameActions(flow, document.offsetAt(start), (question) => view.resolve(question));
  return found.map(({ title, edits }) => actionOf(title, CodeActionKind.QuickFix, present, edits));
}

/** The edits of every fix that is beyond doubt and of a problem that is told, of a flow's present text, which may not be marked yet. */
async function fixAll(
  document: TextDocument,
  code: MendableProblem['code'] | null,
  { sessions, flows, severitiesOf }: Asked,
  isWanted: () => boolean,
): Promise<readonly TextEdit[]> {
  const file = isAtHome(document) ? flows.brokenOrFlow(document) : null;
  if (file === null) return [];
  const session = await sessions.find(document.uri);
  const generation = generationOf(session?.configuration()?.kestraVersion ?? null);
  const severities = await severitiesOf(document.uri);
  const commentsIn = (text: string) => comments.flowComments(document.uri.path, text);
  const wanted = { generation, code, severities, commentsIn };
  const done = await doInTurns(fixAllIn(file, wanted), isWanted);
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
