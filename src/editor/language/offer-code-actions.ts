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
import type { Question } from '../../catalog/index.ts';
import type { MendableProblem } from '../../language/index.ts';
import {
  codeActionsFor,
  codesOfMany,
  fixAllIn,
  fixAllTitle,
  kestraActions,
  likelyNameActions,
} from '../../language/code-actions.ts';
import type { Comments } from '../../ports/comments.ts';
import type { TextEdit, TextRange } from '../../ports/text.ts';
import type { OpenFlows } from '../flows.ts';
import type { Sessions } from '../session/sessions.ts';
import type { SeveritiesOf } from '../severities.ts';
import { stepCommand } from '../steps.ts';
import { isAtHome } from './at-home.ts';
import { editElsewhere } from './edits-elsewhere.ts';
import { canEncode, encodeCommand } from './value-encoding.ts';
import { doInTurns } from './in-turns.ts';
import type { Marker, MarkedProblems } from './marked-problems.ts';
import { rangesIn } from './positions.ts';

/** Who knows of a document's problems. */
export interface Asked {
  readonly sessions: Sessions;
  readonly flows: OpenFlows;
  readonly marked: MarkedProblems;
  readonly severitiesOf: SeveritiesOf;
}

/** A document, and the ranges of a text that it has, or had on the disk. */
interface RangesOfText {
  readonly document: TextDocument;
  readonly rangeOf: (range: TextRange) => Range;
}

/** Of so many problems of a selection it is offered to ignore them: for each the whole text is read with the comment. */
const ignoredAtOnce = 5;

/** What is offered at a stretch of a document; undefined: nobody waits for it any more. */
export async function offerCodeActions(
  document: TextDocument,
  range: Range,
  { asked, fixAllKind, only }: { asked: Asked; fixAllKind: CodeActionKind; only: CodeActionKind | undefined },
  token: CancellationToken,
): Promise<CodeAction[] | undefined> {
  const isWanted = () => !token.isCancellationRequested;
  const mended = async (code: MendableProblem['code'] | null) => fixAll(document, code, asked, isWanted);
  const actions: CodeAction[] = [];
  const text = document.getText();
  const present = { document, text, rangeOf: rangesIn(text) };
  if (only?.contains(fixAllKind) === true) {
    const edits = await mended(null);
    if (edits.length > 0) {
      actions.push(actionOf(fixAllTitle(null), fixAllKind, present, edits));
    }
  }
  if (only !== undefined && !only.contains(CodeActionKind.QuickFix)) return actions;
  // A file on the disk may begin with a mark that the document does not have.
  const known = asked.marked.of(document).flatMap(({ by, text, problems }) => {
    const marked = { text, commentsIn: commentsReader(document, by, text), rangeOf: rangesIn(text) };
    return problems.map((each) => ({ ...each, marked }));
  });
  const touched = known.filter(({ diagnostic }) => diagnostic.range.intersection(range) !== undefined);
  const atCall = await offerAtCall(present, range, asked);
  if (touched.length === 0) return [...actions, ...atCall];
  const flow = asked.flows.brokenOrFlow(document) ?? (await asked.flows.flowOrValues(document));
  if (!isWanted()) return undefined;
  /** By what they do: two problems with one code on a line are ignored by one comment. */
  const ignoring = new Map<string, CodeAction>();
  const ignorable = new Set<string>();
  for (const { problem, diagnostic, marked } of touched) {
    const place = `${problem.code} ${String(diagnostic.range.start.line)}`;
    const mayIgnore = ignorable.size < ignoredAtOnce && !ignorable.has(place);
    if (mayIgnore) {
      ignorable.add(place);
      // Whether a comment does ignore it is known of the whole text alone.
      await new Promise((resolve) => setTimeout(resolve));
      if (!isWanted()) return undefined;
    }
    for (const each of codeActionsFor(problem, { ...marked, flow, mayIgnore })) {
      const { title, edits, isPreferred, step } = each;
      const { start } = diagnostic.range;
      const encodes = each.encodesValue === true;
      if (encodes && !canEncode(document, start)) continue;
      const action = actionOf(title, CodeActionKind.QuickFix, { document, rangeOf: marked.rangeOf }, edits);
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
  return [...actions, ...atCall, ...ignoring.values()];
}

/** What is offered at a call whether it is marked or not: the name that is certain, and to ask the running Kestra. */
async function offerAtCall(
  present: RangesOfText & { readonly text: string },
  { start }: Range,
  { sessions, flows }: Asked,
): Promise<readonly CodeAction[]> {
  const { document, text } = present;
  const flow = isAtHome(document) ? flows.flow(document) : null;
  const session = flow === null ? undefined : await sessions.find(document.uri);
  if (flow === null || session === undefined || flow.text !== text) return [];
  const view = session.viewOf(document.uri);
  const at = document.offsetAt(start);
  const resolve = (question: Question) => view.resolve(question);
  return [...likelyNameActions(flow, at, resolve), ...kestraActions(flow, at, resolve, view.snapshot())].map(
    ({ title, edits, step }) => {
      const action = actionOf(title, CodeActionKind.QuickFix, present, edits);
      if (step !== null) action.command = { ...stepCommand(step, folderOf(document)), title };
      return action;
    },
  );
}

/** Reads the comments of a document's texts, those of its own `text` once. */
function commentsReader(
  { uri }: TextDocument,
  by: Marker,
  text: string,
): (written: string) => Comments | null {
  const read = by === 'flows' ? comments.flowComments : comments.commentsIn;
  let own: Comments | null | undefined;
  return (written) => {
    if (written !== text) return doAtOnce(read(uri.path, written));
    if (own === undefined) own = doAtOnce(read(uri.path, text));
    return own;
  };
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
  { document, rangeOf }: RangesOfText,
  edits: readonly TextEdit[],
): CodeAction {
  const action = new CodeAction(title, kind);
  if (edits.length === 0) return action;
  action.edit = new WorkspaceEdit();
  for (const edit of edits) action.edit.replace(document.uri, rangeOf(edit.range), edit.text);
  return action;
}

function folderOf({ uri }: TextDocument): string {
  return workspace.getWorkspaceFolder(uri)?.uri.toString() ?? '';
}
