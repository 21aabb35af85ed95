import * as l10n from '@vscode/l10n';
import type { CatalogSnapshot, Question, Resolution } from '../catalog/index.ts';
import type { ConfigurationFix } from '../configuration/index.ts';
import type { FlowFile } from '../flow/index.ts';
import type { Problem } from '../ports/problem.ts';
import type { TextEdit, TextRange } from '../ports/text.ts';
import { askingStep } from './asking-kestra.ts';
import { isSurelyMended } from './fixes/fix-all.ts';
import { likelyNameFixes } from './fixes/likely-name.ts';
import { flowFixesFor } from './fixes/table.ts';
import type { FlowFix } from './fixes/types.ts';
import { fixTitle } from './messages/fixes.ts';
import { printable } from './printable.ts';
import { questionOf } from './question.ts';
import { referenceAt } from './reference-at.ts';
import { stepWords, type Step } from './steps.ts';
import { ignoringActions, mendingActions, type CommentedFile } from './suppression/write.ts';
import type { ProblemCode } from './types.ts';

export { fixAllIn, type MendedFile, type MendedProblem, type WhatToMend } from './fixes/fix-all.ts';
export { fixTitle } from './messages/fixes.ts';

/** A problem as it is underlined, with what is known to mend it. */
export interface MendableProblem extends Problem<ProblemCode> {
  readonly fix?: ConfigurationFix;
  /** Names that were probably meant, nearest first. */
  readonly suggestions?: readonly string[];
  readonly backend?: string | null;
  /** Of a configuration's: the file, relative to the folder. */
  readonly file?: string;
}

/** One thing that can be done about a problem, as plain data. */
export interface CodeAction {
  /** An order in one line, without any value. */
  readonly title: string;
  /** In the text of the problem's file, in its order and without overlap: all of them are one step to undo. */
  readonly edits: readonly TextEdit[];
  /** Whether it is the one that mends the problem, so that the editor's own key for it applies it. */
  readonly isPreferred: boolean;
  /** What is done besides the edits, or in their place; null: nothing. */
  readonly step: Step | null;
  /** Whether the problem is only not told any more; such a one goes behind all others. Left out: it is not so. */
  readonly ignores?: true;
  /**
   * Whether the value of the definition at the problem is to be written in Base64. That is made when it is chosen, from the
   * text as it is then, so that no action holds a value.
   */
  readonly encodesValue?: true;
  /** What is to be written in another file than the problem's. Its edits are made from that file's text as it is then. */
  readonly elsewhere?: EnvFileToLoad;
}

/** An env file that a service of a compose file is to load. */
export interface EnvFileToLoad {
  /** The compose file, relative to the folder. */
  readonly file: string;
  readonly service: string;
  /** The env file, as the compose file has its path. */
  readonly path: string;
}

/** Where a problem stands. */
export interface FileOfProblem extends CommentedFile {
  /** It as a flow, if it is one. */
  readonly flow: FlowFile | null;
  /** Whether it is offered to ignore the problem, too. Left out: it is. */
  readonly mayIgnore?: boolean;
}

/** Each way to do something about a problem of a text; they are offered in this order. */
const ways: readonly ((problem: MendableProblem, file: FileOfProblem) => readonly CodeAction[])[] = [
  ownFix,
  flowFixes,
  mendingActions,
  openRule,
  encodeValue,
  loadEnvFile,
  chooseConfiguration,
  // Whoever can mend a problem is not to ignore it first.
  ignoreIt,
];

/** What can be done about a problem, the best first; where nothing else is sure, it can be ignored. */
export function codeActionsFor(problem: MendableProblem, file: FileOfProblem): readonly CodeAction[] {
  return ways.flatMap((way) => way(problem, file));
}

function ownFix({ fix }: MendableProblem): readonly CodeAction[] {
  if (fix === undefined) return [];
  return [{ title: printable(fixTitle(fix)), edits: fix.edits, isPreferred: true, step: null }];
}

function flowFixes(problem: MendableProblem, { flow }: FileOfProblem): readonly CodeAction[] {
  return flow === null ? [] : actionsOf(flowFixesFor(problem, flow), flow);
}

/** What can be done at a place where nothing is wrong, as far as anybody can tell. */
export function likelyNameActions(
  flow: FlowFile,
  offset: number,
  resolve: (question: Question) => Resolution,
): readonly CodeAction[] {
  return actionsOf(likelyNameFixes(flow, offset, resolve), flow);
}

