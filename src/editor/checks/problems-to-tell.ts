import type { Comments } from '../../ports/comments.ts';
import { flowComments } from '../../configuration/comments/index.ts';
import type { IndexedFile } from '../../index/index.ts';
import { mayIgnoreProblems } from '../../language/index.ts';
import type { IndexedProblem } from '../../language/problems.ts';
import { judgeSuppressions, withSeverity } from '../../language/suppressions.ts';
import { doInTurns } from '../language/in-turns.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { uriOf } from '../session/paths.ts';
import type { SeveritiesOf } from '../severities.ts';
import type { ToTell } from './folder-check.ts';

/** A text with comments that may ignore problems. */
interface CommentedText {
  readonly text: string;
  readonly comments: Comments;
}

/** Leaves out the problems that the settings turn off, or a comment of their file ignores, for which that file is read. */
export function createToTell({ files, folder }: FolderSession, severitiesOf: SeveritiesOf): ToTell {
  // A file that changes is another one to the index.
  const known = new WeakMap<IndexedFile, Promise<CommentedText | null>>();

  async function readComments(path: string, signal: AbortSignal): Promise<CommentedText | null> {
    const read = await files.read(path, signal);
    if (read.state !== 'text' || !mayIgnoreProblems(read.text)) return null;
    const comments = await doInTurns(flowComments(path, read.text), () => !signal.aborted);
    return comments === null ? null : { text: read.text, comments: comments.value };
  }

  function commentsOf(path: string, file: IndexedFile, signal: AbortSignal): Promise<CommentedText | null> {
    const reading = known.get(file) ?? readComments(path, signal);
    known.set(file, reading);
    reading.catch(() => known.delete(file));
    return reading;
  }

  return async ({ file: path, renderedBy, summary }, problems, signal) => {
    const severities = await severitiesOf(uriOf(folder, path));
    const severe = problems.flatMap((each): IndexedProblem[] => {
      const problem = withSeverity(each.problem, severities);
      return problem === null ? [] : [{ ...each, problem }];
    });
    // A rendered file is in any language: nothing in it is a comment for sure.
    const mayComment = severe.length > 0 && summary !== undefined && renderedBy === undefined;
    const commented = mayComment ? await commentsOf(path, summary, signal) : null;
    if (commented === null) return severe;
    const { text, comments } = commented;
    const judged = judgeSuppressions(
      text,
      comments,
      severe.map(({ problem }) => problem),
      { untold: () => [], judges: () => false, saysNothingOfComments: true },
    );
    return severe.filter(({ problem }) => !judged.problems.has(problem));
  };
}
