import type { ConfigurationProblem } from '../configuration/index.ts';
import { commentsOf } from '../folder/comments.ts';
import { mayIgnoreProblems, type LanguageProblem, type ProblemSeverities } from '../language/index.ts';
import { wholeMessage } from '../language/messages/index.ts';
import {
  explainsVerdict,
  isVerdictCode,
  judgeSuppressions,
  withSeverity,
  type Judging,
} from '../language/suppressions.ts';
import type { JsonProblem, JsonReference } from './document.ts';
import { placesIn } from './places.ts';

/** A problem of a file, and as it is printed before anybody looked whether it is to be ignored. */
export interface FoundProblem {
  readonly problem: LanguageProblem | ConfigurationProblem;
  readonly json: JsonProblem;
}

/** What was found in one file. */
export interface CheckedFile {
  readonly file: string;
  /** null: it was not read, so that it ignores nothing. */
  readonly text: string | null;
  /** Whether its flows were read, and not what configures Kestra in it. */
  readonly isFlow: boolean;
  readonly found: readonly FoundProblem[];
  readonly judging: Judging;
}

/** The files of two lists, those that are in both as one: it has the problems of both, and is judged by what both know. */
export function joinFiles(
  one: readonly CheckedFile[],
  other: readonly CheckedFile[],
): readonly CheckedFile[] {
  const joined = new Map(one.map((each) => [each.file, each]));
  for (const each of other) {
    const known = joined.get(each.file);
    const untold = () => [...(known?.judging.untold() ?? []), ...each.judging.untold()];
    joined.set(each.file, {
      ...each,
      found: [...(known?.found ?? []), ...each.found],
      judging: { ...each.judging, untold },
    });
  }
  return [...joined.values()];
}

/** Problems as they are printed, and the references that no longer count as missing or hidden. */
export interface ToldProblems {
  readonly problems: readonly JsonProblem[];
  /** Indexes into the references of the document. */
  readonly ignored: ReadonlySet<number>;
}

/** Marks what comments in the files ignore, adds what is wrong with these comments, and gives each the severity that is set. */
export async function applySuppressions(
  files: readonly CheckedFile[],
  severities: ProblemSeverities,
): Promise<ToldProblems> {
  const problems: JsonProblem[] = [];
  const ignored = new Set<number>();
  /** The references whose verdict a problem explains that is not told, or one that counts. */
  const [untold, counting] = [new Set<number>(), new Set<number>()];
  for (const each of files) {
    for (const { problem, json } of await markProblems(each)) {
      const told = withSeverity(problem, severities);
      const isIgnored = json.suppressed || told === null;
      if (isIgnored && json.reference !== null && isVerdictCode(problem.code)) ignored.add(json.reference);
      if (json.reference !== null && !json.suppressed && explainsVerdict(json))
        (told === null ? untold : counting).add(json.reference);
      if (told !== null) problems.push({ ...json, severity: told.severity });
    }
  }
  for (const reference of untold) if (!counting.has(reference)) ignored.add(reference);
  return { problems, ignored };
}

/** The references, of which those are marked whose verdict is not to count. */
export function withIgnored(
  references: readonly JsonReference[],
  ignored: ReadonlySet<number>,
): readonly JsonReference[] {
  if (ignored.size === 0) return references;
  return references.map((reference, index) =>
    ignored.has(index) ? { ...reference, suppressed: true } : reference,
  );
}

async function markProblems({
  file,
  found,
  isFlow,
  judging,
  text,
}: CheckedFile): Promise<readonly FoundProblem[]> {
  if (text === null || !mayIgnoreProblems(text)) return found;
  const comments = await commentsOf(file, text, isFlow);
  if (comments === null) return found;
  const judged = judgeSuppressions<LanguageProblem | ConfigurationProblem>(
    text,
    comments,
    found.map(({ problem }) => problem),
    judging,
  );
  const placeOf = placesIn(text);
  const own = judged.own.map((problem): FoundProblem => ({
    problem,
    json: {
      file,
      ...placeOf(problem.range),
      severity: problem.severity,
      code: problem.code,
      message: wholeMessage(problem),
      suggestions: problem.suggestions,
      reference: null,
      backend: null,
      suppressed: false,
    },
  }));
  return [...found, ...own].map(({ json, problem }) => ({
    problem,
    json: { ...json, suppressed: judged.problems.has(problem) },
  }));
}