/** Has the running Kestra judge the call at a place, where what is known of it is not that it is found. */
export function kestraActions(
  flow: FlowFile,
  offset: number,
  resolve: (question: Question) => Resolution,
  snapshot: CatalogSnapshot,
): readonly CodeAction[] {
  const found = snapshot.kestra === undefined ? null : referenceAt(flow, offset);
  if (found === null) return [];
  const question = questionOf(found.reference, found.document);
  if (resolve(question).verdict === 'resolvable') return [];
  return askingStep(question, snapshot.kestra).map((step) => ({
    title: stepWords(step),
    edits: [],
    isPreferred: false,
    step,
  }));
}

function actionsOf(fixes: readonly FlowFix[], flow: FlowFile): readonly CodeAction[] {
  const own = fixes.filter(({ edits }) => edits.every(({ range }) => !hasHole(flow, range)));
  return own.map((fix) => ({
    title: printable(fixTitle(fix)),
    edits: fix.edits,
    isPreferred: fix.isPreferred,
    step: null,
  }));
}

/** Whether another language puts something into a stretch of a file, so that its text is not known. */
function hasHole(file: FlowFile | null, { start, end }: TextRange): boolean {
  const holes = file?.lines?.flatMap((each) => each.holes) ?? [];
  return holes.some((hole) => hole.start < end && start < hole.end);
}

/** A secret that a rule hides: whoever reads the rule knows whether it or the secret is to be changed. */
function openRule({ code, data, backend }: MendableProblem): readonly CodeAction[] {
  if (code !== 'secret-hidden' || backend == null || data.stored === undefined) return [];
  const step = { kind: 'open-configuration', backend, storedName: data.stored } as const;
  return [{ title: l10n.t('Open what hides the secret'), edits: [], isPreferred: false, step }];
}

/** A value of an env file that was meant unencoded; not where it is taken as it stands, for that is written otherwise. */
function encodeValue({ code, data, file }: MendableProblem): readonly CodeAction[] {
  if (code !== 'secret-not-base64' || file === undefined || /\.(?:ya?ml|json|tf|toml)$/i.test(file))
    return [];
  if (data.format === 'raw') return [];
  const title = l10n.t('Encode the value in Base64');
  return [{ title, edits: [], isPreferred: false, step: null, encodesValue: true }];
}

/** Whether the file is meant for that service, its author knows. */
function loadEnvFile({ code, data }: MendableProblem): readonly CodeAction[] {
  const { composeFile: file, envFile: path, service } = data;
  if (code !== 'secret-not-loaded' || file === undefined || path === undefined || service === undefined)
    return [];
  const title = printable(l10n.t('Name this file in env_file of the service {0} in {1}', service, file));
  return [{ title, edits: [], isPreferred: false, step: null, elsewhere: { file, service, path } }];
}

/** Where several configurations may count, the user says which. */
function chooseConfiguration({ code, data }: MendableProblem): readonly CodeAction[] {
  if (code !== 'several-configurations' || data.folder === undefined) return [];
  const step = { kind: 'choose-configuration' } as const;
  return [{ title: stepWords(step), edits: [], isPreferred: false, step }];
}

function ignoreIt(problem: MendableProblem, file: FileOfProblem): readonly CodeAction[] {
  return file.mayIgnore === false ? [] : ignoringActions(problem, file);
}

/** What applies every fix that is beyond doubt: of the problems with a code, or of all. */
export function fixAllTitle(code: ProblemCode | null): string {
  return code === null
    ? l10n.t('Fix all secret() calls that are beyond doubt')
    : l10n.t('Fix all {0} in this file', code);
}

/** The codes of these problems of which the file has more than one that is beyond doubt. */
export function codesOfMany(
  problems: readonly MendableProblem[],
  all: readonly MendableProblem[],
  file: FlowFile | null,
): readonly ProblemCode[] {
  if (file === null) return [];
  const sure = problems.filter((problem) => isSurelyMended(problem, file));
  const firsts = sure.filter(({ code }, index) => sure.findIndex((each) => each.code === code) === index);
  const isOneOfMany = (first: MendableProblem) =>
    all.some((other) => other !== first && other.code === first.code && isSurelyMended(other, file));
  return firsts.filter(isOneOfMany).map(({ code }) => code);
}
