import {
  applyEdits,
  fileFor,
  type FlowFile,
  type FlowLines,
  type FlowProblem,
  type Generation,
  type Stretches,
} from '../../flow/index.ts';
import { yamlProblemsIn } from '../../flow/yaml-problems.ts';
import type { Comments } from '../../ports/comments.ts';
import type { TextEdit, TextRange } from '../../ports/text.ts';
import { editsBetween, sortEdits, textAfter } from '../../text/edits.ts';
import { createLineIndex, type LineIndex } from '../../text/line-index.ts';
import { withSeverity, type ProblemSeverities } from '../severities.ts';
import { judgeSuppressions } from '../suppression/judge.ts';
import { mayIgnoreProblems } from '../suppression/word.ts';
import type { ProblemCode } from '../types.ts';
import { flowFixesFor } from './table.ts';
import type { FlowFix } from './types.ts';

/** A problem that was mended. */
export interface MendedProblem {
  readonly code: ProblemCode;
  /** Of the text before, counted from 1: no fix that is beyond doubt adds or removes a line. */
  readonly line: number;
  readonly fix: FlowFix;
}

/** A file of flows after all fixes that are beyond doubt. */
export interface MendedFile {
  readonly text: string;
  /** What makes it of the text before: on a line each, in order and without overlap. */
  readonly edits: readonly TextEdit[];
  /** By line; those of one line in the order in which they were mended. */
  readonly mended: readonly MendedProblem[];
}

/** Which problems of a file of flows are to be mended. */
export interface WhatToMend {
  /** Of the server; null where it is not known: where it asks for nothing, nothing is mended. */
  readonly generation: Generation | null;
  /** Those with this code; null: all. */
  readonly code: ProblemCode | null;
  /** What is off in them is not told, and left as it is. */
  readonly severities: ProblemSeverities;
  /** The comments of a text in the file's language: what they ignore is left as it is. Asked only where one may. */
  readonly commentsIn: (text: string) => Stretches<Comments | null>;
}

/** One fix can uncover another, as quotes do that let an expression be read; more than that often none does. */
const mostPasses = 10;

/** Applies the fixes that are beyond doubt until none is left; to flows in a file of another language once. */
export function* fixAllIn(file: FlowFile, wanted: WhatToMend): Stretches<MendedFile> {
  if (file.lines !== undefined) return yield* fixLines(file, file.lines, wanted);
  let current = file;
  const mended: MendedProblem[] = [];
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const found = yield* sureFixesIn(current, wanted);
    if (found.length === 0) break;
    const lineOf = createLineIndex(current.text);
    for (const { problem, fix } of found) mended.push(mendedProblem(problem, fix, lineOf));
    current = applyEdits(
      current,
      found.flatMap(({ fix }) => fix.edits),
    );
    yield;
  }
  mended.sort((one, other) => one.line - other.line);
  return { text: current.text, edits: editsBetween(file.text, current.text), mended };
}

/** In a file of another language; what that puts in, reads otherwise or has around its flows stays as it is. */
function* fixLines(file: FlowFile, lines: readonly FlowLines[], wanted: WhatToMend): Stretches<MendedFile> {
  const source = file.source ?? file.text;
  const found = (yield* sureFixesIn(file, wanted)).filter(({ fix }) =>
    fix.edits.every((edit) => !/[$%]\{/.test(edit.text) && lines.some((each) => stand(edit.range, each))),
  );
  const edits = sortEdits(found.flatMap(({ fix }) => fix.edits));
  const lineOf = createLineIndex(source);
  const mended = found.map(({ problem, fix }) => mendedProblem(problem, fix, lineOf));
  return { text: textAfter(source, edits), edits, mended };
}

/** Whether a range lies in the lines of a flow, and meets nothing that is put into them. */
function stand({ start, end }: TextRange, lines: FlowLines): boolean {
  const isWithin = lines.start <= start && end <= lines.end;
  return isWithin && lines.holes.every((hole) => hole.end <= start || end <= hole.start);
}

function mendedProblem({ code, range }: FlowProblem, fix: FlowFix, lineOf: LineIndex): MendedProblem {
  return { code, line: lineOf(range.start).line, fix };
}

/** Whether a problem has a fix that is beyond doubt. */
export function isSurelyMended(problem: Parameters<typeof flowFixesFor>[0], file: FlowFile): boolean {
  return flowFixesFor(problem, file).some(({ isSure }) => isSure);
}

interface SureFix {
  readonly problem: FlowProblem;
  readonly fix: FlowFix;
}

/** Those that do not touch each other: what is left is mended in another pass. */
function* sureFixesIn(file: FlowFile, wanted: WhatToMend): Stretches<readonly SureFix[]> {
  const problems = yield* problemsToMend(file, wanted);
  const found = problems.flatMap((problem): (SureFix & { start: number; end: number })[] => {
    const fix = flowFixesFor(problem, file).find(({ isSure }) => isSure);
    if (fix === undefined) return [];
    const edits = sortEdits(fix.edits);
    return [{ problem, fix, start: edits[0]?.range.start ?? 0, end: edits.at(-1)?.range.end ?? 0 }];
  });
  let last = -1;
  return found
    .sort((one, other) => one.start - other.start || other.end - one.end)
    .filter(({ start, end }) => {
      const isFree = start > last;
      if (isFree) last = end;
      return isFree;
    });
}

/** Whoever ignores a problem has read it, and wants the line as it is. */
function* problemsToMend(
  file: FlowFile,
  { code, commentsIn, generation, severities }: WhatToMend,
): Stretches<readonly FlowProblem[]> {
  const ofYaml = yield* yamlProblemsIn(file);
  const ofDocuments = fileFor(file, generation).documents.flatMap(({ problems }) => problems);
  const found = [...ofYaml, ...ofDocuments].filter(
    (problem) => (code === null || problem.code === code) && withSeverity(problem, severities) !== null,
  );
  const text = file.source ?? file.text;
  if (found.length === 0 || !mayIgnoreProblems(text)) return found;
  const comments = yield* commentsIn(text);
  if (comments === null) return found;
  const { problems: ignored } = judgeSuppressions(text, comments, found, { untold: () => [] });
  return found.filter((problem) => !ignored.has(problem));
}
